"""How long it takes from a picture's arrival to its approval and upload, and whether terms were kept; pure.

Speed is told last and never alone: a quick approval that comes back is the slowest of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

from core.metrics.rate import Rate
from core.model import Candidate, Decision, Verdict
from core.process.sla import Stage, Terms
from core.process.uploads import Upload


@dataclass(frozen=True, slots=True)
class Span:
    """Hours of working time."""

    count: int
    median: float | None
    """None without any."""
    most: float | None
    """Nine of ten took at most so long; None with fewer than ten."""


def to_approval(candidates: Iterable[Candidate], terms: Terms) -> Span:
    """Return how long pictures waited for an approval that stands, from their arrival."""
    return _span(
        terms.work.between(candidate.arrived_at, candidate.heads[0].at)
        for candidate in candidates
        if candidate.verdicts == frozenset((Verdict.APPROVE,))
    )


def to_upload(uploads: Iterable[Upload], candidates: Iterable[Candidate], terms: Terms) -> Span:
    """Return how long cards took from the arrival of their last picture until they were uploaded.

    An upload of pictures that are not all among the candidates is left out.
    """
    arrived = {candidate.sha256: candidate.arrived_at for candidate in candidates}
    return _span(
        terms.work.between(max(arrived[sha256] for sha256 in upload.pictures), upload.at)
        for upload in uploads
        if upload.pictures and all(sha256 in arrived for sha256 in upload.pictures)
    )


def _span(taken: Iterable[float]) -> Span:
    hours = list(taken)
    return Span(
        len(hours),
        median(hours) if hours else None,
        quantiles(hours, n=10, method="inclusive")[-1] if len(hours) >= 10 else None,
    )


def terms_kept(
    candidates: Iterable[Candidate], categories: Mapping[str, str], terms: Terms, few: int
) -> Rate | None:
    """Return how many first decisions came in their term, of those with one; None where no term is set."""
    if not terms.hours and not terms.categories:
        return None
    kept = decided = 0
    for candidate in candidates:
        first = _first(candidate)
        category = categories.get(candidate.match.sku, "")
        term = terms.term(Stage.QA, category, candidate.arrived_at) if first else None
        if first is not None and term is not None:
            decided += 1
            kept += first.at <= term.due_at
    return Rate(kept, decided, few)


def _first(candidate: Candidate) -> Decision | None:
    return next((one for one in candidate.history if one.id not in candidate.revoked), None)
