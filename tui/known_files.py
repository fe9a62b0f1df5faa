"""What the disk says of the files that are looked at, asked in a thread and kept in the session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.model import Candidate
from core.process.gate import Found
from core.queue import QueueRow
from tui.session import Session


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """What was said a moment ago stands until the disk has answered."""

    found: Callable[[Candidate], Found]
    """Asks the disk; may take long."""
    session: Session

    async def look(self, row: QueueRow | None) -> Found | None:
        """Ask about a row's candidate and return what is new; None where nothing is."""
        if row is None or row.candidate is None:
            return None
        found = await asyncio.to_thread(self.found, row.candidate)
        if self.session.found.get(row.sha256) == found:
            return None
        self.session.found[row.sha256] = found
        return found

    async def look_ahead(self, selected: str, rows: Sequence[QueueRow]) -> None:
        """Ask about the rows beside the selected one; of all others nothing is kept."""
        near = {row.sha256: row.candidate for row in rows if row.candidate}
        kept = {*near, selected}
        self.session.found = {sha256: found for sha256, found in self.session.found.items() if sha256 in kept}
        for sha256, candidate in near.items():
            self.session.found[sha256] = await asyncio.to_thread(self.found, candidate)
