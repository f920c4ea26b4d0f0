"""Taskwarrior: the JSON that `task import` takes, of Taskwarrior 2.6 and 3."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page
from worklist.interchange.moments import due_moment, identity, last_written, moment, opened
from worklist.interchange.prose import one_line, remarks, title

_STATUS = {Status.OPEN: "pending", Status.WAIVED: "deleted"}


def tasks(pages: Iterable[Page], rollover: time, notebook_id: str | None) -> str:
    """Give the items of `pages` of the notebook with this id as tasks; imported again, each takes its own place.

    What is open on a page that was begun on another day is scheduled for its own. A task ends when its page was
    closed, or on an open page at the last moment that is known of the item.
    """
    found = [_task(page, item, rollover, notebook_id) for page in pages for item in page.items.values()]
    lines = ",\n".join(json.dumps(task, ensure_ascii=False) for task in found)
    return f"[\n{lines}\n]\n"


def _task(page: Page, item: Item, rollover: time, notebook_id: str | None) -> dict[str, object]:
    task: dict[str, object] = {
        "uuid": str(identity(page, item, notebook_id)),
        "description": title(item),
        "entry": _moment(opened(page)),
        "status": _STATUS.get(item.status, "completed"),
        "project": item.kind.value,
    }
    if not item.is_open:
        task["end"] = _moment(page.seal.closed_at if page.seal else last_written(page, item))
    if item.due is not None:
        task["due"] = _moment(due_moment(page, item.due, rollover))
    elif item.is_open and opened(page).date() != page.day:
        task["scheduled"] = _moment(moment(page, page.day, time()))
    if item.company is not None:
        task["tags"] = [_tag(item.company)]
    written = _annotations(page, item)
    if written:
        task["annotations"] = written
    return task


def _annotations(page: Page, item: Item) -> list[dict[str, str]]:
    """Give what stands beside an item, each at a second of its own: Taskwarrior keeps one of each second."""
    beside = [(opened(page), text) for text in remarks(item)]
    if item.company is not None and _tag(item.company) != item.company:
        beside.insert(0, (opened(page), one_line(item.company)))
    beside += [(note.at, one_line(f"{note.by}: {note.text}")) for note in item.notes]
    written = []
    free = datetime.min.replace(tzinfo=UTC)
    for at, text in sorted(beside, key=lambda each: each[0]):
        free = max(at.astimezone(UTC).replace(microsecond=0), free)
        written.append({"entry": _moment(free), "description": text})
        free += timedelta(seconds=1)
    return written


def _tag(company: str) -> str:
    """Give a company as a tag: a word that does not begin with a digit."""
    return re.sub(r"\W|^(?=\d)", "_", company)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
