"""What measuring a pair gives: evidence for a person, never a verdict.

Frozen and plain: it goes into a cache, through a process boundary and into JSON unchanged. All boxes and
matrices are in pixels of the upright pictures as they are stored (EXIF orientation applied, nothing scaled),
whatever size was worked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from core.model import Say

SCHEMA: Final = 1
"""Of the document `vitrina check --json` prints."""

Kind = Literal[
    "colour",
    "shape",
    "pattern",
    "label",
    "hardware",
    "kit",
    "halo",
    "clipped",
    "shadow",
    "blur",
    "background",
]

KINDS: Final[tuple[Kind, ...]] = (
    "colour",
    "shape",
    "pattern",
    "label",
    "hardware",
    "kit",
    "halo",
    "clipped",
    "shadow",
    "blur",
    "background",
)
"""Every kind that has a score, in the order they are shown in."""

NOT_REGISTERED: Final = "not-registered"
"""Kind of the finding that the candidate could not be laid over its source."""
MASK_UNSURE: Final = "mask-unsure"
"""Kind of the finding that the product could not be told from its background: a person has to confirm it."""
SOURCE_SOFT: Final = "source-soft"
"""Kind of the finding that the source photo itself is not sharp."""

MaskOrigin = Literal["confirmed", "studio", "proposed", "none"]
"""Who vouches for the source's mask: a person, the studio's own cut-out, two agreeing proposals, nobody."""

Unit = Literal["", "ΔE00", "%", "px", "items", "levels"]

Box = tuple[int, int, int, int]
"""x, y, width, height in pixels; x and y may not be negative."""

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the two files."""

    path: str = ""
    """As it was given; empty where arrays were measured."""
    sha256: str = ""
    """Hex digits of its bytes; empty where arrays were measured."""
    width: int = 0
    """Pixels, upright."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class MaskTrust:
    """Where the source's product mask comes from."""

    origin: MaskOrigin
    confidence: float
    """0 to 1. 1 for a confirmed mask; for a proposed one how far two independent proposals agree (IoU)."""

    @property
    def vouched(self) -> bool:
        """Whether a person or the studio answers for it, and with it for its outline."""
        return self.origin in ("confirmed", "studio")


@dataclass(frozen=True, slots=True)
class Registration:
    """How the candidate lies over its source."""

    found: bool
    confidence: float
    """0 to 1; 0 where none was found."""
    matrix: Matrix | None = None
    """Homogeneous 3x3, source pixels to candidate pixels; None where none was found."""
    residual_px: float | None = None
    """Median distance of matched points after it, in candidate pixels; None where none was found."""


@dataclass(frozen=True, slots=True)
class Product:
    """Where the product lies; None where it could not be found."""

    source_box: Box | None = None
    candidate_box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that differs, or one thing that keeps from measuring."""

    kind: str
    """One of `KINDS`, or `not-registered`, `mask-unsure`, `source-soft`."""
    score: float
    """0 to 1; findings of one pair are ordered by it."""
    value: float
    """The figure behind it, in `unit`."""
    unit: Unit
    box: Box
    """In the candidate, inside its frame."""
    says: Say
    """`drift-<...>` in the catalogue."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything measured for one pair."""

    algorithm: str
    """Version of the measuring and of its calibration; another one means that the figures are made anew."""
    source: Picture
    candidate: Picture
    mode: str
    """As asked: `exact-card`, `white-background` or `lifestyle`."""
    mask: MaskTrust
    registration: Registration
    product: Product
    scores: Mapping[str, float]
    """Every kind of `KINDS` and `any`, 0 to 1, higher = more surely drifted; 0 for what was not measured."""
    flags: tuple[str, ...]
    """Kinds (and `any`) whose score passes the calibrated 5 % false-alarm threshold."""
    unmeasured: tuple[str, ...]
    """Kinds that could not be measured on this pair: their score of 0 says nothing."""
    findings: tuple[Finding, ...]
    """Strongest first."""
    figures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Named measurements, `<kind>.<figure>`."""
    seconds: float = 0.0
    """Time it took, decoding included."""

    @property
    def measured(self) -> bool:
        """Whether the product itself was compared: registered, and with a mask that is trusted."""
        return self.registration.found and self.mask.origin != "none"
