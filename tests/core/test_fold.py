from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from core.events import (
    Assigned,
    CandidateArrived,
    Decided,
    Event,
    FileRefused,
    Postponed,
    RefusalSeen,
    Revoked,
    SourceArrived,
    SourceMasked,
    UnknownEvent,
)
from core.fold import Entry, Ledger, state_of
from core.model import MaskOrigin, Mode, Slot, State, Verdict

SHA = "a" * 64


def entry(at: int, event: Event, person: str = "ana", device: str = "studio") -> Entry:
    return Entry(
        order=(f"{at:012x}-0000", device, person, at),
        id=f"id{at}",
        person=person,
        device=device,
        at=f"2026-11-23T08:00:{at % 60:02d}.000Z",
        event=event,
    )


def arrived(path: str = "incoming/a.png", sku: str = "S-1", sha: str = SHA) -> CandidateArrived:
    return CandidateArrived(path=path, sha256=sha, width=9, height=9, format="PNG", bytes=1, sku=sku)


def decided(verdict: Verdict = Verdict.APPROVE, settles: tuple[str, ...] = ()) -> Decided:
    return Decided(
        sha256=SHA, verdict=verdict, sku="S-1", slot=Slot.MAIN, mode=Mode.EXACT_CARD, settles=settles
    )


def folded(entries: Sequence[Entry]) -> Ledger:
    ledger = Ledger()
    ledger.apply(entries)
    return ledger


def state(entries: Sequence[Entry], *, has_source: bool = True) -> State:
    return state_of(folded(entries).candidates[SHA], has_source=has_source)


def test_a_candidate_goes_from_unmatched_to_undecided() -> None:
    events = [entry(1, arrived(sku=""))]
    assert state(events) is State.UNMATCHED
    events.append(entry(2, Assigned(sha256=SHA, sku="S-1", slot=Slot.DETAIL, mode=Mode.LIFESTYLE)))
    assert state(events, has_source=False) is State.NO_SOURCE
    assert state(events) is State.UNDECIDED
    assert folded(events).candidates[SHA].match.slot is Slot.DETAIL


def test_the_same_bytes_at_two_places_are_one_candidate() -> None:
    ledger = folded([entry(1, arrived("incoming/a.png")), entry(2, arrived("incoming/b.png"))])
    assert list(ledger.candidates) == [SHA]
    assert ledger.candidates[SHA].paths == ("incoming/a.png", "incoming/b.png")


def test_a_persons_assignment_stands_against_a_later_automatic_one() -> None:
    events = [
        entry(1, arrived(sku="")),
        entry(2, Assigned(sha256=SHA, sku="S-2", slot=Slot.AD, mode=Mode.LIFESTYLE)),
        entry(3, Assigned(sha256=SHA, sku="S-9", slot=Slot.MAIN, mode=Mode.EXACT_CARD, how="name")),
    ]
    assert folded(events).candidates[SHA].match.sku == "S-2"


def test_undo_opens_a_candidate_again_and_keeps_the_decision_in_its_history() -> None:
    events = [entry(1, arrived()), entry(2, decided()), entry(3, Revoked(sha256=SHA, decision="id2"))]
    assert state(events[:2]) is State.APPROVED
    assert state(events) is State.UNDECIDED
    assert [decision.id for decision in folded(events).candidates[SHA].history] == ["id2"]


def test_a_candidate_knows_which_of_its_decisions_were_taken_back_and_not_replaced() -> None:
    events = [
        entry(1, arrived()),
        entry(2, decided(Verdict.REJECT)),
        entry(3, Revoked(sha256=SHA, decision="id2")),
        entry(4, decided()),
        entry(5, decided(Verdict.REJECT, settles=("id4",))),
    ]
    found = folded(events).candidates[SHA]
    assert found.revoked == ("id2",)
    assert [one.id for one in found.history] == ["id2", "id4", "id5"]


def test_undoing_a_changed_mind_brings_the_first_decision_back() -> None:
    events = [
        entry(1, arrived()),
        entry(2, decided()),
        entry(3, decided(Verdict.REJECT, settles=("id2",))),
        entry(4, Revoked(sha256=SHA, decision="id3")),
    ]
    assert state(events[:3]) is State.REJECTED
    assert state(events) is State.APPROVED


def test_two_people_who_differ_make_it_contested_until_somebody_settles_it() -> None:
    events = [entry(1, arrived()), entry(2, decided()), entry(3, decided(Verdict.REJECT), person="bek")]
    assert state(events) is State.CONTESTED
    assert len(folded(events).candidates[SHA].heads) == 2
    events.append(entry(4, decided(Verdict.REJECT, settles=("id2", "id3"))))
    assert state(events) is State.REJECTED


def test_two_people_who_agree_are_both_shown() -> None:
    events = [entry(1, arrived()), entry(2, decided()), entry(3, decided(), person="bek")]
    assert state(events) is State.APPROVED
    assert {decision.person for decision in folded(events).candidates[SHA].heads} == {"ana", "bek"}


def test_a_decision_ends_being_put_off() -> None:
    events = [entry(1, arrived()), entry(2, Postponed(sha256=SHA))]
    assert folded(events).candidates[SHA].postponed_at is not None
    events.append(entry(3, decided()))
    assert folded(events).candidates[SHA].postponed_at is None


def test_a_decision_that_is_synced_before_its_arrival_waits_for_it() -> None:
    ledger = folded([entry(2, decided())])
    assert ledger.candidates == {}
    ledger.apply([entry(1, arrived())])
    assert len(ledger.candidates[SHA].heads) == 1


def test_the_main_source_of_a_sku_is_the_one_with_the_shortest_name() -> None:
    def source(path: str, sha: str) -> SourceArrived:
        return SourceArrived(path=path, sha256=sha, sku="S-1", width=9, height=9, format="JPEG", bytes=1)

    ledger = folded([entry(1, source("sources/S-1_back.jpg", "b")), entry(2, source("sources/S-1.jpg", "f"))])
    main = ledger.source_of("S-1")
    assert main is not None
    assert main.path == "sources/S-1.jpg"
    ledger.apply([entry(3, source("sources/S-1.jpg", "new"))])
    assert [found.sha256 for found in ledger.sources["S-1"]] == ["new", "b"]


def test_a_refusal_is_open_until_seen_and_again_when_the_file_changes() -> None:
    refused = FileRefused(path="incoming/v.mp4", code="video", stamp="1-1")
    seen = RefusalSeen(path="incoming/v.mp4", stamp="1-1")
    assert not folded([entry(1, refused)]).refusals["incoming/v.mp4"].seen
    assert folded([entry(1, refused), entry(2, seen)]).refusals["incoming/v.mp4"].seen
    again = FileRefused(path="incoming/v.mp4", code="video", stamp="2-2")
    assert not folded([entry(1, refused), entry(2, seen), entry(3, again)]).refusals["incoming/v.mp4"].seen


def test_what_was_read_before_shows_what_came_after() -> None:
    ledger = folded([entry(1, arrived())])
    assert not ledger.candidates[SHA].heads
    ledger.apply([entry(2, decided())])
    assert ledger.candidates[SHA].heads
    assert ledger.candidates[SHA] is ledger.candidates[SHA]
    ledger.apply([entry(3, Revoked(sha256=SHA, decision="id2"))])
    assert not next(iter(ledger.candidates.values())).heads


def test_two_events_at_one_place_of_the_order_are_told_apart_by_their_ids() -> None:
    first, second = entry(1, arrived("incoming/a.png")), entry(1, arrived("incoming/b.png"))
    second = Entry(second.order, "id0", second.person, second.device, second.at, second.event)
    assert folded([first, second]).candidates == folded([second, first]).candidates


def test_events_of_a_newer_program_are_counted_and_passed_over() -> None:
    ledger = folded([entry(1, UnknownEvent(kind="teleported", version=1, data=b"{}")), entry(2, arrived())])
    assert ledger.unknown_kinds == {"teleported": 1}
    assert list(ledger.candidates) == [SHA]


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_in_which_events_arrive_does_not_matter(shuffle: random.Random, parts: int) -> None:
    events = [
        entry(1, arrived(sku="")),
        entry(2, Assigned(sha256=SHA, sku="S-1", slot=Slot.MAIN, mode=Mode.LIFESTYLE)),
        entry(3, decided()),
        entry(4, decided(Verdict.REJECT), person="bek", device="laptop"),
        entry(5, Revoked(sha256=SHA, decision="id3")),
        entry(6, arrived("incoming/b.png")),
        entry(7, decided(settles=("id4",))),
        entry(8, Postponed(sha256=SHA)),
        entry(
            9,
            SourceArrived(
                path="sources/1.jpg", sha256="s", sku="S-1", width=1, height=1, format="PNG", bytes=1
            ),
        ),
    ]
    expected = folded(events)
    shuffle.shuffle(events)
    ledger = Ledger()
    for part in range(parts):
        ledger.apply(events[part::parts])
        assert len(ledger.candidates) == len(list(ledger.candidates.values()))  # what was read is folded anew
    assert ledger.candidates == expected.candidates
    assert ledger.sources == expected.sources


def masked(origin: MaskOrigin, mask: bytes) -> SourceMasked:
    return SourceMasked(sha256=SHA, origin=origin, mask=mask)


def test_a_persons_newest_mask_stands_whatever_the_order_of_events() -> None:
    entries = [
        entry(1, masked(MaskOrigin.CONFIRMED, b"first of a person")),
        entry(2, masked(MaskOrigin.STUDIO, b"the studio's own")),
        entry(3, masked(MaskOrigin.CONFIRMED, b"second of a person"), person="bek"),
        entry(4, masked(MaskOrigin.STUDIO, b"the studio's newer")),
    ]
    for some in permutations(entries):
        found = folded(some).masks[SHA]
        assert (found.png, found.person) == (b"second of a person", "bek")
    assert folded(entries[1::2]).masks[SHA].png == b"the studio's newer"
