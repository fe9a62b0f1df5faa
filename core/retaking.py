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
from core.model import Candidate, Decision, Listing, Source
from core.retake_notes import Retake, RetakeWords, write_note

logger = logging.getLogger(__name__)


class Retaking:
    """Writes notes into `folder`, one at a time, once it has `words`; without them none are written."""

    def __init__(
        self,
        folder: Path,
        *,
        picture: Callable[[Candidate | Source], Image.Image | None],
        on_failure: Callable[[RetakeNotWritten], None],
    ) -> None:
        self.words: RetakeWords | None = None
        """What the pages say, in the workspace's language; core itself speaks none."""
        self.failure: RetakeNotWritten | None = None
        """The last note that could not be written."""
        self._folder = folder
        self._picture = picture
        self._on_failure = on_failure
        self._writer = ThreadPoolExecutor(1, "retakes")

    def note(
        self,
        candidate: Candidate,
        decision: Decision,
        *,
        source: Source | None,
        listing: Listing | None,
        standing: bool = True,
    ) -> None:
        """Have a rejection's note written, or marked as withdrawn. Returns at once."""
        words = self.words
        if words is not None:
            retake = Retake(candidate, decision, listing, standing)
            self._writer.submit(self._write, retake, words, source)

    def finish(self) -> None:
        """Wait until every note is written; none can be had written afterwards."""
        self._writer.shutdown()

    def _write(self, retake: Retake, words: RetakeWords, source: Source | None) -> None:
        try:
            shown = ((words.source, source), (words.rejected, retake.candidate))
            pictures = [
                (caption, picture)
                for caption, one in shown
                if one is not None and (picture := self._try(one)) is not None
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
