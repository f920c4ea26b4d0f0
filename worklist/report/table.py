"""A report as CSV by RFC 4180, for office programs: UTF-8 with a byte order mark, by which Excel knows it.

Every cell stands in quotes, so that no sign in it is taken for the end of the cell where another separator is set, and
what follows for a formula (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
from collections.abc import Iterable
from io import StringIO

from worklist.interchange.prose import harmless
from worklist.report.parts import Cell, Document, Rate


def as_csv(document: Document) -> bytes:
    """Give the report, its parts below one another with an empty line between."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(document.title)])
    writer.writerows([harmless(line)] for line in document.subtitle)
    for part in document.parts:
        writer.writerow([])
        writer.writerow([harmless(part.title)])
        writer.writerow(map(harmless, part.headings))
        writer.writerows(_cells(row) for row in part.rows)
    return written.getvalue().encode("utf-8-sig")


def _cells(row: Iterable[Cell]) -> list[object]:
    return [
        harmless(cell) if isinstance(cell, str) else f"{cell:.1f}%" if isinstance(cell, Rate) else cell for cell in row
    ]
