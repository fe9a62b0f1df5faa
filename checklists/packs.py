"""The records of a rule pack: what one marketplace asks of pictures, each figure with where it was seen.

A figure is only as good as its source, so none is without one. A limit that nobody has found is not in the
pack: that means "not known", never "anything goes". What would go wrong otherwise: a hobby blog's number
stops a good picture, or a rule of two years ago lets a bad one through.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from checklists.feedback import Report, Wording
from checklists.model import Phrase
from checklists.upload import Naming, UploadWay

Confidence = Literal["A", "B", "C"]
"""A: the marketplace's own text. B: seen in official use, in one source. C: a third party's word."""
Level = Literal["block", "warn", "ask"]
"""`block` stands in the way of an approval, `warn` is shown, `ask` is for a person to answer."""
SourceKind = Literal["official", "official-mirror", "export-file", "guide", "code"]
Disclosure = Literal["not-found", "required", "forbidden"]

CONFIDENCES: tuple[Confidence, ...] = ("A", "B", "C")
LEVELS: tuple[Level, ...] = ("block", "warn", "ask")
SOURCE_KINDS: tuple[SourceKind, ...] = ("official", "official-mirror", "export-file", "guide", "code")
DISCLOSURES: tuple[Disclosure, ...] = ("not-found", "required", "forbidden")
CARD_SLOTS = ("main", "detail", "social")
"""The slots whose pictures go on the card; an advertisement does not."""
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "BMP", "TIFF", "GIF")
"""Names of picture formats, as `core.imaging` tells them."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was seen."""

    id: str
    url: str
    kind: SourceKind
    seen: date
    """The day it was read."""
    published: date | None
    """None means that the page does not say."""
    via: str
    """The copy that was read; empty means the page itself."""


@dataclass(frozen=True, slots=True)
class MinSize:
    """At least so many pixels, upright."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class MaxSide:
    """The longer side has at most so many pixels."""

    pixels: int


@dataclass(frozen=True, slots=True)
class Aspect:
    """Width to height, with a tolerance relative to the ratio."""

    width: int
    height: int
    tolerance: float


@dataclass(frozen=True, slots=True)
class Formats:
    """One of these formats, by content."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaxBytes:
    """A file of at most so many bytes."""

    bytes: int


@dataclass(frozen=True, slots=True)
class MaxCount:
    """A card has at most so many pictures."""

    pictures: int


@dataclass(frozen=True, slots=True)
class MinQuality:
    """A JPEG quality of at least so many per cent, on the scale of the IJG's own tables."""

    percent: int


@dataclass(frozen=True, slots=True)
class Srgb:
    """Colours in sRGB: no profile, or one that is sRGB by its name."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """No transparent pixels."""


@dataclass(frozen=True, slots=True)
class MinFill:
    """The product's longer side takes at least this share of the frame."""

    share: float


@dataclass(frozen=True, slots=True)
class WhiteBackground:
    """The background is white."""


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can tell."""

    text: Phrase


Limit: TypeAlias = (
    MinSize
    | MaxSide
    | Aspect
    | Formats
    | MaxBytes
    | MaxCount
    | MinQuality
    | Srgb
    | Opaque
    | MinFill
    | WhiteBackground
    | Question
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a marketplace asks."""

    id: str
    check: str
    """What is compared, for example `min-size`; names the sentence."""
    limit: Limit
    level: Level
    """`block` never with confidence C; `ask` exactly for a `Question`."""
    confidence: Confidence
    sources: tuple[Source, ...]
    """At least one; the first is named in sentences."""
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulePack:
    """What is known of one marketplace's rules."""

    id: str
    version: str
    """First 12 hex digits of the SHA-256 of its file's bytes."""
    name: Phrase
    help: str
    """Address of the marketplace's own help, for a person to read."""
    collected: date
    review_by: date
    """From the day after this on, a person has to read the help anew."""
    review_days: int
    """How long a person's word that the help was read holds."""
    ai: Disclosure
    """Whether pictures made by AI are to be labelled, as far as was found."""
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    """In the order of the file."""
    reports: tuple[Report, ...] = ()
    """Tables and API answers of this marketplace that can be imported."""
    wordings: tuple[Wording, ...] = ()
    """How this marketplace words its reasons; come before the common ones."""
    id_columns: tuple[str, ...] = ()
    """Columns of `listings.csv` that hold the marketplace's own id of a SKU."""
    naming: Naming | None = None
    """How its cabinet wants files named; None means that this is not known."""
    ways: tuple[UploadWay, ...] = ()
    """How pictures come into its cabinet; empty means that this is not known."""
