from __future__ import annotations

import msgspec
import pytest

from core.events import KINDS, Decided, UnknownEvent, decode_event, encode_event
from core.model import MAX_VIEWED, Answer, Looked, Mode, Proof, Slot, Verdict, Viewed


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


DECIDED = {"sha256": "ab", "verdict": "approve", "sku": "S-1", "slot": "main", "mode": "lifestyle"}


def test_a_decision_of_the_first_version_is_read_with_what_it_says() -> None:
    looked = {"seconds": 12.3, "compare": "seen", "columns": 120, "rows": 40, "renderer": "half-blocks"}
    event = decode_event("decided", 1, msgspec.json.encode({**DECIDED, "looked": looked}))
    assert isinstance(event, Decided)
    assert event.looked == Looked(
        seconds=12.3, compare=Proof.SEEN, columns=120, rows=40, renderer="half-blocks"
    )


def test_what_was_looked_at_comes_back_and_defaults_take_no_room() -> None:
    viewed = Viewed(view="two-up", renderer="sextant", seconds=4.5, zoom=100, close=2.0)
    event = Decided(
        sha256="ab",
        verdict=Verdict.APPROVE,
        sku="S-1",
        slot=Slot.MAIN,
        mode=Mode.LIFESTYLE,
        looked=Looked(seconds=5, detail=Proof.SEEN, views=(viewed,)),
    )
    data = bytes(encode_event(event))
    assert decode_event("decided", 1, data) == event
    assert b'"views":[{"view":"two-up","renderer":"sextant","seconds":4.5,"zoom":100,"close":2.0}]' in data
    assert b"phone" not in data


@pytest.mark.parametrize(
    "looked",
    [
        {"seconds": -1},
        {"seconds": 1e30},
        {"columns": 10**9},
        {"renderer": "\x1b[31m"},
        {"renderer": "r" * 99},
        {"views": [{"view": "two-up"}] * (MAX_VIEWED + 1)},
        {"views": [{"view": "\x1b]0;x\x07"}]},
        {"views": [{"view": "two-up", "zoom": -5}]},
        {"views": [{"view": "two-up", "seconds": "long"}]},
        {"views": {"view": "two-up"}},
    ],
)
def test_looks_out_of_bounds_are_not_believed(looked: dict[str, object]) -> None:
    data = msgspec.json.encode({**DECIDED, "looked": looked})
    assert isinstance(decode_event("decided", 1, data), UnknownEvent)
