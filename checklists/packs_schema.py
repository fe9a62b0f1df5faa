"""What a rule pack's file must hold: pure checks of parsed TOML, every mistake collected."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from checklists.feedback_schema import read_reports, read_wordings
from checklists.packs import (
    CARD_SLOTS,
    CONFIDENCES,
    DISCLOSURES,
    FORMATS,
    LEVELS,
    MEGABYTE,
    SOURCE_KINDS,
    Aspect,
    Formats,
    Limit,
    MaxBytes,
    MaxCount,
    MaxSide,
    MinFill,
    MinQuality,
    MinSize,
    Opaque,
    Question,
    Rule,
    RulePack,
    Source,
    Srgb,
    WhiteBackground,
)
from checklists.table import Table, known_schema
from checklists.upload_schema import read_naming, read_ways

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from checklists.lines import KeyPath
    from checklists.table import Findings

NAME_LIMIT = 40
VIA_LIMIT = 200
QUESTION_LIMIT = 200
MAX_PIXELS = 100_000
MAX_MEGABYTES = 1000
MAX_PICTURES = 1000
MAX_REVIEW_DAYS = 366

_OFFICIAL = ("official", "official-mirror")
_NEVER = date.max


def read_pack(
    data: Mapping[str, object], version: str, codes: Collection[str], findings: Findings
) -> RulePack | None:
    """Return the rule pack that `data` describes, or None where `findings` got a problem.

    `codes` are those of the reasons why things come back.
    """
    root = Table(data, (), findings)
    if not known_schema(root):
        return None
    sources = _sources(root)
    pack = RulePack(
        id=root.identifier("id"),
        version=version,
        name=root.phrase("name", NAME_LIMIT),
        help=root.url("help"),
        collected=root.day("collected"),
        review_by=root.day("review_by"),
        review_days=root.whole("review_days", 1, MAX_REVIEW_DAYS),
        ai=root.option("ai", DISCLOSURES),
        sources=tuple(sources.values()),
        rules=_rules(root, sources),
        reports=read_reports(root, cite=sources),
        wordings=read_wordings(root, codes),
        id_columns=root.texts("id_columns") or (),
        naming=read_naming(root, sources, CONFIDENCES),
        ways=read_ways(root, sources, CONFIDENCES),
    )
    if pack.review_by <= pack.collected and root.has("review_by"):
        root.report("review_by", "review-too-early", collected=pack.collected.isoformat())
    root.close()
    return None if findings.problems() else pack


def _sources(root: Table) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    seen: dict[str, KeyPath] = {}
    for table in root.tables("source"):
        published = table.day("published", _NEVER)
        source = Source(
            id=table.identifier("id"),
            url=table.url("url"),
            kind=table.option("kind", SOURCE_KINDS),
            seen=table.day("seen"),
            published=None if published == _NEVER else published,
            via=table.text("via", VIA_LIMIT, default=""),
        )
        table.once("id", source.id, seen)
        table.close()
        sources.setdefault(source.id, source)
    return sources


def _rules(root: Table, sources: Mapping[str, Source]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    seen: dict[str, KeyPath] = {}
    for table in root.tables("rule"):
        rule = _rule(table, sources)
        table.once("id", rule.id, seen)
        table.close()
        rules.append(rule)
    return tuple(rules)


def _rule(table: Table, sources: Mapping[str, Source]) -> Rule:
    check = table.choice("check", _LIMITS, "unknown-check")
    rule = Rule(
        id=table.identifier("id"),
        check=check,
        limit=_LIMITS[check](table) if check else Opaque(),
        level=table.option("level", LEVELS),
        confidence=table.option("confidence", CONFIDENCES),
        sources=tuple(sources[name] for name in table.cited(sources)),
        slots=table.slots(CARD_SLOTS),
    )
    if rule.confidence == "C" and rule.level == "block":
        table.report("level", "guess-blocks")
    if rule.confidence == "A" and rule.sources and not any(one.kind in _OFFICIAL for one in rule.sources):
        table.report("confidence", "not-official", known=", ".join(_OFFICIAL))
    if check and (rule.level == "ask") != isinstance(rule.limit, Question):
        table.report("level", "ask-level")
    if not check:
        table.forget()
    return rule


def _min_size(table: Table) -> Limit:
    return MinSize(table.whole("width", 1, MAX_PIXELS), table.whole("height", 1, MAX_PIXELS))


def _max_side(table: Table) -> Limit:
    return MaxSide(table.whole("pixels", 1, MAX_PIXELS))


def _aspect(table: Table) -> Limit:
    return Aspect(table.whole("width", 1, 100), table.whole("height", 1, 100), table.share("tolerance"))


def _formats(table: Table) -> Limit:
    named = table.texts("formats")
    if not named:
        table.report("formats", "missing-key")
        return Formats(())
    for name in named:
        if name not in FORMATS:
            table.report("formats", "unknown-format", value=name, known=", ".join(FORMATS))
    return Formats(named)


def _max_bytes(table: Table) -> Limit:
    return MaxBytes(table.whole("megabytes", 1, MAX_MEGABYTES) * MEGABYTE)


def _max_count(table: Table) -> Limit:
    return MaxCount(table.whole("pictures", 1, MAX_PICTURES))


def _min_quality(table: Table) -> Limit:
    return MinQuality(table.whole("percent", 1, 100))


def _min_fill(table: Table) -> Limit:
    return MinFill(table.share("share"))


def _question(table: Table) -> Limit:
    return Question(table.phrase("question", QUESTION_LIMIT))


_LIMITS: Mapping[str, Callable[[Table], Limit]] = MappingProxyType(
    {
        "min-size": _min_size,
        "max-side": _max_side,
        "aspect": _aspect,
        "formats": _formats,
        "max-bytes": _max_bytes,
        "max-count": _max_count,
        "min-quality": _min_quality,
        "srgb": lambda _: Srgb(),
        "opaque": lambda _: Opaque(),
        "min-fill": _min_fill,
        "white-background": lambda _: WhiteBackground(),
        "question": _question,
    }
)
CHECKS = tuple(_LIMITS)
"""Every check that a rule can name."""
