"""From the tables of an older schema to those of this one, a version at a time."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from worklist.errors import Damaged, NewerSchema
from worklist.i18n import _
from worklist.store.codec import JSON, SCHEMA, Content, Table, Tables

Upgrade = Callable[[Tables], Tables]


def _to_2(tables: Tables) -> Tables:
    """Settings get a table of their own; they were the rollover hour, which nothing could change."""
    state = tables.get("notebook", {}).get("1")
    if state is None:  # a sealed page
        return tables
    rest = {field: value for field, value in state.items() if field != "rollover"}
    if state.get("rollover") == "04:00":
        return {**tables, "notebook": {"1": rest}}
    kinds: list[JSON] = ["supplies", "measures", "doses", "issues"]
    settings: Table = {"1": {"rollover": state.get("rollover"), "expected": kinds}}
    return {**tables, "notebook": {"1": rest}, "settings": settings}


def _to_3(tables: Tables) -> Tables:
    """Items may say where they were imported from; none did."""
    return tables


UPGRADES: Mapping[int, Upgrade] = {1: _to_2, 2: _to_3}
"""For each older schema, the function that gives its tables as the next one has them."""


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
