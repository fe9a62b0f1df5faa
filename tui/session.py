"""The review in progress on one screen: drafts, and how long each pair was looked at. Time is passed in.

A draft lives until its candidate is decided. It is kept when saving fails, so that nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec

from checklists.model import Item
from core.model import Answer, Decision, Draft, Looked, Proof, View
from core.process.gate import Found
from core.process.looks import Screen, after_viewing

_NEXT: dict[Answer | None, Answer | None] = {
    None: Answer.PASS,
    Answer.PASS: Answer.FAIL,
    Answer.FAIL: Answer.NA,
    Answer.NA: None,
}


_SITTING = 200
"""Decisions that are remembered for suggesting a pause."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a view shows at present, its pictures drawn."""

    view: View
    zoom: float = 0.0
    """1.0 at true pixels, of the side shown smaller; 0 where there is none."""
    close: bool = False
    """Whether true pixels of the product are in view."""


@dataclass(slots=True)
class Session:
    """Drafts by candidate, and the clock of the pair that is on the screen."""

    columns: int = 0
    rows: int = 0
    screen: Screen = field(default_factory=Screen)
    """What pictures are drawn on."""
    auditing: bool = False
    """Whether second looks are taken, blind, instead of decisions."""
    sitting: list[tuple[datetime, str]] = field(default_factory=list)
    """When this person decided, and for which SKU: the last ones, for suggesting a pause."""
    found: dict[str, Found] = field(default_factory=dict)
    """What the disk last said of a candidate's files, by its hash."""
    _drafts: dict[str, Draft] = field(default_factory=dict)
    _reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _shown: tuple[str, str] = ("", "")
    """Candidate and source on the screen."""
    _since: float = 0.0
    _seen: Seen | None = None
    """What a view shows of that pair; None where no view is open."""
    _seen_since: float = 0.0

    def draft(self, sha256: str, now: float) -> Draft:
        """Return a candidate's draft with what it has been looked at up to `now` (seconds)."""
        draft = self._drafts.get(sha256, Draft())
        looked = draft.looked
        if self._counting and sha256 == self._shown[0]:
            looked = self._looked(looked, now)
        looked = msgspec.structs.replace(
            looked,
            columns=self.columns,
            rows=self.rows,
            renderer=self.screen.renderer,
            colours=self.screen.colours,
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
        self._shown, self._since, self._seen = (sha256, source), now, None
        if not self._counting:
            return False
        draft = self._drafts.get(sha256, Draft())
        void = draft.source_sha256 not in ("", source)
        self._drafts[sha256] = replace(Draft(note=draft.note) if void else draft, source_sha256=source)
        return void and draft != Draft(note=draft.note, source_sha256=draft.source_sha256)

    def hide(self, now: float) -> None:
        """Note that nothing is on the screen."""
        self.show("", "", now)

    def see(self, sha256: str, seen: Seen | None, now: float) -> None:
        """Note what a view shows of a candidate from `now` on; None: none is open, or nothing is drawn yet.

        Counts only for the pair that is on the screen.
        """
        if sha256 != self._shown[0]:
            return
        self._bank(now)
        self._seen, self._seen_since = seen, now
        self._bank(now)  # what is drawn is seen, however short

    def decided(self, sku: str, at: datetime) -> None:
        """Note that something of a SKU was decided."""
        self.sitting = [*self.sitting[-_SITTING:], (at, sku)]

    def forget(self, sha256: str, now: float) -> None:
        """Drop a draft whose decision is recorded."""
        self._bank(now)
        self._drafts.pop(sha256, None)
        self._reasons.pop(sha256, None)

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

    def keep_reasons(self, sha256: str, reasons: Sequence[str]) -> None:
        """Keep the reasons of a rejection that could not be recorded."""
        self._reasons[sha256] = tuple(reasons)

    def reasons(self, sha256: str) -> tuple[str, ...]:
        """Return the reasons that were chosen for a rejection not recorded yet."""
        return self._reasons.get(sha256, ())

    def looked(self, sha256: str, **proofs: Proof) -> None:
        """Keep what a person declares, or another screen has shown: the names are those of `model.Looked`.

        Seen beats declared.
        """
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
            self._drafts[shown] = replace(draft, looked=self._looked(draft.looked, now))
        self._since = self._seen_since = now

    def _looked(self, looked: Looked, now: float) -> Looked:
        """Return what was looked at with the time since it was last kept."""
        looked = msgspec.structs.replace(looked, seconds=looked.seconds + max(0.0, now - self._since))
        if self._seen is None:
            return looked
        return after_viewing(
            looked,
            self._seen.view,
            self.screen,
            seconds=max(0.0, now - self._seen_since),
            zoom=self._seen.zoom,
            close=self._seen.close,
        )
