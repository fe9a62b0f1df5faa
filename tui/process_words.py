"""The words for cards, terms and batches that commands and screens share; pure text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.process.agreement import Agreement
from core.process.board import Card
from core.process.listing_words import changed_fields, words_of
from core.process.retakes import Before
from core.process.sla import WorkTime
from core.queue import QueueRow
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


def short_term(say: Catalogue, card: Card, work: WorkTime, now: datetime) -> str:
    """Return the same in a few characters: `→4h` is left, `!4h` is by how much it is late."""
    if card.term is None:
        return ""
    hours = abs(card.term.left(now, work))
    span = say("age-minutes", count=round(hours * 60)) if hours < 1 else say("age-hours", count=round(hours))
    return f"{'!' if now > card.term.due_at else '→'}{span}"


def missing_words(say: Catalogue, card: Card) -> str:
    """Return what a card waits for, on one line."""
    return "; ".join(say.say(one) for one in card.missing)


def lapse_lines(say: Catalogue, row: QueueRow) -> list[str]:
    """Return why an approval no longer counts, changed words before and after."""
    lines = [say(f"lapse-{code}") for code in row.lapsed]
    bound = row.candidate.bound[-1] if row.lapsed and row.candidate and row.candidate.bound else None
    now = words_of(row.listing)
    if bound is None or bound.words is None or now is None:
        return lines
    return lines + [
        say(
            "words-changed",
            what=say(f"differs-{name}"),
            before=getattr(bound.words, name),
            after=getattr(now, name),
        )
        for name in changed_fields(bound.words, now)
    ]


def before_lines(say: Catalogue, before: Sequence[Before], reasons: Mapping[str, str]) -> list[str]:
    """Return what earlier attempts were rejected for."""
    return [
        say(
            "evidence-before",
            attempt=one.candidate.match.attempt,
            reasons=", ".join(reasons.get(code, code) for code in one.decision.reasons),
            note=one.decision.note,
        )
        for one in before
    ]


def agreement_lines(say: Catalogue, found: Agreement) -> list[str]:
    """Return how far decisions and audits agree."""
    lines = [
        say(
            "cli-figures-counts",
            pairs=found.pairs,
            approve=found.both_approve,
            reject=found.both_reject,
            approve_reject=found.approve_reject,
            reject_approve=found.reject_approve,
        )
    ]
    if found.too_few:
        return [*lines, say("cli-figures-few", few=found.few)]
    rates = {"raw": found.raw, "rejects": found.on_rejects, "ac1": found.ac1, "kappa": found.kappa}
    for name, rate in rates.items():
        lines.append(say(f"cli-figures-{name}", rate="-" if rate is None else f"{rate:.2f}"))
    return lines
