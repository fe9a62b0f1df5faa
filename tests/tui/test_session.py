from __future__ import annotations

from datetime import UTC, datetime

from checklists.loader import load_checklists
from core.model import Answer, Decision, Looked, Proof, Verdict, View, Viewed
from core.process.looks import Screen
from tui.session import Seen, Session

ITEMS = load_checklists()[0]["apparel"].items_for("main")


def test_look_time_counts_only_while_the_pair_is_shown() -> None:
    session = Session()
    session.show("a", "src", 10.0)
    assert session.draft("a", 13.0).looked.seconds == 3.0
    session.show("b", "src", 14.0)
    session.hide(20.0)
    assert session.draft("a", 99.0).looked.seconds == 4.0
    assert session.draft("b", 99.0).looked.seconds == 6.0
    session.show("a", "src", 100.0)
    assert session.draft("a", 102.0).looked.seconds == 6.0


def test_showing_the_same_pair_again_does_not_start_anew() -> None:
    session = Session()
    session.show("a", "src", 0.0)
    session.show("a", "src", 5.0)
    assert session.draft("a", 6.0).looked.seconds == 6.0


def test_an_answer_steps_through_pass_fail_na_and_none() -> None:
    session = Session()
    steps = [session.answer("a", "kit") for _ in range(4)]
    assert steps == [Answer.PASS, Answer.FAIL, Answer.NA, None]
    assert session.draft("a", 0).answers == {}


def test_one_key_passes_the_next_open_group_and_keeps_what_was_answered() -> None:
    session = Session()
    first = ITEMS[0]
    session.answer("a", first.id)
    session.answer("a", first.id)
    groups = []
    while group := session.pass_group("a", ITEMS):
        groups.append(group)
    answers = session.draft("a", 0).answers
    assert answers[first.id] is Answer.FAIL
    assert set(answers) == {item.id for item in ITEMS}
    assert groups == list(dict.fromkeys(item.group for item in ITEMS if item.id != first.id))


def test_what_was_seen_is_not_weakened_to_declared() -> None:
    session = Session()
    session.looked("a", large_screen=Proof.SEEN)
    session.looked("a", large_screen=Proof.DECLARED, compare=Proof.SEEN)
    looked = session.draft("a", 0).looked
    assert (looked.large_screen, looked.compare, looked.phone) == (Proof.SEEN, Proof.SEEN, Proof.NOT)


def test_drafts_are_kept_apart_and_forgotten_when_decided() -> None:
    session = Session()
    session.show("a", "src", 0.0)
    session.note("a", "scratch on the heel")
    session.answer("b", "kit")
    assert session.draft("a", 1.0).note == "scratch on the heel"
    session.forget("a", 2.0)
    assert session.draft("a", 3.0).note == ""
    assert session.draft("a", 3.0).looked.seconds == 1.0
    assert session.unfinished() == 1


def test_a_replaced_source_voids_what_was_looked_at_and_keeps_the_note() -> None:
    session = Session()
    assert not session.show("a", "old", 0.0)
    session.answer("a", "kit")
    session.looked("a", compare=Proof.SEEN)
    session.note("a", "scratch")
    assert session.show("a", "new", 5.0)
    draft = session.draft("a", 6.0)
    assert (draft.answers, draft.note, draft.source_sha256) == ({}, "scratch", "new")
    assert (draft.looked.compare, draft.looked.seconds) == (Proof.NOT, 1.0)


def test_without_a_source_no_time_counts() -> None:
    session = Session()
    session.show("a", "", 0.0)
    assert session.draft("a", 9.0).looked.seconds == 0.0
    assert not session.show("a", "src", 9.0)
    assert session.draft("a", 10.0).looked.seconds == 1.0


def test_what_an_undone_decision_was_based_on_is_taken_up_again() -> None:
    decision = Decision(
        id="d",
        verdict=Verdict.REJECT,
        person="ana",
        device="studio",
        at=datetime(2026, 11, 23, tzinfo=UTC),
        clock="",
        answers={"kit": Answer.FAIL},
        reasons=("kit",),
        note="heel",
        looked=Looked(seconds=7, compare=Proof.SEEN),
        source_sha256="src",
    )
    session = Session()
    session.restore("a", decision)
    draft = session.draft("a", 0.0)
    assert (draft.answers, draft.note, draft.looked.seconds) == ({"kit": Answer.FAIL}, "heel", 7)
    assert draft.looked.compare is Proof.SEEN


def test_a_view_counts_from_when_it_was_drawn_until_it_is_left() -> None:
    session = Session(screen=Screen("half", "truecolor"))
    session.show("a", "src", 0.0)
    session.see("a", None, 1.0)
    assert session.draft("a", 2.0).looked.compare is Proof.NOT
    session.see("a", Seen(View.TWO_UP, 0.3), 2.0)
    assert session.draft("a", 2.0).looked.compare is Proof.SEEN
    session.see("a", Seen(View.TWO_UP, 1.0, close=True), 5.0)
    session.see("a", Seen(View.WIPE, 1.0, close=True), 5.5)
    assert session.draft("a", 5.6).looked.detail is Proof.NOT
    looked = session.draft("a", 6.5).looked
    assert (looked.detail, looked.colour, looked.phone) == (Proof.SEEN, Proof.SEEN, Proof.NOT)
    assert (looked.seconds, looked.renderer, looked.colours) == (6.5, "half", "truecolor")
    session.see("a", None, 7.0)
    assert session.draft("a", 99.0).looked.views == (
        Viewed(view="two-up", renderer="half", seconds=3.5, zoom=100, close=0.5),
        Viewed(view="wipe", renderer="half", seconds=1.5, zoom=100, close=1.5),
    )


def test_a_view_of_another_pair_than_the_one_on_the_screen_does_not_count() -> None:
    session = Session(screen=Screen("half", "truecolor"))
    session.show("a", "src", 0.0)
    session.see("b", Seen(View.TWO_UP), 1.0)
    session.show("b", "src", 2.0)
    assert session.draft("a", 9.0).looked.views == ()
    assert session.draft("b", 9.0).looked.views == ()


def test_going_on_to_the_next_pair_ends_the_look_at_the_view() -> None:
    session = Session(screen=Screen("half", "truecolor"))
    session.show("a", "src", 0.0)
    session.see("a", Seen(View.TWO_UP, 0.3), 0.0)
    session.show("b", "src", 2.0)
    assert session.draft("b", 9.0).looked.compare is Proof.NOT
    assert session.draft("a", 9.0).looked.views[0].seconds == 2.0
