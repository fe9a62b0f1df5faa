from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import LargeScreen
from tui.page.watch import LONGEST_GAP, Report, Watch

FAIR = Report(
    candidate="c",
    source="s",
    width=1920,
    height=1080,
    screen_width=1920,
    screen_height=1080,
    scale=1.0,
    decoded=True,
    visible=True,
    seconds=1.0,
    source_seconds=1.0,
    candidate_seconds=1.0,
    zoom=80.0,
)


def but(**changes: object) -> Report:
    return msgspec.structs.replace(FAIR, **changes)


def opened(needed: float = 5.0) -> Watch:
    watch = Watch("c", "s", needed, 0.0)
    watch.opened(0.0)
    return watch


def told(watch: Watch, report: Report, times: int = 6) -> Watch:
    for second in range(1, times + 1):
        assert watch.take(report, float(second))
    return watch


def test_looking_long_enough_counts_with_the_window_and_the_zoom() -> None:
    watch = told(opened(), FAIR)
    assert watch.status().why == "seen"
    assert watch.seen() == LargeScreen(1920, 1080, 1.0, 6.0, 80.0)


def test_before_that_it_only_counts_up() -> None:
    watch = told(opened(), FAIR, 4)
    assert (watch.status().why, watch.status().seconds, watch.seen()) == ("counting", 4.0, None)


@pytest.mark.parametrize(
    ("report", "why"),
    [
        (but(width=430, height=932), "too-small"),
        (but(screen_width=430, screen_height=932), "too-small"),
        (but(visible=False), "hidden"),
        (but(decoded=False), "loading"),
        (but(source_seconds=0.1), "one-picture"),
        (but(candidate_seconds=0.0), "one-picture"),
    ],
    ids=[
        "phone",
        "phone asking for the desktop page",
        "hidden tab",
        "not decoded",
        "no source",
        "no candidate",
    ],
)
def test_what_was_not_really_seen_never_counts(report: Report, why: str) -> None:
    watch = told(opened(), report, 8)
    assert (watch.status().why, watch.seen()) == (why, None)


def test_the_smallest_window_is_what_is_recorded() -> None:
    watch = told(opened(2), FAIR, 2)
    watch.take(but(width=1024, height=700), 3.0)
    watch.take(FAIR, 4.0)
    seen = watch.seen()
    assert seen is not None
    assert (seen.width, seen.height) == (1024, 700)


@pytest.mark.parametrize("report", [but(candidate="x"), but(source="x")])
def test_a_report_about_another_pair_is_refused(report: Report) -> None:
    watch = opened(0)
    assert not watch.take(report, 2.0)
    assert watch.seen() is None


def test_a_report_before_the_page_was_handed_out_is_refused() -> None:
    assert not Watch("c", "s", 0, 0.0).take(FAIR, 9.0)


def test_time_before_the_opening_and_long_silence_do_not_count() -> None:
    watch = Watch("c", "s", 1, 0.0)
    watch.opened(1000.0)
    watch.take(but(seconds=900.0), 1000.5)
    assert watch.status().seconds == 0.5
    watch.take(but(seconds=900.0), 2000.0)
    assert watch.status().seconds == 0.5 + LONGEST_GAP


@given(
    st.lists(
        st.tuples(st.floats(0, 20), st.floats(0, 3600), st.floats(0, 3600), st.floats(0, 3600)), max_size=20
    )
)
def test_no_reports_can_claim_more_than_has_passed(reports: list[tuple[float, float, float, float]]) -> None:
    watch, now = opened(), 0.0
    for gap, seconds, source, candidate in reports:
        now += gap
        watch.take(but(seconds=seconds, source_seconds=source, candidate_seconds=candidate), now)
    assert watch.status().seconds <= now + 1e-6
    assert watch.quiet_since(now) == 0 or not reports
