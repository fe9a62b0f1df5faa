"""The reports of a workspace: what is recorded of them, and taking in a new one.

Rows are recorded in blocks, so that a file of a hundred thousand rows is some hundred lines of the store. An
import that is broken off leaves whole blocks; the same file read again adds the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from checklists.feedback import REPORT_KINDS, Feedback, ReportKind, fold_words
from checklists.packs import RulePack
from core.errors import ReportUnreadable, UnknownFeedback, UnknownMarketplace
from core.events import Event, ReportMapped, Sold
from core.kept import Entry
from core.returns.importing import Period, Plan, plan
from core.returns.known import Identity, Named, Row, contents, named, newest_rows, packed, rows_of
from core.returns.reasons import Reasons
from core.returns.recognise import Form

BLOCK_ROWS = 500
"""Rows of one event: some 30 kB of the store."""
BLOCKS_AT_ONCE = 20
"""Events of one append."""

T = TypeVar("T")

_NOTHING = Named({}, {})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person says about a file."""

    marketplace: str = ""
    """Empty means: told by the file's header."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field to header; remembered for the next file."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Text to reason of the closed list; remembered."""
    period: Period | None = None
    """Days of sales, where the file has none."""


class Reports:
    """Reads the events about marketplaces through `entries`, appends through `record`."""

    def __init__(
        self,
        entries: Callable[[], Sequence[Entry]],
        record: Callable[[Sequence[Event]], object],
        packs: Mapping[str, RulePack],
        feedback: Feedback,
    ) -> None:
        self._entries = entries
        self._record = record
        self._packs = packs
        self.feedback = feedback

    def rows(self, kinds: Collection[ReportKind] = REPORT_KINDS) -> dict[Identity, Row]:
        """Return every known row of these kinds, as the newest report has it."""
        return newest_rows(self._entries(), kinds)

    def reasons(self, marketplace: str, kind: ReportKind) -> Reasons:
        """Return how a marketplace's texts are mapped to the closed list."""
        said = named(self._entries()).get((marketplace, kind), _NOTHING)
        return self._reasons(marketplace, said.reasons)

    def plan(
        self,
        kind: ReportKind,
        path: Path,
        asked: Asked,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Plan:
        """Return what taking in a report would do; records nothing. Waits for the disk.

        Raises UnknownMarketplace, UnknownFeedback, ReportUnreadable.
        """
        if asked.marketplace and asked.marketplace not in self._packs:
            raise UnknownMarketplace(id=asked.marketplace, known=", ".join(self._packs))
        codes = [reason.code for reason in self.feedback.reasons]
        for code in asked.reasons.values():
            if code not in codes:
                raise UnknownFeedback(reason=code, known=", ".join(codes))
        entries = self._entries()
        said = named(entries)
        known = contents(entries, kind)
        sold = list(_sold(entries)) if kind == "sales" else []
        # A long history is megabytes: nothing of it is held while the report is read.
        del entries

        def reasons(marketplace: str) -> Reasons:
            remembered = said.get((marketplace, kind), _NOTHING).reasons
            new = {fold_words(text): code for text, code in asked.reasons.items()}
            return self._reasons(marketplace, {**remembered, **new})

        found = plan(
            path,
            list(self._forms(kind, asked, said)),
            known,
            reasons,
            sold=sold,
            period=asked.period,
            progress=progress,
        )
        headers = {fold_words(header) for header in found.recognised.header}
        for header in asked.columns.values():
            if fold_words(header) not in headers:
                raise ReportUnreadable(path=str(path), why="no-column", column=header)
        return found

    def take(self, found: Plan, asked: Asked, progress: Callable[[int], None] = lambda _: None) -> None:
        """Record what a plan found, and what the person said about the file. Raises NotSaved.

        `progress` is told the rows recorded so far; what it raises ends it between two blocks.
        """
        report, marketplace = found.recognised.report, found.recognised.marketplace
        if asked.columns or asked.reasons:
            self._record(
                [
                    ReportMapped(
                        marketplace=marketplace,
                        report_kind=report.kind,
                        columns=dict(asked.columns),
                        reasons=dict(asked.reasons),
                    )
                ]
            )
        done = 0
        for events in _pieces(packed(found.fresh, file=found.file[-200:], most=BLOCK_ROWS), BLOCKS_AT_ONCE):
            self._record(events)
            done += sum(len(event.rows) for event in events)
            progress(done)

    def _reasons(self, marketplace: str, mapped: Mapping[str, str]) -> Reasons:
        pack = self._packs.get(marketplace)
        return Reasons(self.feedback, pack.wordings if pack else (), mapped)

    def _forms(self, kind: ReportKind, asked: Asked, said: Mapping[tuple[str, str], Named]) -> Iterator[Form]:
        """Yield the reports that a file may be: those of the marketplaces, then the form of our own."""
        for name in [asked.marketplace] if asked.marketplace else self._packs:
            remembered = said.get((name, kind), _NOTHING).columns
            for report in self._packs[name].reports:
                if report.kind == kind:
                    yield Form(name, report, {**remembered, **asked.columns})
            if asked.marketplace:
                for report in self.feedback.reports:
                    if report.kind == kind:
                        yield Form(name, report, {**remembered, **asked.columns})


def _sold(entries: Sequence[Entry]) -> Iterator[Row]:
    """Yield the rows of sales that are about days, not about single orders."""
    for entry in entries:
        if isinstance(entry.event, Sold):
            yield from (row for row in rows_of(entry.event) if not row.external)


def _pieces(things: Iterator[T], most: int) -> Iterator[list[T]]:
    while piece := list(islice(things, most)):
        yield piece
