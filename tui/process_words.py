"""The words for cards, terms and batches that commands and screens share; pure text."""

from __future__ import annotations

from datetime import datetime

from core.process.board import Card
from core.process.sla import WorkTime
from tui.i18n.catalogue import Catalogue


def hours_left(say: Catalogue, card: Card, work: WorkTime, now: datetime) -> str:
    """Return the working time that is left of a card's term, or by how much it is late; empty without one."""
    if card.term is None:
        return ""
    left = card.term.left(now, work)
    kind = "late" if now > card.term.due_at else "left"
    hours = abs(left)
    if hours < 1:
        return say(f"term-{kind}-minutes", count=round(hours * 60))
    return say(f"term-{kind}-hours", count=round(hours))


def missing_words(say: Catalogue, card: Card) -> str:
    """Return what a card waits for, on one line."""
    return "; ".join(say.say(one) for one in card.missing)
