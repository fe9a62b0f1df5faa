"""From a review in progress to the event that records a decision; pure rules.

A decision replaces what the same person decided before; another person's stays beside it, and where the two
differ the candidate is contested until somebody, knowing both, decides again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checklists.model import Checklist, Item
from core.errors import NoteMissing, ReasonMissing, UnknownItem, UnknownReason
from core.events import Decided
from core.model import Candidate, Decision, Draft, Source, State, Verdict, Weighed, Words
from core.process.looks import rounded

MAX_NOTE = 4000
"""Characters of a note that are kept."""


def decided(
    candidate: Candidate,
    verdict: Verdict,
    draft: Draft,
    *,
    person: str,
    state: State,
    source: Source | None,
    checklist: Checklist,
    reasons: Sequence[str] = (),
    weighed: Weighed | None = None,
    words: Words | None = None,
    main_sha256: str = "",
) -> Decided:
    """Return the event that records `verdict`. The gate is asked before, by the caller.

    `words` are the listing's; `main_sha256`, of an ad, is the SKU's approved main picture.
    """
    return Decided(
        sha256=candidate.sha256,
        verdict=verdict,
        sku=candidate.match.sku,
        slot=candidate.match.slot,
        mode=candidate.match.mode,
        attempt=candidate.match.attempt,
        answers=dict(draft.answers),
        reasons=tuple(dict.fromkeys(reasons)),
        note=clean_note(draft.note),
        looked=rounded(draft.looked),
        source_sha256=source.sha256 if source else "",
        checklist=f"{checklist.id}@{checklist.version}",
        settles=settled_by(candidate, person, state),
        weighed=weighed,
        words=words if verdict is Verdict.APPROVE else None,
        main_sha256=main_sha256 if verdict is Verdict.APPROVE else "",
    )


def settled_by(candidate: Candidate, person: str, state: State) -> tuple[str, ...]:
    """Return the ids of the decisions that a new one of `person` replaces."""
    if state in (State.CONTESTED, State.LAPSED):
        return tuple(head.id for head in candidate.heads)
    return tuple(head.id for head in candidate.heads if head.person == person)


def last_decision(candidates: Iterable[Candidate], person: str) -> tuple[Candidate, Decision] | None:
    """Return the newest decision of `person` that stands, with its candidate; None without one.

    The newest candidates are asked first, and no more of them than needed: reading a decision costs.
    """
    newest: tuple[Candidate, Decision] | None = None
    for candidate in sorted(candidates, key=lambda candidate: candidate.decided, reverse=True):
        if newest is not None and candidate.decided < newest[1].clock:
            break
        for head in candidate.heads:
            if head.person == person and (newest is None or head.clock > newest[1].clock):
                newest = (candidate, head)
    return newest


def check_reasons(reasons: Sequence[str], known: Iterable[str]) -> None:
    """Raise ReasonMissing for none, UnknownReason for one that is not in the closed list."""
    closed = tuple(known)
    if not reasons:
        raise ReasonMissing
    for reason in reasons:
        if reason not in closed:
            raise UnknownReason(reason=reason, known=", ".join(closed))


def check_answers(answers: Iterable[str], items: Sequence[Item]) -> None:
    """Raise UnknownItem for an answer to a question that the checklist does not ask."""
    known = [item.id for item in items]
    for answered in answers:
        if answered not in known:
            raise UnknownItem(item=answered, known=", ".join(known))


def clean_note(text: str) -> str:
    """Return a note as it is kept."""
    return clean_text(text)[:MAX_NOTE]


def reason_of(text: str) -> str:
    """Return a reason in words, as it is kept. Raises NoteMissing for an empty one."""
    said = clean_note(text)
    if not said:
        raise NoteMissing
    return said


def clean_text(text: str) -> str:
    """Return what a person typed as text that any JSON reader can hold: valid UTF-8, no space around it."""
    return text.encode("utf-8", "replace").decode().strip()
