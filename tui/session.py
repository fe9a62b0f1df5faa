"""The review in progress on one screen: drafts, and how long each pair was looked at. Time is passed in.

A draft lives until its candidate is decided. It is kept when saving fails, so that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import msgspec

from checklists.model import Item
from core.model import Answer, Decision, Draft, Proof

_NEXT: dict[Answer | None, Answer | None] = {
    None: Answer.PASS,
    Answer.PASS: Answer.FAIL,
    Answer.FAIL: Answer.NA,
    Answer.NA: None,
}


@dataclass(slots=True)
class Session:
    """Drafts by candidate, and the clock of the pair that is on the screen."""

    columns: int = 0
    rows: int = 0
    renderer: str = "half-blocks"
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _shown: tuple[str, str] = ("", "")
    """Candidate and source on the screen."""
    _since: float = 0.0

    def draft(self, sha256: str, now: float) -> Draft:
        """Return a candidate's draft with the time it has been looked at up to `now` (seconds)."""
        draft = self._drafts.get(sha256, Draft())
        seconds = draft.looked.seconds
        if self._counting and sha256 == self._shown[0]:
            seconds += max(0.0, now - self._since)
        looked = msgspec.structs.replace(
            draft.looked, seconds=seconds, columns=self.columns, rows=self.rows, renderer=self.renderer
        )
        return replace(draft, looked=looked)

    def show(self, sha256: str, source: str, now: float) -> bool:
        """Note which candidate is on the screen from `now` on, against which source; empty means none.

        Time counts only while there is a source. Returns True when the review was begun against another
        source: its answers and looks are void then, the note stays.
        """
        if (sha256, source) == self._shown:
            return False
        self._bank(now)
        self._shown, self._since = (sha256, source), now
        if not self._counting:
            return False
        draft = self._drafts.get(sha256, Draft())
        void = draft.source_sha256 not in ("", source)
        self._drafts[sha256] = replace(Draft(note=draft.note) if void else draft, source_sha256=source)
        return void and draft != Draft(note=draft.note, source_sha256=draft.source_sha256)

    def hide(self, now: float) -> None:
        """Note that nothing is on the screen."""
        self.show("", "", now)

    def forget(self, sha256: str, now: float) -> None:
        """Drop a draft whose decision is recorded."""
        self._bank(now)
        self._drafts.pop(sha256, None)

    def restore(self, sha256: str, decision: Decision) -> None:
        """Take up again what a decision was based on, after it was taken back."""
        self._drafts[sha256] = Draft(
            answers=dict(decision.answers),
            note=decision.note,
            looked=decision.looked,
            source_sha256=decision.source_sha256,
        )

    def answer(self, sha256: str, item: str) -> Answer | None:
        """Step an item's answer: pass, fail, n/a, none. Returns the new one."""
        draft = self._drafts.get(sha256, Draft())
        answers = dict(draft.answers)
        new = _NEXT[answers.pop(item, None)]
        if new is not None:
            answers[item] = new
        self._drafts[sha256] = replace(draft, answers=answers)
        return new

    def pass_group(self, sha256: str, items: Sequence[Item]) -> str:
        """Answer the first group that has open questions with pass; return its id, empty if none is open.

        Answers already given stay.
        """
        draft = self._drafts.get(sha256, Draft())
        group = next((item.group for item in items if item.id not in draft.answers), "")
        fresh = {i.id: Answer.PASS for i in items if i.group == group and i.id not in draft.answers}
        self._drafts[sha256] = replace(draft, answers={**draft.answers, **fresh})
        return group

    def note(self, sha256: str, text: str) -> None:
        """Keep the note of a candidate."""
        self._drafts[sha256] = replace(self._drafts.get(sha256, Draft()), note=text)

    def looked(self, sha256: str, **proofs: Proof) -> None:
        """Keep that something was looked at: the names are those of `model.Looked`. Seen beats declared."""
        draft = self._drafts.get(sha256, Draft())
        looked = draft.looked
        news = {name: proof for name, proof in proofs.items() if getattr(looked, name) is not Proof.SEEN}
        self._drafts[sha256] = replace(draft, looked=msgspec.structs.replace(looked, **news))

    def unfinished(self) -> int:
        """Return how many candidates have answers or a note and no decision."""
        return sum(bool(draft.answers or draft.note) for draft in self._drafts.values())

    @property
    def _counting(self) -> bool:
        return all(self._shown)

    def _bank(self, now: float) -> None:
        if self._counting:
            shown = self._shown[0]
            draft = self._drafts.get(shown, Draft())
            seconds = draft.looked.seconds + max(0.0, now - self._since)
            self._drafts[shown] = replace(
                draft, looked=msgspec.structs.replace(draft.looked, seconds=seconds)
            )
            self._since = now
