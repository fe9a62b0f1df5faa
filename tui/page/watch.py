"""Counts how a served page was looked at, from what the page reports. Pure; time is passed in.

The page's word is bounded by what the server knows: no report claims more time than has passed since the
one before, whichever tab sends it, and only one about this candidate and this source is taken. What would go
wrong otherwise: a look that was never there, or at another pair, that opens the gate.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from core.model import LargeScreen
from core.process.large_screen import large_enough

LEAST_EACH = 1.0
"""Seconds that each of the two pictures has to be visible as itself; in a difference neither is."""

LONGEST_GAP = 5.0
"""Seconds between two reports that count at most: the page reports every second while it is looked at."""

Why = Literal["unopened", "waiting", "too-small", "hidden", "loading", "one-picture", "counting", "seen"]
"""What is missing, or that nothing is."""

Level = Literal["waiting", "counting", "blocked", "seen"]

_Edge = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
_Seconds = Annotated[float, msgspec.Meta(ge=0, le=3600)]


class Report(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page tells once a second. Sizes in CSS pixels, times since its last report."""

    candidate: Annotated[str, msgspec.Meta(max_length=64)]
    source: Annotated[str, msgspec.Meta(max_length=64)]
    width: _Edge
    """Of the window's inside."""
    height: _Edge
    screen_width: _Edge
    """Of the screen: a phone may claim a wide window, not a wide screen."""
    screen_height: _Edge
    scale: Annotated[float, msgspec.Meta(gt=0, le=100)]
    """Device pixels of one CSS pixel."""
    decoded: bool
    """Whether both pictures are decoded."""
    visible: bool
    """Whether the tab is visible and the pictures are in view."""
    seconds: _Seconds
    source_seconds: _Seconds
    candidate_seconds: _Seconds
    zoom: Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]
    """The largest so far, percent of the candidate's true pixels."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far the look is."""

    why: Why
    seconds: float
    """Counted so far."""
    needed: float
    width: int = 0
    """Of the window that reported last; 0 before any did."""
    height: int = 0
    zoom: float = 0.0
    """The largest while it counted, percent of the candidate's true pixels."""

    @property
    def level(self) -> Level:
        """How it is drawn."""
        match self.why:
            case "seen" | "counting":
                return self.why
            case "too-small" | "one-picture":
                return "blocked"
            case _:
                return "waiting"


class Watch:
    """One pair on the served page. Any thread may call it."""

    def __init__(self, candidate: str, source: str, needed_seconds: float, now: float) -> None:
        """`candidate` and `source` are the hashes of the pair, `now` is monotonic seconds."""
        self._pair = (candidate, source)
        self._needed = needed_seconds
        self._lock = threading.Lock()
        self._heard_at = now
        self._opened = False
        self._last: Report | None = None
        self._counted = self._source = self._candidate = self._zoom = 0.0
        self._window: Report | None = None
        """The smallest that time was counted in."""

    def opened(self, now: float) -> None:
        """Note that the page was handed out; its time begins now."""
        with self._lock:
            self._opened = True
            self._heard_at = now

    def quiet_since(self, now: float) -> float:
        """Return for how many seconds nothing was heard."""
        with self._lock:
            return now - self._heard_at

    def take(self, report: Report, now: float) -> bool:
        """Count a report. False, and nothing counted, when it is about another pair or before any opening."""
        with self._lock:
            if not self._opened or (report.candidate, report.source) != self._pair:
                return False
            passed = min(max(0.0, now - self._heard_at), LONGEST_GAP)
            self._heard_at = now
            self._last = report
            if report.decoded and report.visible and _large(report):
                credit = min(report.seconds, passed)
                self._counted += credit
                self._source += min(report.source_seconds, credit)
                self._candidate += min(report.candidate_seconds, credit)
                if credit and (self._window is None or _area(report) < _area(self._window)):
                    self._window = report
                if credit:
                    self._zoom = max(self._zoom, report.zoom)
            return True

    def status(self) -> Status:
        """Return how far the look is and what is missing."""
        with self._lock:
            last = self._last
            size = (last.width, last.height) if last else (0, 0)
            return Status(self._why(), self._counted, self._needed, *size, self._zoom)

    def seen(self) -> LargeScreen | None:
        """Return the look, once it counts."""
        with self._lock:
            window = self._window
            if window is None or not self._enough:
                return None
            return LargeScreen(
                window.width,
                window.height,
                round(window.scale, 2),
                round(self._counted, 1),
                round(self._zoom, 1),
            )

    @property
    def _enough(self) -> bool:
        return self._counted >= self._needed and min(self._source, self._candidate) >= LEAST_EACH

    def _why(self) -> Why:
        last = self._last
        if self._enough:
            return "seen"
        if last is None:
            return "waiting" if self._opened else "unopened"
        missing: tuple[tuple[bool, Why], ...] = (
            (not _large(last), "too-small"),
            (not last.decoded, "loading"),
            (not last.visible, "hidden"),
            (self._counted >= self._needed, "one-picture"),
        )
        return next((why for is_missing, why in missing if is_missing), "counting")


def _large(report: Report) -> bool:
    return large_enough(report.width, report.height) and large_enough(
        report.screen_width, report.screen_height
    )


def _area(report: Report) -> int:
    return report.width * report.height
