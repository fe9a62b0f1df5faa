"""What the descriptions of reports and reasons must hold: pure checks of parsed TOML."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from checklists.feedback import (
    FIELDS,
    OUTCOMES,
    REPORT_KINDS,
    SHARES,
    SKIP,
    Feedback,
    FeedbackReason,
    Report,
    ReportKind,
    Wording,
    fold_words,
)
from checklists.model import ABOUTS
from checklists.table import Table, known_schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from checklists.lines import KeyPath
    from checklists.table import Findings

NAME_LIMIT = 60
KEY_LIMIT = 60
BACKING_LIMIT = 200


def read_feedback(
    data: Mapping[str, object], reasons: Collection[str], findings: Findings
) -> Feedback | None:
    """Return what is common to all marketplaces, or None where `findings` got a problem.

    `reasons` are the codes of the review's own reasons.
    """
    root = Table(data, (), findings)
    if not known_schema(root):
        return None
    found: list[FeedbackReason] = []
    words: list[Wording] = []
    seen: dict[str, KeyPath] = {}
    for table in root.tables("reason"):
        code = table.identifier("code")
        table.once("code", code, seen)
        found.append(
            FeedbackReason(
                code=code,
                about=table.option("about", ABOUTS),
                picture=table.option("picture", SHARES),
                reason=table.choice("reason", reasons, "unknown-reason") if table.has("reason") else "",
                name=table.phrase("name", NAME_LIMIT),
            )
        )
        table.text("backing", BACKING_LIMIT)
        words.append(_wording(table, code))
        table.close()
    negations = tuple(fold_words(text) for text in root.texts("negations") or ())
    feedback = Feedback(tuple(found), tuple(words), negations, read_reports(root))
    root.close()
    return None if findings.problems() else feedback


def read_wordings(root: Table, codes: Collection[str]) -> tuple[Wording, ...]:
    """Return a pack's own words for reasons, written as `[[wording]]`; there may be none."""
    if not root.has("wording"):
        return ()
    words: list[Wording] = []
    for table in root.tables("wording"):
        words.append(_wording(table, table.choice("code", codes, "unknown-reason")))
        table.close()
    return tuple(words)


def read_reports(root: Table, *, cite: Collection[str] | None = None) -> tuple[Report, ...]:
    """Return the reports written as `[[report]]`; there may be none.

    With `cite` each has to name at least one of these sources.
    """
    if not root.has("report"):
        return ()
    reports: list[Report] = []
    seen: dict[str, KeyPath] = {}
    for table in root.tables("report"):
        report = _report(table)
        table.once("id", report.id, seen)
        if cite is not None:
            table.cited(cite)
        table.close()
        reports.append(report)
    return tuple(reports)


def _wording(table: Table, code: str) -> Wording:
    exact = tuple(fold_words(text) for text in table.texts("exact") or ())
    parts = tuple(fold_words(text) for text in table.texts("parts") or ())
    for key, texts in (("exact", exact), ("parts", parts)):
        if not all(texts):
            table.report(key, "empty-text")
    return Wording(code, exact, parts)


def _report(table: Table) -> Report:
    kind = table.option("kind", REPORT_KINDS)
    column = table.choice("column", FIELDS, "unknown-field") if table.has("column") else ""
    known = (*OUTCOMES[kind], SKIP)
    default = OUTCOMES[kind][0]
    return Report(
        id=table.identifier("id"),
        kind=kind,
        columns=_columns(table, kind),
        needs=table.texts("needs") or (),
        each=table.text("each", KEY_LIMIT, default=""),
        column=column,
        outcomes=_outcomes(table, known) if column else MappingProxyType({}),
        other=table.choice("other", known, "unknown-option") if table.has("other") else default,
    )


def _columns(table: Table, kind: ReportKind) -> Mapping[str, tuple[str, ...]]:
    below = table.table("columns")
    if below is None:
        return MappingProxyType({})
    columns = {field: found for field in FIELDS if (found := below.texts(field))}
    if "seller" not in columns and "platform" not in columns:
        table.report("columns", "no-sku-column")
    if kind == "sales" and "units" not in columns:
        table.report("columns", "no-units-column")
    below.close()
    return MappingProxyType(columns)


def _outcomes(table: Table, known: Collection[str]) -> Mapping[str, str]:
    below = table.table("outcomes")
    if below is None:
        return MappingProxyType({})
    found: dict[str, str] = {}
    for outcome in known:
        for text in below.texts(outcome) or ():
            found.setdefault(fold_words(text), outcome)
    below.close()
    return MappingProxyType(found)
