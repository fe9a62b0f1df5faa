"""How a batch stands: what is decided, which second looks it needs, what keeps it from being closed; pure.

Asked about a moment in the past (`until`, a stamp of the logical clock) it uses nothing that came later, so a
closing is judged by what was there when it was made, whatever order events arrive in. An audit counts when it
is by somebody who never decided that picture; a single seller's self-audit counts in a batch that was opened
so, and is labelled. What would go wrong otherwise: a batch that closes because its audits had not been
synced yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.model import Candidate, Decision, Say, Verdict
from core.process.batches import Audit, Batch, Settlement
from core.process.sampling import FirstDecided, SampleRules, sample
from core.queue import QueueRow

NOW = "~"
"""Sorts after every stamp of the logical clock."""

RowsOf = Callable[[str], Sequence[QueueRow]]
"""Gives the rows of a SKU."""


@dataclass(frozen=True, slots=True)
class Look:
    """A second look that a batch needs: one candidate of a sampled SKU."""

    sku: str
    row: QueueRow
    decision: Decision
    """The one to be audited."""
    audit: Audit | None = None
    """The audit that counts for it; None: still open."""
    settled: Settlement | None = None

    @property
    def self_audit(self) -> bool:
        """Whether the second look was the first person's own."""
        return self.audit is not None and self.audit.person == self.decision.person

    @property
    def disagreed(self) -> bool:
        """Whether the two verdicts differ."""
        return self.audit is not None and self.audit.verdict is not self.decision.verdict

    @property
    def unsettled(self) -> bool:
        """Whether they differ and nobody has settled it."""
        return self.disagreed and self.settled is None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a batch stands at a moment."""

    batch: Batch
    tightened: bool
    decided: tuple[str, ...]
    """SKUs with a decision, in the order of their first one."""
    undecided: tuple[str, ...]
    """SKUs that still have something to decide, or nothing at all yet."""
    sampled: tuple[str, ...]
    looks: tuple[Look, ...]
    pairs: tuple[tuple[Verdict, Verdict], ...]
    """Decision and audit, of every audit that counts."""
    self_audits: int
    """How many of these are a single seller's own."""
    disagreements: int
    """SKUs in which an audit disagreed and was not settled in favour of the decision."""

    @property
    def open_looks(self) -> tuple[Look, ...]:
        """Second looks that nobody has taken."""
        return tuple(look for look in self.looks if look.audit is None)

    @property
    def unsettled(self) -> tuple[Look, ...]:
        """Disagreements that nobody has settled."""
        return tuple(look for look in self.looks if look.unsettled)

    @property
    def passes(self) -> bool:
        """Whether its disagreements are within the limit."""
        return self.disagreements <= self.batch.most_disagreements

    @property
    def left(self) -> tuple[Say, ...]:
        """What keeps it from being closed; empty when nothing does."""
        found = []
        if not self.batch.skus:
            found.append(Say("batch-left-empty"))
        if self.undecided:
            found.append(Say("batch-left-undecided", {"count": len(self.undecided)}))
        if self.open_looks:
            found.append(Say("batch-left-audits", {"count": len(self.open_looks)}))
        if self.unsettled:
            found.append(Say("batch-left-unsettled", {"count": len(self.unsettled)}))
        return tuple(found)


def standing(batch: Batch, rows_of: RowsOf, *, tightened: bool, until: str = NOW) -> Standing:
    """Return how a batch stands at `until`, going by what was recorded before."""
    rows = {sku: [row for row in rows_of(sku) if row.candidate is not None] for sku in batch.skus}
    firsts = {sku: first for sku in batch.skus if (first := _first(rows[sku], until)) is not None}
    order = sorted(firsts, key=lambda sku: (firsts[sku].clock, firsts[sku].id))
    undecided = tuple(
        sku
        for sku in batch.skus
        if sku not in firsts or not all(_is_decided(row, until) for row in rows[sku])
    )
    rules = SampleRules(batch.pick, batch.sample, batch.seed, tightened, everything=batch.pilot)
    decided = [FirstDecided(sku, firsts[sku].id) for sku in order]
    sampled = sample(decided, rules, whole=len(order) == len(batch.skus))
    counted = list(_counted(batch, rows, until))
    looks = tuple(
        look
        for sku in sampled
        for row in rows[sku]
        if (look := _look(sku, row, [audit for _, audit, _ in counted], until)) is not None
    )
    against = {
        sku
        for sku, audit, first in counted
        if audit.verdict is not first.verdict and _settled_as(audit, until) is not first.verdict
    }
    return Standing(
        batch=batch,
        tightened=tightened,
        decided=tuple(order),
        undecided=undecided,
        sampled=sampled,
        looks=looks,
        pairs=tuple((first.verdict, audit.verdict) for _, audit, first in counted),
        self_audits=sum(audit.person == first.person for _, audit, first in counted),
        disagreements=len(against),
    )


def _first(rows: Sequence[QueueRow], until: str) -> Decision | None:
    made = [one for row in rows if row.candidate for one in row.candidate.history if one.clock < until]
    return min(made, key=lambda one: (one.clock, one.id), default=None)


def _is_decided(row: QueueRow, until: str) -> bool:
    """Tell whether a picture is decided; in the past, whether a decision on it stood, if there was any."""
    if until == NOW or row.candidate is None:
        return row.decided
    made = any(one.clock < until for one in row.candidate.history)
    return not made or _last(row.candidate, until) is not None


def _last(candidate: Candidate, until: str) -> Decision | None:
    """Return the decision that stands; in the past, the last one made and not taken back until then."""
    if until == NOW:
        return max(candidate.heads, key=lambda one: (one.clock, one.id), default=None)
    pairs = zip(candidate.revoked, candidate.revoked_at, strict=True)
    gone = {decision for decision, clock in pairs if clock < until}
    made = [one for one in candidate.history if one.clock < until and one.id not in gone]
    return max(made, key=lambda one: (one.clock, one.id), default=None)


def _counted(
    batch: Batch, rows: dict[str, list[QueueRow]], until: str
) -> Iterator[tuple[str, Audit, Decision]]:
    """Give the audits that count: of a decision on a picture of the batch, and by somebody else."""
    made = {
        decision.id: (sku, row, decision)
        for sku, mine in rows.items()
        for row in mine
        if row.candidate
        for decision in row.candidate.history
    }
    newest: dict[tuple[str, str], Audit] = {}
    for audit in batch.audits:
        known = made.get(audit.decision)
        if known is None or audit.clock >= until or audit.sha256 != known[1].sha256:
            continue
        if batch.solo or not decided_by(known[1], audit.person, audit.clock):
            newest[audit.decision, audit.person] = audit
    for audit in newest.values():
        sku, _, decision = made[audit.decision]
        yield sku, audit, decision


def decided_by(row: QueueRow, person: str, until: str = NOW) -> bool:
    """Tell whether a person ever decided this picture: then no look of theirs at it is a second one."""
    history = row.candidate.history if row.candidate else ()
    return any(one.person == person and one.clock < until for one in history)


def _look(sku: str, row: QueueRow, audits: Sequence[Audit], until: str) -> Look | None:
    candidate = row.candidate
    decision = _last(candidate, until) if candidate else None
    if decision is None:
        return None
    audit: Audit | None = None
    for one in audits:
        settled = _settled(one, until)
        covers = one.decision == decision.id
        if one.sha256 == row.sha256 and settled is not None and settled.verdict is decision.verdict:
            covers = True
        if covers:
            audit = one
    return Look(sku, row, decision, audit, _settled(audit, until) if audit else None)


def _settled(audit: Audit, until: str) -> Settlement | None:
    made = [one for one in audit.settlements if one.clock < until]
    return made[-1] if made else None


def _settled_as(audit: Audit, until: str) -> Verdict | None:
    settled = _settled(audit, until)
    return settled.verdict if settled else None
