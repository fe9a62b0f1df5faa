"""Everything that is measured, in the order in which it is told: what came back first, speed last; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checklists.model import Checklist
from core.metrics.escapes import Escape, escaped, escapes, reason_lookup
from core.metrics.facts import BYS, By, Facts, Wanted
from core.metrics.pareto import Bar, pareto
from core.metrics.proposals import Proposal, proposals
from core.metrics.rate import Rate
from core.metrics.rejections import QA, Counted, Rejection, counted
from core.metrics.returned import Group, returned_by, totals
from core.metrics.times import Span, terms_kept, to_approval, to_upload
from core.metrics.yields import Attempts, FirstPass, attempts, first_pass
from core.process.agreement import Agreement
from core.process.plants import Plant, caught_by
from core.process.sla import Terms
from core.process.uploads import Upload


@dataclass(frozen=True, slots=True)
class Limits:
    """Below what there is too little to say."""

    sold: int = 50
    """Units sold."""
    decided: int = 20
    """Pictures decided."""
    escapes: int = 3
    """Escapes from which a proposal is made."""


@dataclass(frozen=True, slots=True)
class Plants:
    """Planted pictures that one person was shown."""

    caught: Rate
    """Rejected, of those shown."""
    named: int
    """Of the rejected ones: for what was planted."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """What is known of a period."""

    wanted: Wanted
    total: Group
    groups: Mapping[By, tuple[Group, ...]]
    cancelled: int
    """Units cancelled before the hand-over as not as pictured; no returns."""
    return_reasons: tuple[Bar, ...]
    """Why things came back, in units."""
    escapes: tuple[Escape, ...]
    escaped: Mapping[str, Counter[str]]
    """Category to reason to units."""
    proposals: tuple[Proposal, ...]
    rejections: Counted
    own_reasons: tuple[Bar, ...]
    """Why pictures were rejected here."""
    market_reasons: tuple[Bar, ...]
    """Why marketplaces rejected them."""
    by_mode: tuple[FirstPass, ...]
    by_generator: tuple[FirstPass, ...]
    attempts: Attempts
    agreement: Mapping[str, Agreement]
    terms: Rate | None
    """First decisions that came in their term; None where no terms are set."""
    plants: Mapping[str, Plants]
    """By person, planted pictures that they were shown blind."""
    to_approval: Span
    to_upload: Span


def overview(
    facts: Facts,
    log: Sequence[Rejection],
    wanted: Wanted,
    *,
    checklists: Mapping[str, Checklist],
    agreement: Mapping[str, Agreement],
    terms: Terms,
    limits: Limits,
    plants: Iterable[Plant] = (),
    uploads: Iterable[Upload] = (),
) -> Metrics:
    """Return all figures of the facts and of the rejections among them."""
    got_away = escapes(facts, reason_lookup(checklists))
    by_category = escaped(got_away)
    named = [
        (entry.by, code) for entry in log if entry.next.id != "next-taken-back" for code in entry.reasons
    ]
    return Metrics(
        wanted=wanted,
        total=totals(facts, limits.sold),
        groups={by: returned_by(facts, by, limits.sold) for by in BYS},
        cancelled=sum(back.row.units for back in facts.cancelled if not back.as_pictured),
        return_reasons=pareto(back.code for back in facts.returns for _ in range(back.row.units)),
        escapes=got_away,
        escaped=by_category,
        proposals=proposals(by_category, checklists, limits.escapes),
        rejections=counted(entry for entry in log if entry.next.id != "next-taken-back"),
        own_reasons=pareto(code for by, code in named if by == QA),
        market_reasons=pareto(code for by, code in named if by != QA),
        by_mode=first_pass(facts.candidates, lambda one: one.match.mode.value, limits.decided),
        by_generator=first_pass(facts.candidates, lambda one: one.generator, limits.decided),
        attempts=attempts(facts.candidates),
        agreement=agreement,
        terms=terms_kept(facts.candidates, facts.categories, terms, limits.decided),
        plants={
            person: Plants(Rate(one.caught, one.of, limits.decided), one.named)
            for person, one in sorted(caught_by(plants).items())
        },
        to_approval=to_approval(facts.candidates, terms),
        to_upload=to_upload(uploads, facts.candidates, terms),
    )
