"""From the tables of an older schema to those of this one, a version at a time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from worklist.errors import Damaged, NewerSchema
from worklist.i18n import _
from worklist.store.codec import SCHEMA, Content, Tables

Upgrade = Callable[[Tables], Tables]

UPGRADES: Mapping[int, Upgrade] = {}
"""For each older schema, the function that gives its tables as the next one has them. The first is yet to come."""


def upgrade(content: Content, path: Path, upgrades: Mapping[int, Upgrade] = UPGRADES, schema: int = SCHEMA) -> Content:
    """Give `content` of the file at `path` with tables of this `schema`; what it says of itself stays.

    Raises `NewerSchema` if a newer worklist wrote it, `Damaged` if none ever did.
    """
    if content.schema > schema:
        raise NewerSchema(path, content.schema, schema)
    tables = content.tables
    for version in range(content.schema, schema):
        if version not in upgrades:
            raise Damaged(path, _("schema {version} has never been").format(version=version))
        tables = upgrades[version](tables)
    return replace(content, tables=tables)
