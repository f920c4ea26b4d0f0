"""A department's own workbook, filled with a day: cells that name values, and rows that repeat.

The parts of the workbook are changed as XML where they must be, and all others stay as they are, byte for byte.
"""
