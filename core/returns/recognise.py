"""Which report a header belongs to, and which column holds what; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checklists.feedback import FIELDS, Report, fold_words

_SKUS = ("seller", "platform")


@dataclass(frozen=True, slots=True)
class Form:
    """A report that a file may be."""

    marketplace: str
    report: Report
    named: Mapping[str, str]
    """Field to the header that a person named for it; comes before the report's own."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A report and where its fields stand."""

    marketplace: str
    report: Report
    columns: Mapping[str, int]
    """Field to the place of its column."""
    header: tuple[str, ...]
    """Every header, as it is written."""
    unused: tuple[str, ...]
    """Headers that mean nothing here, as they are written."""


def recognise(header: Sequence[str], forms: Iterable[Form]) -> Recognised | None:
    """Return the report that a header fits best, the first of equals; None where it fits none."""
    keys = [fold_words(cell) for cell in header]
    best: Recognised | None = None
    for form in forms:
        columns = _columns(keys, form)
        if _serves(keys, columns, form.report) and len(columns) > (len(best.columns) if best else 0):
            used = set(columns.values())
            unused = tuple(cell for at, cell in enumerate(header) if cell.strip() and at not in used)
            best = Recognised(form.marketplace, form.report, columns, tuple(header), unused)
    return best


def _columns(keys: Sequence[str], form: Form) -> dict[str, int]:
    columns: dict[str, int] = {}
    for field in FIELDS:
        # What was named for another file of this marketplace must not hide what this one is known by.
        named = [form.named[field]] if field in form.named else []
        aliases = (*named, *form.report.columns.get(field, ()))
        wanted = (fold_words(alias) for alias in aliases)
        found = next((keys.index(alias) for alias in wanted if alias in keys), -1)
        if found >= 0:
            columns[field] = found
    return columns


def _serves(keys: Sequence[str], columns: Mapping[str, int], report: Report) -> bool:
    """Tell whether the columns are enough to read rows of this report."""
    if not any(field in columns for field in _SKUS):
        return False
    if report.kind == "sales" and "units" not in columns:
        return False
    if report.column and report.column not in columns:
        return False
    if report.needs:
        return all(fold_words(header) in keys for header in report.needs)
    # A SKU alone is in every table; something has to say what happened to it.
    return any(field in columns for field in ("external", "date", "reason", "units"))
