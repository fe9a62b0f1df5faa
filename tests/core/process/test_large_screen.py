from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from core.model import Draft, LargeLook, LargeScreen, Looked, Proof
from core.process.large_screen import credited, large_enough, seen_by

SCREEN = LargeScreen(width=1920, height=1080, scale=1.0, seconds=40.0, zoom=100.0)
LOOK = LargeLook("ana", "s0", SCREEN)


@pytest.mark.parametrize(
    ("size", "counts"),
    [
        ((1920, 1080), True),
        ((1024, 650), True),  # a tablet lying, its browser's bars taken off
        ((768, 950), True),
        ((1366, 610), True),
        ((932, 430), False),  # the largest phones, lying and standing
        ((430, 932), False),
        ((1920, 599), False),
        ((700, 700), False),
    ],
)
def test_a_window_counts_from_a_tablets_size_on(size: tuple[int, int], counts: bool) -> None:
    assert large_enough(*size) is counts


def test_the_longest_look_of_the_same_person_at_the_same_source_counts() -> None:
    longer = replace(LOOK, screen=msgspec.structs.replace(SCREEN, seconds=90.0))
    assert seen_by([LOOK, longer, LOOK], "ana", "s0", 5) == longer.screen


def test_it_has_shown_what_any_of_the_looks_has() -> None:
    closer = replace(LOOK, screen=msgspec.structs.replace(SCREEN, seconds=6.0, zoom=200.0))
    seen = seen_by([LOOK, closer], "ana", "s0", 5)
    assert seen is not None
    assert (seen.seconds, seen.zoom) == (40.0, 200.0)


@pytest.mark.parametrize(
    "look",
    [
        replace(LOOK, person="bek"),
        replace(LOOK, source_sha256="s1"),
        replace(LOOK, screen=msgspec.structs.replace(SCREEN, seconds=4.9)),
        replace(LOOK, screen=msgspec.structs.replace(SCREEN, width=430, height=932)),
    ],
    ids=["another person", "another source", "too short", "a phone"],
)
def test_other_looks_do_not(look: LargeLook) -> None:
    assert seen_by([look], "ana", "s0", 5) is None


def test_without_a_source_nothing_was_seen() -> None:
    assert seen_by([replace(LOOK, source_sha256="")], "ana", "", 0) is None


def test_a_look_in_the_record_beats_a_persons_word_and_brings_its_window() -> None:
    draft = Draft(note="n", looked=Looked(seconds=3, large_screen=Proof.DECLARED))
    done = credited(draft, SCREEN)
    assert (done.looked.large_screen, done.looked.large) == (Proof.SEEN, SCREEN)
    assert (done.note, done.looked.seconds) == ("n", 3)


def test_seen_is_believed_from_the_record_alone_and_a_word_stays_a_word() -> None:
    claimed = Draft(looked=Looked(large_screen=Proof.SEEN, large=SCREEN))
    assert credited(claimed, None).looked == Looked()
    declared = Draft(looked=Looked(large_screen=Proof.DECLARED))
    assert credited(declared, None) == declared
