"""A picture against a marketplace's rules: what blocks, what warns, what a person has to look at; pure.

Nothing is claimed about a fact that is not known: a figure that was not measured breaks no rule, and what
only looking can tell is handed on as a question. No finding, or none, is a promise that a marketplace accepts
the picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checklists.packs import (
    MEGABYTE,
    Aspect,
    Formats,
    Level,
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
    Srgb,
    WhiteBackground,
)
from core.model import Say

_SRGB_MODES = frozenset({"RGB", "RGBA", "L", "LA", "P", "PA", "1"})
"""Modes that are sRGB where no profile says otherwise."""


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is known of a picture. None means not known, here and in every field."""

    slot: str
    width: int
    """Pixels, upright."""
    height: int
    format: str
    """As `core.imaging` names it: `JPEG`, `PNG`, ..."""
    bytes: int
    colour_mode: str | None = None
    """Pillow's name of how the pixels are kept: `RGB`, `CMYK`, ..."""
    profile: str | None = None
    """Description of the ICC profile; empty means that there is none."""
    alpha: bool | None = None
    quality: int | None = None
    """JPEG quality in per cent of the IJG's scale."""
    count: int | None = None
    """How many pictures the SKU's card would have with this one."""
    fill: float | None = None
    """Share of the frame that the product's longer side takes, 0 to 1."""
    white_background: bool | None = None


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One rule of one marketplace that a picture breaks, or that a person has to judge."""

    pack: RulePack
    rule: Rule
    level: Level
    """`ask` also where a rule needs a figure that nobody has measured."""
    says: Say


def check_picture(facts: PictureFacts, packs: Iterable[RulePack]) -> tuple[RuleFinding, ...]:
    """Return what the packs find in a picture: what blocks first, then what warns, then the questions."""
    found = [
        finding
        for pack in packs
        for rule in pack.rules
        if facts.slot in rule.slots and (finding := _check(facts, pack, rule)) is not None
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.level]))


def packs_of(marketplaces: Iterable[str], packs: Mapping[str, RulePack]) -> tuple[RulePack, ...]:
    """Return the packs of the marketplaces that have one."""
    return tuple(packs[name] for name in marketplaces if name in packs)


_ORDER: Mapping[Level, int] = {"block": 0, "warn": 1, "ask": 2}


def _check(facts: PictureFacts, pack: RulePack, rule: Rule) -> RuleFinding | None:
    if isinstance(rule.limit, Question):
        return RuleFinding(pack, rule, "ask", _say("rules-question", pack, rule))
    if _unmeasured(facts, rule):
        return RuleFinding(pack, rule, "ask", _say("rules-unmeasured", pack, rule))
    found = _broken(facts, rule)
    if found is None:
        return None
    says = _say("rules-broken", pack, rule, needed=needed(rule), found=found)
    return RuleFinding(pack, rule, rule.level, says)


def needed(rule: Rule) -> str:
    """Return the figure that a rule asks for, as text; empty where it has none."""
    figure: object = ""
    match rule.limit:
        case MinSize(width=width, height=height):
            figure = f"{width} × {height}"
        case Aspect(width=width, height=height):
            figure = f"{width}:{height}"
        case MaxSide(pixels=most) | MaxCount(pictures=most):
            figure = most
        case MinQuality(percent=least):
            figure = least
        case Formats(names=names):
            figure = ", ".join(names)
        case MaxBytes(bytes=most):
            figure = _megabytes(most)
        case MinFill(share=share):
            figure = _percent(share)
        case _:
            pass
    return str(figure)


def _say(id_: str, pack: RulePack, rule: Rule, **figures: str) -> Say:
    source = rule.sources[0]
    return Say(
        id_,
        {
            "marketplace": pack.name.en,
            "check": rule.check,
            "confidence": rule.confidence,
            "source": source.id,
            "seen": source.seen.isoformat(),
            **figures,
        },
    )


def _unmeasured(facts: PictureFacts, rule: Rule) -> bool:
    """Tell whether a rule is about something that a person can see although it was not measured."""
    match rule.limit:
        case MinFill():
            return facts.fill is None
        case WhiteBackground():
            return facts.white_background is None
        case _:
            return False


def _broken(facts: PictureFacts, rule: Rule) -> str | None:
    """Return what a picture has in place of what is asked; None where no rule is broken for all one knows."""
    match rule.limit:
        case MinSize() | MaxSide() | Aspect() as size:
            return f"{facts.width} × {facts.height}" if _breaks_size(facts, size) else None
        case Formats() | MaxBytes() | MaxCount() as file:
            return _broken_file(facts, file)
        case MinQuality() | Srgb() | Opaque() as colour:
            return _broken_colour(facts, colour)
        case MinFill() | WhiteBackground() | Question() as look:
            return _broken_look(facts, look)


def _breaks_size(facts: PictureFacts, limit: MinSize | MaxSide | Aspect) -> bool:
    match limit:
        case MinSize(width=width, height=height):
            return facts.width < width or facts.height < height
        case MaxSide(pixels=pixels):
            return max(facts.width, facts.height) > pixels
        case Aspect(width=width, height=height, tolerance=tolerance):
            wanted = width / height
            return abs(facts.width / facts.height - wanted) / wanted > tolerance


def _broken_file(facts: PictureFacts, limit: Formats | MaxBytes | MaxCount) -> str | None:
    match limit:
        case Formats(names=names):
            return None if facts.format in names else facts.format
        case MaxBytes(bytes=most):
            return _megabytes(facts.bytes) if facts.bytes > most else None
        case MaxCount(pictures=most):
            return str(facts.count) if facts.count is not None and facts.count > most else None


def _broken_colour(facts: PictureFacts, limit: MinQuality | Srgb | Opaque) -> str | None:
    match limit:
        case MinQuality(percent=least):
            low = facts.quality is not None and facts.quality < least
            return str(facts.quality) if low else None
        case Srgb():
            return facts.profile or facts.colour_mode or "" if _is_srgb(facts) is False else None
        case Opaque():
            return "" if facts.alpha else None


def _broken_look(facts: PictureFacts, limit: MinFill | WhiteBackground | Question) -> str | None:
    match limit:
        case MinFill(share=share):
            return _percent(facts.fill) if facts.fill is not None and facts.fill < share else None
        case WhiteBackground():
            return "" if facts.white_background is False else None
        case Question():
            return None


def _is_srgb(facts: PictureFacts) -> bool | None:
    """Tell whether a picture is in sRGB; None means not known."""
    if facts.colour_mode is not None and facts.colour_mode not in _SRGB_MODES:
        return False
    if facts.profile is None:
        return None
    return not facts.profile or "srgb" in facts.profile.casefold()


def _megabytes(count: int) -> str:
    return f"{count / MEGABYTE:.1f}".removesuffix(".0")


def _percent(share: float) -> str:
    return str(round(share * 100))
