"""The bytes of a notebook's file."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.conftest import vouched
from worklist.store.codec import Content, DamagedBytes, Document, Table, Tables, decode, decode_edited, encode

SAMPLE: Tables = {
    "notebook": {"1": {"rollover": "04:00"}},
    "items 2020-02-20": {"1": {"text": "2000 个口罩", "notes": [{"text": "还差一车"}], "count": None}, "12": {}},
}
BODY = (
    '"notebook":{"1":{"rollover":"04:00"}},'
    '"items 2020-02-20":{"1":{"text":"2000 个口罩","notes":[{"text":"还差一车"}],"count":null},"12":{}}}'
).encode()
DEEP = b"[" * 200_000 + b"]" * 200_000

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(2**63), max_value=2**63),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)
documents: st.SearchStrategy[Document] = st.dictionaries(st.text(), values, max_size=3)
keyed: st.SearchStrategy[Table] = st.dictionaries(
    st.integers(min_value=1, max_value=10**6).map(str), documents, max_size=3
)
some_tables: st.SearchStrategy[Tables] = st.dictionaries(
    st.text().filter(lambda name: name != "_meta"), keyed, min_size=1, max_size=3
)


def problem_of(data: bytes, *, edited: bool = False) -> str:
    """Give what is said of damaged bytes."""
    with pytest.raises(DamagedBytes) as caught:
        (decode_edited if edited else decode)(data)
    return str(caught.value)


def head_of(data: bytes) -> bytes:
    return data[: data.index(b"\n") + 1]


def test_a_file_is_a_line_that_vouches_for_the_compact_json_after_it() -> None:
    digest = hashlib.sha256(b"3 12\n" + BODY).hexdigest()
    head = f'{{"_meta":{{"1":{{"schema":3,"generation":12,"sha256":"{digest}"}}}},\n'.encode()
    assert encode(SAMPLE, generation=12) == (head + BODY, digest)


def test_the_whole_file_is_one_json_object_as_tinydb_reads_it() -> None:
    data, digest = encode(SAMPLE, generation=12)
    assert json.loads(data) == {"_meta": {"1": {"schema": 3, "generation": 12, "sha256": digest}}, **SAMPLE}


def test_what_was_encoded_is_decoded() -> None:
    data, digest = encode(SAMPLE, generation=12)
    assert decode(data) == Content(tables=SAMPLE, schema=3, generation=12, digest=digest)


@given(tables=some_tables, generation=st.integers(min_value=0, max_value=10**17))
def test_any_tables_come_back_as_they_were(tables: Tables, generation: int) -> None:
    data, digest = encode(tables, generation=generation)
    content = Content(tables=tables, schema=3, generation=generation, digest=digest)
    assert decode(data) == content
    assert decode_edited(data) == Content(tables=tables, schema=3, generation=generation, digest="")


def test_no_bytes_are_damage() -> None:
    assert problem_of(b"") == "it is empty"


def test_nul_bytes_are_damage() -> None:
    assert problem_of(b"\0" * 4096) == "it holds nothing but NUL bytes"


@pytest.mark.parametrize(
    "data",
    [b"{}", b"null", b"\n", b"\xff\xfe", b'{"_meta":{}}', b" " + encode(SAMPLE, generation=1)[0], b"x" * 100],
)
def test_any_other_first_line_is_damage(data: bytes) -> None:
    assert problem_of(data) == "its first line is not what worklist writes"


def test_every_change_of_one_byte_is_noticed() -> None:
    data, _ = encode(SAMPLE, generation=12)
    noticed = {"its first line is not what worklist writes", "its checksum does not fit its content"}
    for place in range(len(data)):
        for flip in (0x01, 0x20, 0xFF):
            changed = bytearray(data)
            changed[place] ^= flip
            assert problem_of(bytes(changed)) in noticed


def test_every_truncation_is_noticed() -> None:
    data, _ = encode(SAMPLE, generation=12)
    for length in range(1, len(data)):
        assert problem_of(data[:length]).startswith("its ")


def test_anything_added_at_the_end_is_noticed() -> None:
    data, _ = encode(SAMPLE, generation=12)
    for more in (b"\n", b" ", b"\0", data):
        assert problem_of(data + more) == "its checksum does not fit its content"


@pytest.mark.parametrize(
    "body",
    [
        b"garbage",
        b"}",
        b'"pages":{}} ,',
        b'"pages":{"1":{"text":"\xff"}}}',
        b'"pages":{"1":{"text":' + DEEP + b"}}}",
        b'"pages":{"1":{"count":' + b"9" * 5000 + b"}}}",
    ],
    ids=["no json", "no table", "more behind", "not utf-8", "too deep", "too long a number"],
)
def test_a_right_checksum_over_what_is_no_tables_is_damage_too(body: bytes) -> None:
    with pytest.raises(DamagedBytes):
        decode(vouched(body))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('"pages":{"1":{},"1":{}}}', "“1” stands twice in one object"),
        ('"pages":{"1":{"day":1,"day":1}}}', "“day” stands twice in one object"),
        ('"pages":{},"log":{},"pages":{}}', "“pages” stands twice in one object"),
        ('"_meta":{"1":{}},"pages":{}}', "“_meta” stands twice in one object"),
        ('"pages":{"1":{"need":NaN}}}', "it holds what is not a number of JSON"),
        ('"pages":{"1":{"need":1e999}}}', "it holds what is not a number of JSON"),
        ('"pages":{"1":{"text":"\\ud800"}}}', "it holds half a character"),
        ('"pages":{"1":{"text":"\\u4e00"}}}', "it is not written as worklist writes it"),
        ('"pages": {}}', "it is not written as worklist writes it"),
        ('"pages":{}}\n', "it is not written as worklist writes it"),
    ],
)
def test_a_right_checksum_over_what_worklist_would_not_write_is_damage(body: str, problem: str) -> None:
    assert problem_of(vouched(body.encode())) == problem


@pytest.mark.parametrize(
    ("tables", "problem"),
    [
        ('"pages":[]', "“pages” is not a table"),
        ('"pages":"x"', "“pages” is not a table"),
        ('"pages":null', "“pages” is not a table"),
        ('"pages":{"1":[]}', "“1” in “pages” is not a numbered document"),
        ('"pages":{"1":null}', "“1” in “pages” is not a numbered document"),
        ('"pages":{"one":{}}', "“one” in “pages” is not a numbered document"),
        ('"pages":{"":{}}', "“” in “pages” is not a numbered document"),
        ('"pages":{"-1":{}}', "“-1” in “pages” is not a numbered document"),
        ('"pages":{"１":{}}', "“１” in “pages” is not a numbered document"),
        ('"pages":{"01":{}}', "“01” in “pages” is not a numbered document"),
    ],
)
def test_what_is_not_tables_of_numbered_documents_is_damage(tables: str, problem: str) -> None:
    data = vouched(f"{tables}}}".encode())
    assert problem_of(data) == problem
    assert problem_of(data, edited=True) == problem


def edited(tables: str, meta: str = '{"1":{"schema":1,"generation":7,"sha256":"?"}}') -> bytes:
    """Give a file as somebody might leave it who edits it by hand."""
    return f'{{\n  "_meta": {meta},\n  {tables}\n}}\n'.encode()


def test_a_hand_edit_is_read_whatever_its_checksum_and_white_space() -> None:
    assert decode_edited(edited('"pages": {"1": {"day": "2020-02-20"}}')) == Content(
        tables={"pages": {"1": {"day": "2020-02-20"}}}, schema=1, generation=7, digest=""
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "line 1 column 1: Expecting value"),
        (b"\0\0\0", "line 1 column 1: Expecting value"),
        (edited('"pages": {"1": {"day": }}'), "line 3 column 26: Expecting value"),
        (edited('"pages": {}')[:-2], "line 4 column 1: Expecting ',' delimiter"),
        ("口罩".encode()[:4], "byte 4 is not UTF-8"),
        (edited('"pages": {"1": {"need": NaN}}'), "NaN is not a number of JSON"),
        (edited('"pages": {"1": {"need": Infinity}}'), "Infinity is not a number of JSON"),
        (edited('"pages": {"1": {"need": -Infinity}}'), "-Infinity is not a number of JSON"),
        (edited('"pages": {"1": {"need": 1e999}}'), "it holds what is not a number of JSON"),
        (edited('"pages": {"1": {}, "2": {}, "1": {}}'), "“1” stands twice in one object"),
        (edited('"pages": {"1": {"day": 1, "day": 1}}'), "“day” stands twice in one object"),
        (edited('"pages": {}, "pages": {}'), "“pages” stands twice in one object"),
        (DEEP, "it is nested too deeply"),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "it is nested too deeply"),
        (b"[]", "it is not an object of tables"),
        (b'"text"', "it is not an object of tables"),
        (edited('"pages": 1'), "“pages” is not a table"),
    ],
)
def test_a_hand_edit_that_makes_no_sense_is_damage_and_says_where(data: bytes, problem: str) -> None:
    assert problem_of(data, edited=True) == problem


@pytest.mark.parametrize(
    "data",
    [
        edited('"pages": {"1": {"need": ' + "9" * 5000 + "}}"),
        edited('"pages": {"' + "9" * 5000 + '": {}}'),
        edited('"pages": {"1": {"text": "\\ud800"}}'),
        edited('"\\udfff": {}'),
    ],
    ids=["a number too long to read", "a document's number too long to read", "half a character", "half a name"],
)
def test_a_hand_edit_that_could_not_be_written_again_is_damage(data: bytes) -> None:
    with pytest.raises(DamagedBytes):
        decode_edited(data)


@pytest.mark.parametrize(
    "meta",
    [
        "{}",
        '{"1": {}}',
        '{"2": {"schema": 1, "generation": 1}}',
        '{"1": {"schema": 1}}',
        '{"1": {"generation": 1}}',
        *(
            f'{{"1": {{"schema": {schema}, "generation": {generation}}}}}'
            for wrong in ("null", "true", '"1"', "1.0", "[]", "{}", "-1")
            for schema, generation in ((wrong, "1"), ("1", wrong))
        ),
        '{"1": {"schema": 1, "generation": 1000000000000000000}}',
    ],
)
def test_a_hand_edit_must_say_its_schema_and_generation(meta: str) -> None:
    assert problem_of(edited('"pages": {}', meta), edited=True) == (
        "its _meta does not say which schema and generation it is"
    )


def test_a_hand_edit_without_meta_does_not_say_its_schema() -> None:
    data = b'{"pages": {}}'
    assert problem_of(data, edited=True) == "its _meta does not say which schema and generation it is"


def test_the_digest_is_over_schema_generation_and_all_after_the_first_line() -> None:
    first, digest = encode(SAMPLE, generation=12)
    second, other = encode(SAMPLE, generation=13)
    assert first[len(head_of(first)) :] == second[len(head_of(second)) :] == BODY
    assert digest == hashlib.sha256(b"3 12\n" + BODY).hexdigest()
    assert other == hashlib.sha256(b"3 13\n" + BODY).hexdigest()


# The companies, which stand on a line of their own

PARK: Tables = {"companies": {"1": {"name": "宇环"}, "2": {"name": "启泰"}}, "notebook": {"1": {"last_entry": 2}}}


def test_companies_come_first_on_a_line_of_their_own_wherever_they_stand_in_the_tables() -> None:
    body = (
        b'"companies":{"1":{"name":"\xe5\xae\x87\xe7\x8e\xaf"},"2":{"name":"\xe5\x90\xaf\xe6\xb3\xb0"}},\n'
        b'"notebook":{"1":{"last_entry":2}}}'
    )
    for tables in (PARK, dict(reversed(PARK.items()))):
        data, _ = encode(tables, generation=3)
        assert data[len(head_of(data)) :] == body
    assert json.loads(data) == {"_meta": json.loads(data)["_meta"], **PARK}


def test_companies_are_not_read_before_they_are_asked_for() -> None:
    body = b'"companies":{nobody reads this},\n"notebook":{"1":{"last_entry":2}}}'
    tables = decode(vouched(body)).tables
    assert tables["notebook"] == {"1": {"last_entry": 2}}
    with pytest.raises(DamagedBytes):
        list(tables["companies"])


def test_companies_that_were_not_read_are_written_as_they_were() -> None:
    data, _ = encode(PARK, generation=3)
    tables = decode(data).tables
    assert encode(tables, generation=3)[0] == data
    assert dict(tables["companies"]) == PARK["companies"]
    assert (len(tables["companies"]), "3" in tables["companies"]) == (2, False)
    assert encode(tables, generation=3)[0] == data


@pytest.mark.parametrize(
    "body",
    [
        b'"notebook":{},"companies":{"1":{}}}',
        b'"notebook":{},\n"companies":{"1":{}}}',
        b'"companies":{"1":{}},"notebook":{}}',
        b'"companies":{"1":{}},\n}',
        b'"companies":{"1":{}},\n"_meta":{}}',
        b'"companies":{"1":{} },\n"notebook":{}}',
    ],
)
def test_companies_that_do_not_stand_so_are_damage(body: bytes) -> None:
    with pytest.raises(DamagedBytes):
        dict(decode(vouched(body)).tables["companies"])


def test_companies_that_stand_alone_or_twice() -> None:
    alone: Tables = {"companies": PARK["companies"]}
    assert decode(encode(alone, generation=3)[0]).tables == alone
    twice = b'"companies":{"1":{}},\n"companies":{"2":{}}}'
    assert problem_of(vouched(twice)) == "“companies” stands twice in one object"
