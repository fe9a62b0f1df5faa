"""What the desk's status line says, gathered from all that it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from rich.text import Text

from core.desk import Desk
from tui.desk.tally import Tally
from tui.i18n.catalogue import Catalogue
from tui.render.rendering import Rendering
from tui.status import status_text


@dataclass(slots=True)
class StatusLine:
    """Makes the line; all it asks answers from memory."""

    desk: Desk
    say: Catalogue
    rendering: Rendering
    tally: Tally = field(default_factory=Tally)
    stale: tuple[str, ...] = ()
    """Marketplaces whose rules are past their date."""

    def of(self, now: datetime, *, auditing: bool, width: int) -> Text:
        """Return the line as it is `now`; `auditing` while second looks are taken."""
        desk = self.desk
        return status_text(
            self.say,
            workspace=desk.workspace.root.name,
            person=desk.person,
            reading=desk.reading(),
            progress=self.tally.progress,
            status=desk.taking_in.hot_folder(),
            others=desk.following.others(),
            late=self.tally.late(now),
            soon=self.tally.soon(now),
            stale=self.stale,
            auditing=auditing,
            tray=self.tally.in_tray + len(desk.refusals()) + len(desk.listings.now.problems),
            true_colour=self.rendering.shows_colour,
            measuring=desk.evidence.progress(),
            width=width,
        )
