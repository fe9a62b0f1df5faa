"""A report file against what is known: what is new in it, what is not taken and why.

Pure but for reading the file. Nothing is guessed: a row whose day or count cannot be read is named and left
out, a text that fits no reason is listed for a person, and what is not in a named column never leaves the
reader.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from checklists.feedback import FIELDS, SKIP, fold_words
from core.errors import ReportUnreadable
from core.intake.sidecar import MAX_SKU
from core.intake.table import RowProblem, TableUnreadable
from core.returns.known import Identity, Row
from core.returns.reasons import Reasons
from core.returns.recognise import Form, Recognised, recognise
from core.returns.sheet import SheetRow, open_sheet
from core.returns.values import parse_day, parse_units, without_contacts

MAX_ID = 100
"""Characters of an id; more is none."""
MAX_STATUS = 200

ROW_PROBLEMS = ("no-sku", "sku-too-long", "bad-id", "bad-day", "bad-period", "bad-units", "period-overlap")
"""Every code of a row that is not taken, beside those of a table's form."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days of sales that the person names because the file does not."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    recognised: Recognised
    file: str
    """Its name."""
    fresh: tuple[Row, ...]
    """Rows to record: new ones, and known ones that say something else now."""
    added: int
    changed: int
    known: int
    """Rows that are recorded already."""
    skipped: int
    """Rows about something else: by their status or type no return, sale or rejection."""
    problems: tuple[RowProblem, ...]
    unmapped: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Texts that fit no reason, with how many new rows have each; the most frequent first."""


def plan(
    path: Path,
    forms: Sequence[Form],
    known: Mapping[Identity, Identity],
    reasons: Callable[[str], Reasons],
    *,
    sold: Iterable[Row] = (),
    period: Period | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Plan:
    """Return what taking in the report at `path` would do.

    `known` are identity and content of the rows that are recorded, `reasons` gives a marketplace's; `sold`
    are the known rows of sales, whose days new ones may not overlap. `progress` is told the rows read so far,
    now and then; what it raises ends the reading. Raises ReportUnreadable.
    """
    each = {form.report.each for form in forms} - {""}

    def score(header: Sequence[str]) -> int:
        found = recognise(header, forms)
        return len(found.columns) if found else 0

    try:
        sheet = open_sheet(path, score, each=each)
        found = recognise(sheet.header, forms)
        if found is None:
            raise ReportUnreadable(path=str(path), why="no-header", column="")
        reader = _Reader(found, reasons(found.marketplace), known, _Days(sold), period)
        columns = [found.columns.get(name, -1) for name in FIELDS]
        for count, row in enumerate(sheet.rows(columns), start=1):
            reader.take(row)
            if count % 1000 == 0:
                progress(count)
        return reader.plan(path.name)
    except TableUnreadable as fault:
        raise ReportUnreadable(path=str(path), why=fault.why, column="") from fault


class _Reader:
    """Turns rows of cells into a plan."""

    def __init__(
        self,
        found: Recognised,
        reasons: Reasons,
        known: Mapping[Identity, Identity],
        days: _Days,
        period: Period | None,
    ) -> None:
        self._found = found
        self._reasons = reasons
        self._known = known
        self._days = days
        self._period = period
        self._fresh: dict[Identity, Row] = {}
        self._changed: set[Identity] = set()
        self._seen: Counter[tuple[str, ...]] = Counter()
        self._same = self._skipped = 0
        self._problems: list[RowProblem] = []
        self._outcomes: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        """Texts that come again and again, held once."""

    def take(self, sheet_row: SheetRow) -> None:
        """Take one row."""
        if sheet_row.problem is not None:
            self._problems.append(sheet_row.problem)
            return
        cells = dict(zip(FIELDS, sheet_row.cells, strict=True))
        outcome = self._outcome(cells)
        if outcome == SKIP or (self._found.report.each and not cells["reason"]):
            self._skipped += 1
            return
        made = self._row(cells, outcome)
        if isinstance(made, str):
            args = MappingProxyType({"value": _culprit(made, cells)})
            self._problems.append(RowProblem(sheet_row.line, made, args))
            return
        self._keep(made, sheet_row.line)

    def plan(self, file: str) -> Plan:
        """Return the plan after the last row."""
        fresh = tuple(self._fresh.values())
        texts = Counter(
            row.reason for row in fresh if row.reason and not self._reasons.meant(row.reason).code
        )
        return Plan(
            recognised=self._found,
            file=file,
            fresh=fresh,
            added=len(fresh) - len(self._changed),
            changed=len(self._changed),
            known=self._same,
            skipped=self._skipped,
            problems=tuple(self._problems),
            unmapped=MappingProxyType(dict(texts.most_common())),
        )

    def _outcome(self, cells: Mapping[str, str]) -> str:
        report = self._found.report
        if not report.column:
            return report.other
        cell = cells[report.column]
        if cell not in self._outcomes:
            self._outcomes[cell] = report.outcomes.get(fold_words(cell), report.other)
        return self._outcomes[cell]

    def _row(self, cells: Mapping[str, str], outcome: str) -> Row | str:
        """Return a row, or the code of what is wrong with it."""
        day, until, units = parse_day(cells["date"]), parse_day(cells["until"]), parse_units(cells["units"])
        wrong = _wrong(cells, day, until, units)
        if wrong or day is None or until is None or units is None:
            return wrong
        sales = self._found.report.kind == "sales"
        if sales and not day:
            if self._period is None:
                return "bad-day"
            day, until = self._period.first, self._period.last
        until = "" if until == day else until
        if sales and until and until < day:
            return "bad-period"
        reason = cells["reason"]
        share = self._texts.setdefault
        reason = without_contacts(reason)
        return Row(
            kind=self._found.report.kind,
            marketplace=self._found.marketplace,
            report=self._found.report.id,
            external=cells["external"],
            order=cells["order"],
            seller=share(cells["seller"], cells["seller"]),
            platform=share(cells["platform"], cells["platform"]),
            day=day,
            until=until,
            outcome=outcome,
            status=share(cells["status"], cells["status"][:MAX_STATUS]),
            reason=share(reason, reason),
            units=units,
            nth=0,
        )

    def _keep(self, row: Row, line: int) -> None:
        if row.kind != "sales" and not row.external:
            alike = (row.sku, row.order, row.day, row.reason, row.outcome)
            nth = self._seen[alike]
            self._seen[alike] += 1
            if nth and row.kind != "moderation":
                row = replace(row, nth=nth)
        identity = row.identity()
        if row.kind == "sales" and not row.external:
            before = self._fresh.get(identity)
            if before is not None:
                # Sizes or warehouses of one SKU, each on a line of its own.
                row = replace(row, units=before.units + row.units)
            elif not self._days.free(row):
                args = MappingProxyType({"value": row.sku})
                self._problems.append(RowProblem(line, "period-overlap", args))
                return
        known = self._known.get(identity)
        if known is not None and known == row.content():
            self._fresh.pop(identity, None)
            self._changed.discard(identity)
            self._same += 1
            return
        if known is not None:
            self._changed.add(identity)
        elif identity in self._fresh and row.kind != "sales":
            self._same += 1
        self._fresh[identity] = row


class _Days:
    """Which days of a SKU's sales are known: two figures for one day would be counted twice."""

    def __init__(self, sold: Iterable[Row]) -> None:
        self._taken: dict[str, list[tuple[str, str]]] = {}
        for row in sold:
            if not row.external:
                self._note(row)

    def free(self, row: Row) -> bool:
        """Note a row's days; False where they overlap others of its SKU. The same days again are free."""
        span = _span(row)
        taken = self._taken.get(row.sku, [])
        at = bisect_left(taken, span)
        if at < len(taken) and taken[at] == span:
            return True
        if (at > 0 and taken[at - 1][1] >= span[0]) or (at < len(taken) and taken[at][0] <= span[1]):
            return False
        self._note(row)
        return True

    def _note(self, row: Row) -> None:
        insort(self._taken.setdefault(row.sku, []), _span(row))


def _span(row: Row) -> tuple[str, str]:
    return row.day, row.until or row.day


def _wrong(cells: Mapping[str, str], day: str | None, until: str | None, units: int | None) -> str:
    """Return the code of what is wrong with a row; empty where nothing is."""
    sku = cells["seller"] or cells["platform"]
    ids = (cells["external"], cells["order"], cells["platform"])
    texts = (*ids, cells["seller"])
    checks = (
        ("no-sku", not sku),
        ("sku-too-long", len(sku) > MAX_SKU),
        ("bad-id", not all(len(text) <= MAX_ID for text in ids) or not all(map(str.isprintable, texts))),
        ("bad-day", day is None or until is None),
        ("bad-units", units is None),
    )
    return next((code for code, is_so in checks if is_so), "")


def _culprit(code: str, cells: Mapping[str, str]) -> str:
    """Return the text that a problem is about."""
    fields = {"bad-day": ("date", "until"), "bad-period": ("until",), "bad-units": ("units",)}
    named = [cells[name] for name in fields.get(code, ("seller", "platform", "external")) if cells[name]]
    return named[0][:MAX_ID] if named else ""
