"""The tests of worklist; `python -m tests` runs the whole check."""
