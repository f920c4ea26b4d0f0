"""The least that an import does: read the lines as the importer reads them, and insert a document each, together."""

import sys
from datetime import time
from pathlib import Path

from tinydb import TinyDB

from worklist.checklist.importing import Companies
from worklist.interchange.todotxt import read_todo_txt

database, file = map(Path, sys.argv[1:])
with TinyDB(database, ensure_ascii=False, encoding="utf-8") as tables:
    tables.insert_multiple(
        {
            "kind": one.kind,
            "text": one.text,
            "company": one.company,
            "day": str(one.day),
            "due": str(one.due),
            "status": one.status,
            "origin": one.origin,
            "notes": [{"text": remark} for remark in one.remarks],
        }
        for one in read_todo_txt(file.read_bytes(), file, Companies(None, new=True), time(4))
    )
