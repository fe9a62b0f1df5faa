"""What the desk's right-hand pane says of a candidate, gathered from all that is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.desk import Desk
from core.model import Candidate, Draft
from core.process.gate import Found, GateItem
from core.process.looks import Screen
from core.queue import Progress, QueueRow
from tui.findings import by_item, summary_of
from tui.i18n.catalogue import Catalogue
from tui.process_words import before_lines, lapse_lines
from tui.status import evidence_of
from tui.widgets.checklist_pane import Review


@dataclass(slots=True)
class Reviews:
    """Makes reviews; all it asks answers from memory."""

    desk: Desk
    say: Catalogue
    screen: Screen
    """What pictures are drawn on."""
    batches: Mapping[str, Progress] = field(default_factory=dict)
    escaped: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Category to reason to units that came back as not as pictured."""

    def of(
        self,
        row: QueueRow,
        candidate: Candidate,
        draft: Draft,
        found: Found | None,
        gate: tuple[GateItem, ...] | None,
        *,
        blind: bool,
    ) -> Review:
        """Return the review of a row's candidate; `blind` keeps back what a second look must not know."""
        asked = self.desk.gating.asked(candidate)
        outcome = self.desk.evidence.of(row)
        decided = not row.open and candidate.heads
        source = row.source.sha256 if row.source else ""
        return Review(
            asked=asked,
            answers=draft.answers or (candidate.heads[-1].answers if decided else {}),
            note=draft.note,
            gate=gate,
            screen=self.screen,
            findings=by_item(self.say, outcome, asked.items, row.listing),
            measuring=summary_of(
                self.say,
                outcome,
                self.desk.evidence.mask_of(row.source) if row.source else None,
                coming=row.source is not None and self.desk.evidence.progress() is not None,
            ),
            evidence=(
                *evidence_of(
                    self.say, row, found, self.screen, self.desk.gating.large_screen(candidate, source)
                ),
                *self._around(row, candidate, blind=blind),
            ),
            lapsed=lapse_lines(self.say, row),
            decisions=candidate.heads,
            others=[other.person for other in self.desk.following.others() if other.sha256 == row.sha256],
            escaped=self.escaped.get(asked.checklist.id, {}),
        )

    def _around(self, row: QueueRow, candidate: Candidate, *, blind: bool) -> list[str]:
        """Return what the process knows of a picture: its batch, and what was wrong before."""
        done = self.batches.get(row.batch)
        batch = self.desk.process.record().batches.get(row.batch)
        lines = (
            [self.say("evidence-batch", batch=batch.id, done=done.done, all=done.all, person=batch.person)]
            if done is not None and batch is not None and not blind
            else []
        )
        names = {reason.code: reason.name.in_(self.say.language) for reason in self.desk.reasons}
        return [*lines, *before_lines(self.say, self.desk.process.before(candidate), names)]
