"""All figures as sections of sentences and tables, in the order in which they are told; pure.

The command, the screen and the page show the same sections, so that none of them says something else. A
table's row may carry a mark on a scale: a share with its interval, or a bar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.metrics.facts import BYS, By, Wanted
from core.metrics.overview import Metrics
from core.metrics.pareto import Bar
from core.metrics.proposals import Proposal
from core.metrics.rate import Rate
from core.metrics.returned import Group
from core.metrics.times import Span
from core.metrics.yields import FirstPass
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.metrics.numbers import hundredths, number, rate_words, spread
from tui.metrics.words import Names
from tui.process_words import agreement_lines

TOP = 12
"""Rows of a table; months are shown all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn beside a row; 0 to 1 on the table's scale."""

    share: float
    low: float | None = None
    """Of a share with its interval; None means a bar from 0."""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts and figures."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[Mark | None, ...]
    """One for each row."""
    figures: int = 1
    """The first column that holds figures."""
    left_out: int = 0
    """Rows that are not shown."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the story."""

    id: str
    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


def story(say: Catalogue, metrics: Metrics, names: Names, *, by: Sequence[By] = BYS) -> tuple[Section, ...]:
    """Return the sections; returns are told by each of `by`."""
    return (
        _returned(say, metrics, names, by),
        _escapes(say, metrics, names),
        _proposals(say, metrics, names),
        _rejections(say, metrics, names),
        _yields(say, metrics, names),
        _audits(say, metrics),
        _plants(say, metrics),
        Section("terms", say("metrics-terms"), (_terms(say, metrics),)),
        Section(
            "speed",
            say("metrics-speed"),
            (
                f"{say('metrics-speed-approval')}: {_speed(say, metrics.to_approval)}",
                f"{say('metrics-speed-upload')}: {_speed(say, metrics.to_upload)}",
            ),
        ),
    )


def period(say: Catalogue, wanted: Wanted) -> str:
    """Return which days are meant."""
    if wanted.first and wanted.last:
        return say("metrics-period", first=wanted.first, last=wanted.last)
    if wanted.first:
        return say("metrics-since", first=wanted.first)
    return say("metrics-until", last=wanted.last) if wanted.last else say("metrics-period-all")


def proposal_line(say: Catalogue, names: Names, one: Proposal) -> str:
    """Return a proposal as a question."""
    category, reason = names.category(one.category), names.reason(one.reason)
    if one.item is None:
        return say("metrics-proposal-none", category=category, reason=reason, count=one.escaped)
    return say(
        "metrics-proposal",
        category=category,
        reason=reason,
        count=one.escaped,
        item=one.item.question.in_(say.language),
        was=say(f"severity-{one.item.severity}"),
        now=say(f"severity-{one.severity}"),
    )


def _returned(say: Catalogue, metrics: Metrics, names: Names, by: Sequence[By]) -> Section:
    total = metrics.total
    lines = [
        say(
            "metrics-total",
            sold=total.sold,
            mistaken=total.not_as_pictured,
            returned=total.returned,
        )
    ]
    if total.sold:
        lines.append(rate_words(say, total.pictured, "metrics-rate"))
    elif total.returned:
        lines.append(say("metrics-no-sales"))
    if metrics.cancelled:
        lines.append(say("metrics-cancelled", count=metrics.cancelled))
    tables = [_groups(say, say(f"metrics-by-{one}"), metrics.groups[one], one, names) for one in by]
    tables.append(_bars(say, say("metrics-return-reasons"), metrics.return_reasons, names.came))
    return Section("returned", say("metrics-mistaken"), tuple(lines), _filled(tables))


def _groups(say: Catalogue, title: str, groups: Sequence[Group], by: By, names: Names) -> Table:
    shown = groups if by == "month" else groups[:TOP]
    heads = ("value", "sold", "returned", "mistaken", "share", "interval")
    rows = [
        (
            names.value(by, group.value),
            str(group.sold),
            str(group.returned),
            str(group.not_as_pictured),
            hundredths(say, group.pictured),
            spread(say, group.pictured),
        )
        for group in shown
    ]
    marks = _on_scale([group.pictured for group in shown])
    return Table(title, _heads(say, heads), tuple(rows), marks, left_out=len(groups) - len(shown))


def _escapes(say: Catalogue, metrics: Metrics, names: Names) -> Section:
    if not metrics.escapes:
        return Section("escapes", say("metrics-escapes"), (say("metrics-escapes-none"),))
    units = sum(one.back.row.units for one in metrics.escapes)
    counted = [
        (names.category(category), names.reason(reason) if reason else say("metrics-reason-unknown"), count)
        for category, counts in sorted(metrics.escaped.items())
        for reason, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    most = max(count for *_, count in counted)
    by_reason = Table(
        "",
        _heads(say, ("category", "reason", "count")),
        tuple((category, reason, str(count)) for category, reason, count in counted),
        tuple(Mark(count / most) for *_, count in counted),
        figures=2,
    )
    rows = [
        (
            safe_name(one.back.place.sku),
            one.back.row.day,
            safe_name(one.back.place.marketplace),
            ", ".join(map(names.reason, one.reasons)) or say("metrics-reason-unknown"),
            one.shown.candidate.id,
            safe_name(one.shown.decision.person),
        )
        for one in metrics.escapes[:TOP]
    ]
    table = Table(
        "",
        _heads(say, ("sku", "day", "marketplace", "reason", "picture", "person")),
        tuple(rows),
        (None,) * len(rows),
        figures=len(rows[0]),
        left_out=len(metrics.escapes) - len(rows),
    )
    line = say("metrics-escapes-count", count=units)
    return Section("escapes", say("metrics-escapes"), (line,), (by_reason, table))


def _proposals(say: Catalogue, metrics: Metrics, names: Names) -> Section:
    lines: list[str] = []
    for one in metrics.proposals:
        lines.append(proposal_line(say, names, one))
        if one.item is not None:
            lines.append(say("metrics-proposal-how", category=one.category, item=one.item.id))
    return Section("proposals", say("metrics-proposals"), tuple(lines))


def _rejections(say: Catalogue, metrics: Metrics, names: Names) -> Section:
    tables = [
        _bars(say, say("metrics-own-reasons"), metrics.own_reasons, names.reason),
        _bars(say, say("metrics-market-reasons"), metrics.market_reasons, names.came),
    ]
    counts = metrics.rejections
    line = say("log-counts", whole=counts.whole, **dict(counts.about)) if counts.whole else say("log-empty")
    return Section("rejections", say("metrics-rejections"), (line,), _filled(tables))


def _bars(say: Catalogue, title: str, bars: Sequence[Bar], named: Callable[[str], str]) -> Table:
    shown = bars[:TOP]
    rows = tuple(
        (
            named(bar.code),
            str(bar.count),
            f"{number(say, 100 * bar.share, 0)} %",
            f"{number(say, 100 * bar.cumulative, 0)} %",
        )
        for bar in shown
    )
    most = max((bar.share for bar in shown), default=1.0)
    marks = tuple(Mark(bar.share / most) for bar in shown)
    heads = _heads(say, ("reason", "count", "yield", "cumulative"))
    return Table(title, heads, rows, marks, left_out=len(bars) - len(shown))


def _yields(say: Catalogue, metrics: Metrics, names: Names) -> Section:
    tables = [
        _passes(say, say("metrics-yield-mode"), metrics.by_mode, names.mode),
        _passes(say, say("metrics-yield-generator"), metrics.by_generator, names.plain),
    ]
    taken = metrics.attempts
    if taken.mean is None:
        lines = [say("metrics-attempts-none")]
    else:
        lines = [say("metrics-attempts", mean=number(say, taken.mean, 2))]
    counted = [
        *((say("metrics-attempts-slots", attempt=at), count) for at, count in taken.approved.items()),
        *((say("metrics-attempts-open", attempt=at), count) for at, count in taken.open.items()),
    ]
    most = max((count for _, count in counted), default=1)
    tables.append(
        Table(
            "",
            _heads(say, ("value", "slots")),
            tuple((text, str(count)) for text, count in counted),
            tuple(Mark(count / most) for _, count in counted),
        )
    )
    return Section("yields", say("metrics-yield"), tuple(lines), _filled(tables))


def _passes(say: Catalogue, title: str, passes: Sequence[FirstPass], named: Callable[[str], str]) -> Table:
    shown = passes[:TOP]
    rows = tuple(
        (
            named(one.value),
            str(one.rate.of),
            str(one.rate.hits),
            hundredths(say, one.rate),
            spread(say, one.rate),
        )
        for one in shown
    )
    heads = _heads(say, ("value", "decided", "passed", "yield", "interval"))
    return Table(
        title, heads, rows, _on_scale([one.rate for one in shown], 1.0), left_out=len(passes) - len(shown)
    )


def _audits(say: Catalogue, metrics: Metrics) -> Section:
    found = metrics.agreement.get("")
    own = metrics.agreement.get("self")
    lines = [
        line
        for title, one in ((say("cli-figures-all"), found), (say("cli-figures-self"), own))
        if one is not None and one.pairs
        for line in (title, *agreement_lines(say, one))
    ]
    return Section("audits", say("metrics-audits"), tuple(lines or [say("metrics-audits-none")]))


def _plants(say: Catalogue, metrics: Metrics) -> Section:
    found = metrics.plants
    rows = tuple(
        (
            safe_name(person),
            str(one.caught.of),
            str(one.caught.hits),
            str(one.named),
            hundredths(say, one.caught),
            spread(say, one.caught),
        )
        for person, one in found.items()
    )
    heads = _heads(say, ("value", "shown", "caught", "named", "yield", "interval"))
    marks = _on_scale([one.caught for one in found.values()], 1.0)
    return Section("plants", say("metrics-plants"), (), _filled([Table("", heads, rows, marks)]))


def _terms(say: Catalogue, metrics: Metrics) -> str:
    if metrics.terms is None:
        return say("metrics-terms-none")
    kept = say("metrics-terms-kept", kept=metrics.terms.hits, all=metrics.terms.of)
    return f"{kept} {rate_words(say, metrics.terms, 'metrics-share')}"


def _speed(say: Catalogue, span: Span) -> str:
    if span.median is None:
        return say("metrics-speed-none")
    middle = number(say, span.median)
    if span.most is None:
        return say("metrics-speed-few", median=middle, count=span.count)
    return say("metrics-speed-line", median=middle, most=number(say, span.most), count=span.count)


def _on_scale(rates: Sequence[Rate], most: float = 0.0) -> tuple[Mark | None, ...]:
    """Return marks on one scale, up to the highest end of an interval where `most` is not given."""
    ends = [rate.interval[1] for rate in rates if rate.interval is not None]
    scale = most or max(ends, default=1.0) or 1.0
    return tuple(
        None
        if rate.share is None or rate.interval is None
        else Mark(rate.share / scale, rate.interval[0] / scale, rate.interval[1] / scale)
        for rate in rates
    )


def _heads(say: Catalogue, heads: Iterable[str]) -> tuple[str, ...]:
    return tuple("" if head == "value" else _head(say, head) for head in heads)


def _head(say: Catalogue, head: str) -> str:
    return say(f"metrics-head-{head}") if say.has(f"metrics-head-{head}") else say(f"cli-head-{head}")


def _filled(tables: Iterable[Table]) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.rows)
