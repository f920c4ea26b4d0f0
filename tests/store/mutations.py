"""Ways in which the bytes of a notebook's file come to be wrong, each with a place that chance chooses."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import cast

from tests.store.conftest import plain_tables, vouched
from worklist.store.codec import COMPANIES, JSON, Tables, decode

Spoil = Callable[[bytes, Random], bytes]
Place = tuple[str | int, ...]
Mutant = tuple[Place, JSON]
"""A place within tables, and what is to stand there."""

DEEP = b"[" * 200_000 + b"]" * 200_000

# What a document may leave out, and a change say null of
OPTIONAL: dict[str, type] = {
    **dict.fromkeys(("company", "who", "unit", "reason", "due", "opened_at", "previous"), str),
    **dict.fromkeys(("count", "need", "undoes", "times_carried", "headcount"), int),
    **dict.fromkeys(("notes", "waived", "blanks", "records", "other_names", "spellings", "on"), list),
    **dict.fromkeys(("carried_from", "carried_to", "last_seal", "was", "now", "dealt"), dict),
    **dict.fromkeys(("zone", "liaison", "caretaker", "resumed_since", "removed", "origin", "notebook"), str),
    **dict.fromkeys(("above_scale", "resumed", "per_head", "only_resumed", "paused", "nothing"), bool),
}
ONE_OF_EACH: list[JSON] = [None, True, 7, 1.5, "x", [], {}]


def places(value: JSON, here: Place = ()) -> Iterator[Mutant]:
    """Give every place within a value, itself left out, and what stands there."""
    inner: list[tuple[str | int, JSON]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    for key, found in inner:
        yield (*here, key), found
        yield from places(found, (*here, key))


def replaced(value: JSON, place: Place, new: JSON) -> JSON:
    """Give a copy of `value` with `new` at one place."""
    if not place:
        return new
    key, rest = place[0], place[1:]
    if isinstance(value, dict):
        return {name: replaced(old, rest, new) if name == key else old for name, old in value.items()}
    assert isinstance(value, list)
    return [replaced(old, rest, new) if index == key else old for index, old in enumerate(value)]


def wrong_types(tables: Tables) -> Iterator[Mutant]:
    """Give for each value in turn one of every type that it may not have."""
    for place, value in places(cast("JSON", tables)):
        allowed = {type(value)}
        if len(place) > 1 and place[-2] == "was" and place[-1] in OPTIONAL:
            allowed = {type(None), OPTIONAL[str(place[-1])]}
        yield from ((place, new) for new in ONE_OF_EACH if type(new) not in allowed)


def other_fields(tables: Tables) -> Iterator[Mutant]:
    """Give each document with each field that it must have left out in turn, and each object with one more."""
    for place, value in places(cast("JSON", tables)):
        if not isinstance(value, dict) or len(place) < 2:
            continue
        for field in () if place[-1] == "was" else value.keys() - OPTIONAL:
            yield place, {name: inner for name, inner in value.items() if name != field}
        yield place, {**value, "colour": "red"}


def flips(data: bytes) -> Iterator[bytes]:
    """Give the data with each byte in turn flipped, in its lowest bit and in all."""
    for place in range(len(data)):
        for flip in (0x01, 0xFF):
            yield data[:place] + bytes([data[place] ^ flip]) + data[place + 1 :]


# Bytes that are not those that were written


def one_flip(data: bytes, chance: Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def block_of_nul(data: bytes, chance: Random) -> bytes:
    begin = chance.randrange(len(data))
    end = chance.randint(begin + 1, len(data))
    return data[:begin] + b"\0" * (end - begin) + data[end:]


BYTES: dict[str, Spoil] = {
    "truncated": lambda data, chance: data[: chance.randrange(len(data))],
    "a bit flipped": one_flip,
    "no bytes": lambda _data, _chance: b"",
    "NUL bytes": lambda data, _chance: b"\0" * len(data),
    "a block of NUL bytes": block_of_nul,
    "more at the end": lambda data, chance: data + chance.choice([b"\n", b"\0", b"}", data]),
    "nothing but nesting": lambda _data, _chance: DEEP,
}

# Files that say what no file says: the body is changed, and its first line says that it is not, or vouches for it


def body_of(tables: JSON) -> bytes:
    """Give all after the first line; a table of companies stands on a line of its own."""
    written = json.dumps(tables, ensure_ascii=False, separators=(",", ":"))[1:].encode()
    if not isinstance(tables, dict) or COMPANIES not in tables or len(tables) == 1:
        return written
    rest = {name: table for name, table in tables.items() if name != COMPANIES}
    return body_of({COMPANIES: tables[COMPANIES]})[:-1] + b",\n" + body_of(rest)


def with_token(tables: Tables, place: Place, token: bytes) -> bytes:
    """Give the body with `token`, which JSON may not know, at one place."""
    return body_of(replaced(cast("JSON", tables), place, "\ufdd0")).replace('"\ufdd0"'.encode(), token)


def any_place(tables: Tables, chance: Random) -> Place:
    return chance.choice([place for place, _ in places(cast("JSON", tables)) if len(place) > 2])


def with_mutant(tables: Tables, mutants: Iterator[Mutant], chance: Random) -> bytes:
    return body_of(replaced(cast("JSON", tables), *chance.choice(list(mutants))))


def key_twice(tables: Tables, chance: Random) -> bytes:
    """Let an object, any from the whole down, have one of its names twice; the second with another value."""
    objects = [(place, value) for place, value in places(cast("JSON", tables)) if isinstance(value, dict) and value]
    place, found = chance.choice([((), cast("dict[str, JSON]", tables)), *objects])
    name = chance.choice(list(found))
    again = body_of({name: chance.choice([found[name], {}, "x"])})
    if not place:
        return body_of(cast("JSON", tables))[:-1] + b"," + again
    return with_token(tables, place, b"{" + body_of(found)[:-1] + b"," + again)


def no_number(tables: Tables, chance: Random) -> bytes:
    """Let a document have a number that is none."""
    name = chance.choice([name for name, table in tables.items() if table])
    number = chance.choice(list(tables[name]))
    wrong = chance.choice(["x", "", "-1", "0" + number, "1.0", "１", " 1", "9" * 5000])
    table = {(wrong if key == number else key): document for key, document in tables[name].items()}
    return body_of(cast("JSON", {**tables, name: table}))


MEANING: dict[str, Callable[[Tables, Random], bytes]] = {
    "a key twice": key_twice,
    "a document's number that is none": no_number,
    "NaN": lambda tables, chance: with_token(
        tables, any_place(tables, chance), chance.choice([b"NaN", b"Infinity", b"-Infinity", b"1e999"])
    ),
    "nesting": lambda tables, chance: with_token(tables, any_place(tables, chance), DEEP),
    "a number too long": lambda tables, chance: with_token(tables, any_place(tables, chance), b"9" * 5000),
    "half a character": lambda tables, chance: with_token(tables, any_place(tables, chance), rb'"\ud800"'),
    "a wrong type": lambda tables, chance: with_mutant(tables, wrong_types(tables), chance),
    "a field too few or too many": lambda tables, chance: with_mutant(tables, other_fields(tables), chance),
}


def unnoticed(change: Callable[[Tables, Random], bytes]) -> Spoil:
    """Let the first line stay as it was."""
    return lambda data, chance: data[: data.index(b"\n") + 1] + change(cast("Tables", plain_tables(data)), chance)


def under_a_right_checksum(change: Callable[[Tables, Random], bytes]) -> Spoil:
    """Let the first line vouch for the change, as one with a shell can do it, or a program with a fault."""
    return lambda data, chance: vouched(
        change(cast("Tables", plain_tables(data)), chance), generation=decode(data).generation
    )


KINDS: dict[str, Spoil] = {
    **BYTES,
    **{kind: unnoticed(change) for kind, change in MEANING.items()},
    **{f"{kind}, under a right checksum": under_a_right_checksum(change) for kind, change in MEANING.items()},
}
