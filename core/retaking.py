"""Retake notes at the desk: written behind each rejection, in a thread of their own; what `Desk.retaking` is.

A note that cannot be written never stands in the way of a decision, which is on the disk already; the failure
is told and kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from core.errors import RetakeNotWritten, VitrinaError
from core.evidence.boxed import boxed_for
from core.evidence.outcome import Outcome
from core.model import Candidate, Decision, Source
from core.queue import QueueRow
from core.retake_notes import Retake, RetakeWords, framed_places, write_note
from core.viewing.geometry import Box

_MOST_PLACES = 6
"""Places that are framed in a page: more would hide the product."""

logger = logging.getLogger(__name__)


class Retaking:
    """Writes notes into `folder`, one at a time, once it has `words`; without them none are written."""

    def __init__(
        self,
        folder: Path,
        *,
        picture: Callable[[Candidate | Source], Image.Image | None],
        outcome: Callable[[QueueRow], Outcome | None],
        on_failure: Callable[[RetakeNotWritten], None],
    ) -> None:
        """`outcome` gives what was measured between a row's pictures; it may wait for the disk."""
        self.words: RetakeWords | None = None
        """What the pages say, in the workspace's language; core itself speaks none."""
        self.failure: RetakeNotWritten | None = None
        """The last note that could not be written."""
        self._folder = folder
        self._picture = picture
        self._outcome = outcome
        self._on_failure = on_failure
        self._writer = ThreadPoolExecutor(1, "retakes")

    def note(self, row: QueueRow, decision: Decision, *, standing: bool = True) -> None:
        """Have the note of a row's rejection written, or marked as withdrawn. Returns at once."""
        if self.words is not None and row.candidate is not None:
            self._writer.submit(self._write, row, row.candidate, decision, self.words, standing=standing)

    def finish(self) -> None:
        """Wait until every note is written; none can be had written afterwards."""
        self._writer.shutdown()

    def _write(
        self, row: QueueRow, candidate: Candidate, decision: Decision, words: RetakeWords, *, standing: bool
    ) -> None:
        try:
            found = boxed_for(self._outcome(row), decision.reasons)[:_MOST_PLACES]
            marked = tuple(one.finding.kind for one in found)
            retake = Retake(candidate, decision, row.listing, standing, marked)
            shown: list[tuple[str, Candidate | Source, list[Box | None]]] = []
            if row.source is not None:
                shown.append((words.source, row.source, [one.source for one in found]))
            shown.append((words.rejected, candidate, [one.candidate for one in found]))
            pictures = [
                (caption, framed_places(picture, (one.width, one.height), places))
                for caption, one, places in shown
                if (picture := self._try(one)) is not None
            ]
            write_note(self._folder, retake, words, pictures)
        except OSError as error:
            self.failure = RetakeNotWritten(path=self._folder.name, why=error.strerror or str(error))
            self._on_failure(self.failure)

    def _try(self, shown: Candidate | Source) -> Image.Image | None:
        try:
            return self._picture(shown)
        except VitrinaError as error:
            logger.info("no picture in a retake note: %s", error)
            return None
