"""Write the golden notebook of this schema; one that is there already stays as it is."""

import json
import sys

from tests.store.conftest import fill
from tests.store.golden import golden, says
from worklist.store.codec import SCHEMA
from worklist.store.notebook import NotebookStore

home = golden(SCHEMA)
if home.exists():
    sys.exit(f"{home} is there already, and what an older program wrote is not written anew.")
store = NotebookStore(home / "notebook")
fill(store)
store.folder.lock.unlink()
answers = [json.dumps({line: answer}, ensure_ascii=False)[1:-1] for line, answer in says(store.folder.path).items()]
(home / "says.json").write_text("{" + ",\n".join(answers) + "}\n")
print(home)
