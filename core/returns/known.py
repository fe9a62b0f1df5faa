"""What the events say about reports: which rows are known, and what people named; pure.

A row's identity is made of what the marketplace gives it; the newest event with that identity counts. So the
same file twice, or two files that overlap, add nothing twice, whichever session or device read them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checklists.feedback import REPORT_KINDS, ReportKind, fold_words
from core.events import Moderated, Reported, ReportMapped, ReportRow, Returned, Sold
from core.kept import Entry

Identity: TypeAlias = bytes

KIND_OF: Mapping[type[Reported], ReportKind] = {Moderated: "moderation", Returned: "returns", Sold: "sales"}
EVENT_OF: Mapping[ReportKind, type[Reported]] = {kind: event for event, kind in KIND_OF.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a report, its texts put in."""

    kind: ReportKind
    marketplace: str
    report: str
    external: str
    """The marketplace's id of the row; empty means that it has none."""
    order: str
    seller: str
    """The seller's SKU; empty where only the marketplace's own id is known."""
    platform: str
    """The marketplace's own id of the SKU."""
    day: str
    """`2026-11-23`; of sales the first day. Empty means not known."""
    until: str
    """Last day of sales; empty means the same day."""
    outcome: str
    """One of `checklists.feedback.OUTCOMES`."""
    status: str
    reason: str
    """In the words of the report."""
    units: int
    nth: int
    """Tells rows apart that are alike in everything and have no id."""

    @property
    def sku(self) -> str:
        """The seller's SKU, or else the marketplace's id of it."""
        return self.seller or self.platform

    def identity(self) -> Identity:
        """Return what this row is known by."""
        key = [self.kind, self.marketplace, self.report, self.sku]
        if self.external and self.kind != "moderation":
            key += ["id", self.external]
        elif self.kind == "sales":
            key += ["days", self.day, self.until]
        else:
            key += ["row", self.external, self.order, self.day, self.reason, self.outcome, str(self.nth)]
        return _digest(key)

    def content(self) -> Identity:
        """Return a digest of what may change in a row while its identity stays."""
        return _digest([self.day, self.outcome, self.status, self.reason, str(self.units)])


@dataclass(frozen=True, slots=True)
class Named:
    """What people said about a marketplace's reports of a kind; the newest word on each counts."""

    columns: Mapping[str, str]
    """Field to header."""
    reasons: Mapping[str, str]
    """Folded text to reason of the closed list."""


def rows_of(event: Reported) -> Iterator[Row]:
    """Yield the rows of an event. A place beyond its texts is an empty text."""
    texts = event.texts
    count = len(texts)

    def text(at: int) -> str:
        return texts[at] if at < count else ""

    kind = KIND_OF[type(event)]
    for row in event.rows:
        yield Row(
            kind=kind,
            marketplace=event.marketplace,
            report=event.report,
            external=row.external,
            order=row.order,
            seller=text(row.seller),
            platform=text(row.platform),
            day=row.day,
            until=row.until,
            outcome=text(row.outcome),
            status=text(row.status),
            reason=text(row.reason),
            units=row.units,
            nth=row.nth,
        )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in the order of the logical clock."""
    return sorted(entries, key=lambda entry: (entry.order, entry.id))


def newest_rows(
    entries: Iterable[Entry], kinds: Collection[ReportKind] = REPORT_KINDS
) -> dict[Identity, Row]:
    """Return every known row of these kinds by its identity, as the newest event has it."""
    return {
        row.identity(): row
        for entry in in_order(entries)
        if isinstance(entry.event, Reported) and KIND_OF[type(entry.event)] in kinds
        for row in rows_of(entry.event)
    }


def contents(entries: Iterable[Entry], kind: ReportKind) -> dict[Identity, Identity]:
    """Return identity and content of every known row of a kind: all that an import has to hold in memory."""
    return {
        row.identity(): row.content()
        for entry in in_order(entries)
        if isinstance(entry.event, EVENT_OF[kind])
        for row in rows_of(entry.event)
    }


def named(entries: Iterable[Entry]) -> Mapping[tuple[str, str], Named]:
    """Return what people said, by marketplace and kind of report."""
    columns: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    reasons: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, ReportMapped):
            key = (event.marketplace, event.report_kind)
            columns[key].update(event.columns)
            reasons[key].update({fold_words(text): code for text, code in event.reasons.items()})
    return {key: Named(columns[key], reasons[key]) for key in columns}


def packed(rows: Iterable[Row], *, file: str, most: int) -> Iterator[Reported]:
    """Yield events that hold the rows of one report, at most `most` each."""
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if len(block) == most:
            yield _event(block, file)
            block = []
    if block:
        yield _event(block, file)


def _event(block: list[Row], file: str) -> Reported:
    places: dict[str, int] = {"": 0}

    def place(text: str) -> int:
        return places.setdefault(text, len(places))

    rows = tuple(
        ReportRow(
            external=row.external,
            day=row.day,
            seller=place(row.seller),
            platform=place(row.platform),
            reason=place(row.reason),
            status=place(row.status),
            outcome=place(row.outcome),
            units=row.units,
            until=row.until,
            order=row.order,
            nth=row.nth,
        )
        for row in block
    )
    first = block[0]
    return EVENT_OF[first.kind](
        marketplace=first.marketplace, report=first.report, file=file, texts=tuple(places), rows=rows
    )


def _digest(parts: Iterable[str]) -> Identity:
    # Lengths keep ("a", "bc") and ("ab", "c") apart.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
