"""What audits find changes the next batch of the category: normal, tightened, stopped; and pilots; pure.

After the manner of the switching rules of ISO 2859-1: a batch with more disagreements than its limit tightens
the inspection of its category (every third SKU, smaller batches); five clean batches in a row bring it back;
a batch that fails while tightened stops the category until an owner reopens it. A category's first batch is a
pilot, and a pilot that passes opens the category for full batches. All of it follows from the record, in the
order of the logical clock; a closing that lacks audits changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from core.model import Say
from core.process.audits import NOW, RowsOf, Standing, standing
from core.process.batches import Closing, Recorded

CLEAN_BATCHES = 5
"""Batches without a disagreement, in a row, after which tightened inspection ends."""


class Mode(StrEnum):
    """How a category is inspected."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class CategoryStanding:
    """How a category is inspected, and why."""

    mode: Mode = Mode.NORMAL
    why: Say = field(default_factory=lambda: Say("inspection-normal"))
    clean: int = 0
    """Clean batches in a row under tightened inspection."""
    piloted: bool = False
    """Whether a pilot has passed."""
    failed_pilots: int = 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A batch that was closed, and how it stood then."""

    closing: Closing
    standing: Standing


@dataclass(frozen=True, slots=True)
class Inspected:
    """Every batch and category."""

    batches: Mapping[str, Standing]
    """How each batch stands now; of a closed one, as it stood when it was closed."""
    closed: Mapping[str, Closing]
    """By id; only closings that count."""
    categories: Mapping[str, CategoryStanding]

    def category(self, category: str) -> CategoryStanding:
        """Return how a category is inspected."""
        return self.categories.get(category, CategoryStanding())


def inspected(record: Recorded, rows_of: RowsOf) -> Inspected:
    """Return how every batch and category stands, from all that is recorded."""
    categories: dict[str, CategoryStanding] = {}
    tightened: dict[str, bool] = {}
    closed: dict[str, Closed] = {}
    for _, kind, name, closing in _moments(record):
        if kind == "opened":
            category = record.batches[name].category
            tightened[name] = categories.get(category, CategoryStanding()).mode is not Mode.NORMAL
        elif kind == "reopened":
            before = categories.get(name, CategoryStanding())
            if before.mode is Mode.STOPPED:
                categories[name] = replace(
                    before, mode=Mode.TIGHTENED, clean=0, why=Say("inspection-reopened")
                )
        elif closing is not None and name not in closed:
            batch = record.batches[name]
            then = standing(batch, rows_of, tightened=tightened.get(name, False), until=closing.clock)
            if not then.left:
                closed[name] = Closed(closing, then)
                before = categories.get(batch.category, CategoryStanding())
                categories[batch.category] = _after(before, then)
    now = {
        name: closed[name].standing
        if name in closed
        else standing(batch, rows_of, tightened=tightened.get(name, False), until=NOW)
        for name, batch in record.batches.items()
    }
    return Inspected(
        MappingProxyType(now),
        MappingProxyType({name: one.closing for name, one in closed.items()}),
        MappingProxyType(categories),
    )


def _moments(record: Recorded) -> list[tuple[str, str, str, Closing | None]]:
    """Return what may change something, in clock order: (stamp, kind, batch or category, closing)."""
    moments: list[tuple[str, str, str, Closing | None]] = [
        (batch.opened_clock, "opened", batch.id, None) for batch in record.batches.values()
    ]
    moments += [(one.clock, "reopened", one.category, None) for one in record.reopenings]
    moments += [
        (closing.clock, "closed", batch.id, closing)
        for batch in record.batches.values()
        for closing in batch.closings
    ]
    return sorted(moments, key=lambda moment: moment[:3])


def _after(before: CategoryStanding, batch: Standing) -> CategoryStanding:
    """Return how a category stands after a batch of it was closed."""
    if batch.batch.pilot:
        if batch.passes:
            return replace(before, piloted=True)
        return replace(before, failed_pilots=before.failed_pilots + 1)
    if not batch.passes:
        return _after_failure(before, batch)
    if before.mode is not Mode.TIGHTENED:
        return before
    clean = before.clean + 1 if not batch.disagreements else 0
    if clean < CLEAN_BATCHES:
        return replace(before, clean=clean)
    return replace(before, mode=Mode.NORMAL, clean=0, why=Say("inspection-back", {"count": CLEAN_BATCHES}))


def _after_failure(before: CategoryStanding, batch: Standing) -> CategoryStanding:
    if before.mode is Mode.STOPPED:
        return before
    stops = before.mode is Mode.TIGHTENED
    why = Say(
        "inspection-stopped" if stops else "inspection-tightened",
        {"batch": batch.batch.id, "count": batch.disagreements, "limit": batch.batch.most_disagreements},
    )
    return replace(before, mode=Mode.STOPPED if stops else Mode.TIGHTENED, clean=0, why=why)
