"""All figures one a row, for a spreadsheet that sorts and filters them; nothing is rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from core.metrics.overview import Metrics
from core.metrics.rate import Rate
from core.metrics.returned import Group

COLUMNS = ("section", "grouping", "value", "figure", "number")
Figure: TypeAlias = tuple[str, str, str, str, float | int | None]
"""One for each of `COLUMNS`; no number where there is too little to say."""


def figures(metrics: Metrics) -> Iterator[Figure]:
    """Yield every figure, in the order in which they are told."""
    parts = (_returned, _escapes, _reasons, _yields, _audits, _plants, _times)
    return chain.from_iterable(part(metrics) for part in parts)


def _returned(metrics: Metrics) -> Iterator[Figure]:
    yield from _group("", metrics.total)
    for by, groups in metrics.groups.items():
        for group in groups:
            yield from _group(by, group)
    yield "returned", "", "", "cancelled", metrics.cancelled


def _group(by: str, group: Group) -> Iterator[Figure]:
    yield "returned", by, group.value, "sold", group.sold
    yield "returned", by, group.value, "returned", group.returned
    yield from _rate("returned", by, group.value, group.pictured)


def _escapes(metrics: Metrics) -> Iterator[Figure]:
    for category, counts in sorted(metrics.escaped.items()):
        for reason, count in sorted(counts.items()):
            yield "escapes", category, reason, "units", count


def _reasons(metrics: Metrics) -> Iterator[Figure]:
    for about, count in metrics.rejections.about.items():
        yield "rejections", "", about, "count", count
    for grouping, bars in (
        ("returns", metrics.return_reasons),
        ("qa", metrics.own_reasons),
        ("marketplaces", metrics.market_reasons),
    ):
        for bar in bars:
            yield "reasons", grouping, bar.code, "count", bar.count
            yield "reasons", grouping, bar.code, "cumulative", bar.cumulative


def _yields(metrics: Metrics) -> Iterator[Figure]:
    for by, passes in (("mode", metrics.by_mode), ("generator", metrics.by_generator)):
        for one in passes:
            yield from _rate("first_pass", by, one.value, one.rate)
    yield from _counts("approved", metrics.attempts.approved)
    yield from _counts("open", metrics.attempts.open)


def _counts(grouping: str, slots: Mapping[int, int]) -> Iterator[Figure]:
    for attempt, count in slots.items():
        yield "attempts", grouping, str(attempt), "slots", count


def _audits(metrics: Metrics) -> Iterator[Figure]:
    for name, found in metrics.agreement.items():
        yield "audits", "", name or "all", "pairs", found.pairs
        yield "audits", "", name or "all", "raw", found.raw
        yield "audits", "", name or "all", "ac1", found.ac1


def _plants(metrics: Metrics) -> Iterator[Figure]:
    for person, one in metrics.plants.items():
        yield from _rate("plants", "", person, one.caught)
        yield "plants", "", person, "named", one.named


def _times(metrics: Metrics) -> Iterator[Figure]:
    if metrics.terms is not None:
        yield from _rate("terms", "", "", metrics.terms)
    for section, span in (("to_approval", metrics.to_approval), ("to_upload", metrics.to_upload)):
        yield section, "", "", "count", span.count
        yield section, "", "", "median_hours", span.median
        yield section, "", "", "most_hours", span.most


def _rate(section: str, by: str, value: str, rate: Rate) -> Iterator[Figure]:
    low, high = rate.interval or (None, None)
    yield section, by, value, "hits", rate.hits
    yield section, by, value, "of", rate.of
    yield section, by, value, "share", rate.share
    yield section, by, value, "low", low
    yield section, by, value, "high", high
