from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.store.record import Record, RecordDamaged, open_record, record_from_object, seal

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def record(person: str = "Аня", data: bytes = b'{"sha256":"ab"}') -> Record:
    return Record(
        seq=7,
        device="studio",
        user="ana",
        person=person,
        at="2026-11-23T08:00:00.000Z",
        clock="0001-0000",
        kind="postponed",
        v=1,
        data=msgspec.Raw(data),
        prev="",
    )


def text_of(line: bytes) -> bytes:
    return line[line.index(b"{") :]


@given(person=texts, payload=st.dictionaries(texts, st.integers() | texts | st.booleans(), max_size=4))
def test_a_sealed_record_opens_to_itself(person: str, payload: dict[str, object]) -> None:
    sealed, line = seal(record(person, msgspec.json.encode(payload)))
    assert b"\n" not in line
    opened = open_record(text_of(line))
    assert opened == sealed
    assert json.loads(bytes(opened.data)) == payload


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    _, line = seal(record())
    text = bytearray(text_of(line))
    at = data.draw(st.integers(0, len(text) - 1))
    text[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(RecordDamaged):
        open_record(bytes(text))


def test_a_record_indented_by_another_program_still_verifies() -> None:
    sealed, line = seal(record())
    indented = json.dumps(json.loads(text_of(line)), indent=2, ensure_ascii=True)
    assert open_record(indented.encode()).hash == sealed.hash
    assert record_from_object(json.loads(indented)).person == "Аня"


def test_an_edited_and_reindented_record_does_not_verify() -> None:
    _, line = seal(record())
    value = json.loads(text_of(line))
    value["person"] = "Борис"
    with pytest.raises(RecordDamaged, match="hash"):
        record_from_object(value)


@pytest.mark.parametrize("value", [None, 3, [], {}, {"seq": "one"}, {"hash": 4}])
def test_json_that_is_no_record_is_refused(value: object) -> None:
    with pytest.raises(RecordDamaged, match="shape"):
        record_from_object(value)
