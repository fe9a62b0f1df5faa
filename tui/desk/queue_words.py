"""What is said of a row of the queue: the glyphs behind it, and the text that the filter looks through."""

from __future__ import annotations

from core.desk import Desk
from core.queue import QueueRow
from core.rulebook import RuleLevels
from tui.findings import RULES, glyphs_of
from tui.i18n.catalogue import Catalogue


class QueueWords:
    """Answers from memory: it is asked for every row that is drawn."""

    def __init__(self, desk: Desk, say: Catalogue) -> None:
        self._evidence = desk.evidence
        self._say = say
        self._rules = RuleLevels(desk.packs)

    def haystack(self, row: QueueRow) -> str:
        """Return the text of a row that the filter looks through."""
        title = row.listing.title if row.listing else ""
        return f"{row.sku} {title} {row.path} {row.id} {self._say(f'state-{row.state}')}"

    def glyphs(self, row: QueueRow) -> tuple[tuple[str, str], ...]:
        """Return what the rules and the measuring found, as glyphs with their styles."""
        measured = glyphs_of(self._evidence.of(row))
        if row.candidate is None or row.listing is None or not row.open:
            return measured
        return (*RULES[self._rules.of(row.candidate, row.listing.marketplaces)], *measured)
