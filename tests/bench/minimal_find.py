"""The least that reading a folder of JSON files takes: `json.loads` of each."""

import json
import sys
from pathlib import Path

for path in Path(sys.argv[1]).rglob("*.json"):
    json.loads(path.read_bytes())
