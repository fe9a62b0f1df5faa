"""What came back and what was sold, joined to the SKUs and to the pictures that buyers saw; pure.

A report's row knows a SKU or the marketplace's id of it, a day and some words. Here it gets its category, its
reason of the closed list and, by the approvals, the picture of that day with mode and batch. What would go
wrong otherwise: a return is blamed on the picture that has replaced the one the buyer saw.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Literal, get_args

from checklists.feedback import Feedback, FeedbackReason
from core.model import Candidate, Slot
from core.process.batches import Recorded
from core.process.uploads import Upload
from core.returns.joined import Live, Skus, live_on
from core.returns.known import Row
from core.returns.reasons import Reasons

By = Literal["sku", "category", "mode", "marketplace", "batch", "month"]
BYS: tuple[By, ...] = get_args(By)

_UNMAPPED = "unmapped"


@dataclass(frozen=True, slots=True)
class Place:
    """By what something can be counted; an empty text means that it is not known."""

    sku: str
    category: str
    mode: str
    """Of the main picture that was live."""
    marketplace: str
    batch: str
    """In which that picture was reviewed."""
    month: str
    """`2026-11`."""

    def by(self, what: By) -> str:
        """Return one of the values."""
        return str(getattr(self, what))


@dataclass(frozen=True, slots=True)
class Back:
    """Something that came back: a return, or a marketplace's rejection."""

    row: Row
    place: Place
    code: str
    """Of the closed list; `unmapped` where its words fit no reason, empty where it has no words."""
    reason: FeedbackReason | None
    names_ai: bool
    """Whether its words really name AI."""
    live: Mapping[Slot, Live]
    """What the buyer saw, by the approvals of that day."""

    @property
    def as_pictured(self) -> bool:
        """Whether its reason is another one than that the article is not as pictured."""
        reason = self.reason
        return reason is None or reason.about != "mismatch" or reason.picture != "yes"


@dataclass(frozen=True, slots=True)
class Sale:
    """Units that were sold in one month, of one SKU."""

    place: Place
    units: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked about; an empty field wants all."""

    first: str = ""
    """First day, as `2026-07-01`."""
    last: str = ""
    """Last day."""
    category: str = ""
    marketplace: str = ""

    def day(self, day: str) -> bool:
        """Tell whether a day is wanted; one that is not known is, unless days were named."""
        if not day:
            return not (self.first or self.last)
        return (not self.first or self.first <= day) and (not self.last or day <= self.last)

    def place(self, category: str, marketplace: str) -> bool:
        """Tell whether a category and a marketplace are wanted."""
        return self.category in ("", category) and self.marketplace in ("", marketplace)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that metrics are made of. Rows of returns count in units."""

    returns: tuple[Back, ...] = ()
    """Units that buyers sent back, refused at the hand-over, or asked to send back."""
    cancelled: tuple[Back, ...] = ()
    """Orders cancelled before the hand-over: no return, told apart."""
    moderated: tuple[Back, ...] = ()
    """What marketplaces rejected, blocked or hid."""
    sales: tuple[Sale, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    categories: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """SKU to category, of the candidates."""


class Joiner:
    """Joins rows of reports. `candidates_of` gives a SKU's candidates, `category_of` its category.

    `uploads` are all of them by SKU and marketplace, oldest first.
    """

    def __init__(
        self,
        *,
        skus: Skus,
        candidates_of: Callable[[str], Iterable[Candidate]],
        category_of: Callable[[str], str],
        record: Recorded,
        feedback: Feedback,
        reasons_of: Callable[[Row], Reasons],
        uploads: Mapping[str, Mapping[str, Sequence[Upload]]] = MappingProxyType({}),
    ) -> None:
        self._skus = skus
        self._uploads = uploads
        self._candidates_of = candidates_of
        self._category_of = category_of
        self._reasons_of = reasons_of
        self._feedback = {reason.code: reason for reason in feedback.reasons}
        self._batches: dict[str, list[tuple[str, str]]] = {}
        for batch in record.batches.values():
            for sku in batch.skus:
                self._batches.setdefault(sku, []).append((batch.opened_clock, batch.id))
        self._live: dict[tuple[str, str, int], Mapping[Slot, Live]] = {}
        self._turns: dict[tuple[str, str], list[str]] = {}
        """By SKU and marketplace the days on which something was decided or uploaded."""
        self._candidates: dict[str, tuple[Candidate, ...]] = {}

    def facts(self, rows: Sequence[Row], candidates: Iterable[Candidate], wanted: Wanted) -> Facts:
        """Return what is wanted of the rows and the candidates."""
        returned = [row for row in rows if row.kind == "returns" and wanted.day(row.day)]
        granted = {
            (row.marketplace, name)
            for row in returned
            if row.outcome == "return"
            for name in (row.external, row.order)
            if name
        }
        counted = [
            row
            for row in returned
            if row.outcome in ("return", "refusal")
            # What was asked for and then came back is one return, in two reports.
            or (row.outcome == "claim" and (row.marketplace, row.order) not in granted)
        ]
        cancelled = [row for row in returned if row.outcome == "cancel"]
        moderated = [row for row in rows if row.kind == "moderation" and wanted.day(row.day)]
        every = [one for one in candidates if one.match.sku and wanted.day(day_of(one.arrived_at))]
        categories = {one.match.sku: self._category_of(one.match.sku) for one in every}
        return Facts(
            returns=tuple(self._backs(counted, wanted)),
            cancelled=tuple(self._backs(cancelled, wanted)),
            moderated=tuple(self._backs(moderated, wanted)),
            sales=tuple(self._sales(rows, wanted)),
            candidates=tuple(one for one in every if wanted.category in ("", categories[one.match.sku])),
            categories=MappingProxyType(categories),
        )

    def _backs(self, rows: Iterable[Row], wanted: Wanted) -> Iterator[Back]:
        for row in rows:
            place, live = self._place(row, row.day)
            if not wanted.place(place.category, place.marketplace):
                continue
            meant = self._reasons_of(row).meant(row.reason)
            code = meant.code or (_UNMAPPED if row.reason else "")
            yield Back(row, place, code, self._feedback.get(meant.code), "ai" in meant.all, live)

    def _sales(self, rows: Iterable[Row], wanted: Wanted) -> Iterator[Sale]:
        for row in rows:
            if row.kind != "sales":
                continue
            for first, units in by_months(row.day, row.until, row.units, wanted):
                place, _ = self._place(row, first)
                if wanted.place(place.category, place.marketplace):
                    yield Sale(place, units)

    def _place(self, row: Row, day: str) -> tuple[Place, Mapping[Slot, Live]]:
        sku = self._skus.of(row)
        live = self._live_on(sku, row.marketplace, day) if sku else MappingProxyType({})
        main = live.get(Slot.MAIN)
        place = Place(
            sku=sku or row.sku,
            category=self._category_of(sku) if sku else "",
            mode=main.candidate.match.mode.value if main else "",
            marketplace=row.marketplace,
            batch=self._batch_of(sku, main) if main else "",
            month=day[:7],
        )
        return place, live

    def _live_on(self, sku: str, marketplace: str, day: str) -> Mapping[Slot, Live]:
        """Return what was live; between two days with decisions or uploads it is always the same."""
        mine = self._candidates.get(sku)
        if mine is None:
            mine = self._candidates[sku] = tuple(self._candidates_of(sku))
        uploads = self._uploads.get(sku, {}).get(marketplace, ())
        turns = self._turns.get((sku, marketplace))
        if turns is None:
            times = [*(one.at for each in mine for one in each.history), *(one.at for one in uploads)]
            turns = self._turns[sku, marketplace] = sorted({day_of(at) for at in times})
        at = bisect_right(turns, day) if day else -1
        found = self._live.get((sku, marketplace, at))
        if found is None:
            found = live_on(mine, turns[at - 1] if at > 0 else day, uploads)
            self._live[sku, marketplace, at] = found
        return found

    def _batch_of(self, sku: str, live: Live) -> str:
        before = [name for clock, name in self._batches.get(sku, ()) if clock < live.decision.clock]
        return before[-1] if before else ""


def day_of(at: datetime) -> str:
    """Return the day of a time, UTC, as `2026-11-23`."""
    return at.astimezone(UTC).date().isoformat()


def by_months(first: str, last: str, units: int, wanted: Wanted) -> Iterator[tuple[str, int]]:
    """Divide units sold from `first` to `last` among the months, by days, and yield those of wanted days.

    Each is the first day in its month and a whole number; the parts make up all units (largest remainders).
    Sales of a period of which only some days are wanted count by these days' share.
    """
    if not last or last <= first:
        if wanted.day(first):
            yield first, units
        return
    spans = list(_spans(date.fromisoformat(first), date.fromisoformat(last), wanted))
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    exact = [units * length / days for _, length, _ in spans]
    whole = [int(part) for part in exact]
    order = sorted(range(len(spans)), key=lambda at: (whole[at] - exact[at], at))
    for at in order[: units - sum(whole)]:
        whole[at] += 1
    for (day, _, is_wanted), part in zip(spans, whole, strict=True):
        if is_wanted and part:
            yield day, part


def _spans(first: date, last: date, wanted: Wanted) -> Iterator[tuple[str, int, bool]]:
    """Yield runs of days of one month that are all wanted, or all not: first day, length, which."""
    day = first
    while day <= last:
        month_end = day.replace(day=monthrange(day.year, day.month)[1])
        ends = [last, month_end]
        if wanted.last and day <= date.fromisoformat(wanted.last):
            ends.append(date.fromisoformat(wanted.last))
        if wanted.first and day < date.fromisoformat(wanted.first):
            ends.append(date.fromisoformat(wanted.first) - timedelta(days=1))
        end = min(ends)
        yield day.isoformat(), (end - day).days + 1, wanted.day(day.isoformat())
        day = end + timedelta(days=1)
