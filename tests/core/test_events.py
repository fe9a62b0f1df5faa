from __future__ import annotations

import msgspec
import pytest

from core.events import KINDS, Decided, UnknownEvent, decode_event, encode_event
from core.model import Answer, Mode, Slot, Verdict


def test_a_decision_comes_back_as_it_was() -> None:
    event = Decided(
        sha256="ab",
        verdict=Verdict.REJECT,
        sku="DP02/черный",
        slot=Slot.MAIN,
        mode=Mode.LIFESTYLE,
        answers={"kit": Answer.NA},
        reasons=("kit", "halo"),
    )
    assert decode_event("decided", 1, encode_event(event)) == event


@pytest.mark.parametrize(
    ("kind", "version", "data"),
    [
        ("teleported", 1, b'{"to":"shelf"}'),
        ("decided", 99, b'{"sha256":"ab"}'),
        ("decided", 1, b'{"sha256":4}'),
        ("decided", 1, b'{"sha256":"ab","verdict":"maybe","sku":"","slot":"main","mode":"lifestyle"}'),
    ],
)
def test_what_is_not_known_is_kept_byte_for_byte(kind: str, version: int, data: bytes) -> None:
    event = decode_event(kind, version, data)
    assert event == UnknownEvent(kind=kind, version=version, data=data)
    assert bytes(encode_event(event)) == data


def test_a_field_of_a_newer_program_does_not_make_an_event_unreadable() -> None:
    data = msgspec.json.encode({"sha256": "ab", "new_field": [1, 2]})
    assert decode_event("postponed", 1, data) == KINDS["postponed"](sha256="ab")  # type: ignore[call-arg]
