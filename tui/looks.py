"""Glyphs and colours for states and answers. Every glyph stands without its colour."""

from __future__ import annotations

from core.model import Answer, State

STATE: dict[State, tuple[str, str]] = {
    State.WAITING: ("…", "dim"),
    State.UNMATCHED: ("?", "yellow"),
    State.NO_SOURCE: ("∅", "yellow"),
    State.UNDECIDED: ("○", "cyan"),
    State.APPROVED: ("✓", "green"),
    State.REJECTED: ("✗", "red"),
    State.CONTESTED: ("≠", "bold magenta"),
    State.LAPSED: ("↺", "bold yellow"),
}
"""Glyph and rich style of each state."""

ANSWER: dict[Answer | None, tuple[str, str]] = {
    None: ("·", "dim"),
    Answer.PASS: ("✓", "green"),
    Answer.FAIL: ("✗", "red"),
    Answer.NA: ("–", "dim"),
}
"""Glyph and rich style of each answer; None is unanswered."""

LATER = ("›", "dim")
"""How a candidate put off to later is marked."""
