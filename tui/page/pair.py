"""What the page shows of one pair, as frozen values: pictures, findings, questions, the card's words.

Positions are in the candidate's true pixels, upright, with the origin at its upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Answer, Listing

Matrix = tuple[
    tuple[float, float, float],
    tuple[float, float, float],
    tuple[float, float, float],
]
"""A homography by rows: takes a homogeneous point of the source's pixels to the candidate's."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture's bytes as they go into the page: upright sRGB without metadata."""

    data: bytes
    mime: str
    width: int
    """Pixels in `data`; fewer than the picture has where it had to be reduced."""
    height: int
    exact: bool
    """Whether the pixels are those of the picture; else they went through JPEG."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the two pictures."""

    path: str
    """Raw text from outside, relative to the workspace."""
    format: str
    width: int
    """True pixels, upright."""
    height: int
    bytes: int
    """Of the file."""
    embedded: Embedded

    @property
    def reduced(self) -> bool:
        """Whether the page holds fewer pixels than the picture has."""
        return self.embedded.width < self.width or self.embedded.height < self.height


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the candidate, in its true pixels."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was measured to differ; drawn as a box and listed."""

    says: str
    """The sentence for the person, in the page's language."""
    box: Box | None = None
    """None where it has no place: a hue that moved everywhere."""
    confidence: float | None = None
    """0 to 1; None where it is not known."""
    sure: bool = True
    """Whether its kind is past its threshold; what is not has a thin broken frame."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the checklist, in the page's language, and what is answered so far."""

    number: int
    group: str
    text: str
    help: str
    blocker: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Pair:
    """All that the page shows."""

    id: str
    candidate_sha256: str
    source_sha256: str
    sku: str
    slot: str
    mode: str
    attempt: int
    source: Shown
    candidate: Shown
    listing: Listing | None
    category: str
    """Name of the checklist, in the page's language."""
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...] = ()
    source_to_candidate: Matrix | None = None
    """None: the source is laid into the candidate's frame as large as it fits."""
    outside: Embedded | None = None
    """Over the candidate's frame: black where no product is, transparent over it. None: nobody knows."""
