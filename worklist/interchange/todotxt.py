"""todo.txt: a line an item, by the description of the format at https://github.com/todotxt/todo.txt.

After the dates a line goes on with the kind, so that no text stands where a mark, a priority or a date would be read.
In a text, signs that would mean something are written in full width: `＠` and `＋` at the beginning of a word, `：`
between other signs, but for web addresses.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import time

from worklist.checklist.items import Item, Status
from worklist.checklist.page import Page
from worklist.interchange.moments import due_day
from worklist.interchange.prose import one_line, title

_WIDE = {"@": "＠", "+": "＋"}
_ADDRESS = ("http://", "https://")


def todo_txt(pages: Iterable[Page], rollover: time) -> str:
    """Give the items of `pages` as todo.txt; what is settled is done, on the page's day."""
    return "".join(f"{' '.join(_words(page, item, rollover))}\n" for page in pages for item in page.items.values())


def _words(page: Page, item: Item, rollover: time) -> Iterator[str]:
    if not item.is_open:
        yield f"x {page.day}"
    yield str(page.day)
    yield f"+{item.kind}"
    yield from map(_plain, title(item).split(" "))
    if item.company is not None:
        yield f"@{_value(item.company)}"
    for key, value in _values(page, item, rollover).items():
        if value is not None:
            yield f"{key}:{value}"


def _values(page: Page, item: Item, rollover: time) -> dict[str, object]:
    due = item.due
    return {
        "due": None if due is None else due_day(page, due, rollover),
        "time": None if due is None else f"{due:%H%M}",  # a value may hold no colon
        "who": None if item.who is None else _value(item.who),
        "count": item.count,
        "need": item.need,
        "unit": None if item.unit is None else _value(item.unit),
        "waived": item.waived_count or None,
        "status": item.status if item.status in (Status.WAIVED, Status.CARRIED) else None,
        "id": item.id,
    }


def _plain(word: str) -> str:
    """Give a word of a text so that it is a word and nothing else."""
    word = _WIDE.get(word[:1], word[:1]) + word[1:]
    return word if word.startswith(_ADDRESS) else re.sub(r"(?<=.):(?=.)", "：", word)


def _value(name: str) -> str:
    """Give a name as one word without a colon."""
    return one_line(name).replace(" ", "_").replace(":", "：")
