from __future__ import annotations

from typing import Any

import pytest

from core.model import Slot, Verdict, Words
from core.process.packs import Pack, PackState, pack_of

NEEDED = (Slot.MAIN, Slot.DETAIL)


def pack(scene: Any) -> Pack:
    return pack_of("S-1", scene.rows(), NEEDED)


def test_a_pack_fills_slot_by_slot_and_is_released_as_a_whole(scene: Any) -> None:
    main = scene.arrive()
    assert (pack(scene).state, pack(scene).missing) == (PackState.EMPTY, NEEDED)
    scene.decide(main)
    assert (pack(scene).state, pack(scene).missing) == (PackState.PARTIAL, (Slot.DETAIL,))
    scene.decide(scene.arrive(slot=Slot.DETAIL))
    assert pack(scene).state is PackState.COMPLETE
    assert pack(scene).releasable


def test_an_ad_is_no_part_of_the_pack_and_social_is_optional(scene: Any) -> None:
    scene.decide(scene.arrive())
    scene.decide(scene.arrive(slot=Slot.AD))
    assert pack(scene).state is PackState.PARTIAL
    assert [slot.slot for slot in pack(scene).slots] == [Slot.MAIN, Slot.DETAIL, Slot.SOCIAL]


@pytest.mark.parametrize(
    ("first", "second", "mixed"),
    [
        ({"source": "a"}, {"source": "a"}, ()),
        ({"source": "a"}, {"source": "b"}, ("source",)),
        ({"words": Words(colour="white")}, {"words": Words(colour="White")}, ()),
        (
            {"words": Words(colour="white", kit="1")},
            {"words": Words(colour="red", kit="2")},
            ("colour", "kit"),
        ),
        ({"words": Words(colour="white")}, {}, ()),
    ],
)
def test_pictures_of_different_articles_make_a_pack_mixed(
    scene: Any, first: dict[str, Any], second: dict[str, Any], mixed: tuple[str, ...]
) -> None:
    scene.decide(scene.arrive(), **first)
    scene.decide(scene.arrive(slot=Slot.DETAIL), **second)
    found = pack(scene)
    assert found.mixed == mixed
    assert found.releasable is (not mixed)


def test_rejected_attempts_are_counted(scene: Any) -> None:
    for attempt in (1, 2):
        scene.decide(scene.arrive(attempt=attempt), Verdict.REJECT)
    assert [slot.rejected for slot in pack(scene).slots] == [2, 0, 0]
