"""The desk's evidence: what is wanted for which pairs, and the masks of their sources.

Holds the measuring of one workspace. Everything but what says so returns at once.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice
from pathlib import Path
from typing import Final

from core.errors import MaskUnusable, VitrinaError
from core.events import MAX_MASK_BYTES, Event, SourceMasked
from core.evidence.cache import EvidenceCache
from core.evidence.measuring import Measuring, propose
from core.evidence.outcome import Alike, Outcome, Proposal, Recognised
from core.evidence.process import WorkerProcess
from core.evidence.request import File, MeasurePair, ProposeMask, Recognise, Wish
from core.fold import Ledger
from core.imaging.mask import Mask, mask_of_file, mask_to_png, shows_product
from core.model import Candidate, MaskOrigin, Source, SourceMask
from core.queue import Progress, QueueRow
from core.workspace import Workspace

AT_ONCE: Final = 400
"""Pairs that are wanted at a time, from the open one on: some minutes of measuring."""

_LOOKED_AT: Final = 4000
"""Rows that are looked through for them: a millisecond."""

_SEEN: Final = 250
"""Pictures that a picture is compared with, of each sort."""
_SAME_SHAPE: Final = 0.02
"""By how much the proportions of doubles may differ."""
_RECOGNISE_SECONDS: Final = 180.0

_CANDIDATES: Final = 3
"""Candidates that a mask's proposal looks at."""

logger = logging.getLogger(__name__)


class DeskEvidence:
    """Evidence of a workspace's pairs. Safe to use from several threads.

    `state` gives the ledger as `History.state` does, `record` appends an event; `on_news` is called in
    threads of its own.
    """

    def __init__(
        self,
        workspace: Workspace,
        state: Callable[[], AbstractContextManager[Ledger]],
        record: Callable[[Event], object],
        on_news: Callable[[], None],
        *,
        cache: Path,
        max_pixels: int,
        models: Sequence[str] = (),
    ) -> None:
        self._workspace = workspace
        self._state = state
        self._record = record
        self._seen: dict[Path, tuple[str, int, int]] = {}
        """Masks beside sources that were looked at, as they were then."""
        self._max_pixels = max_pixels
        self._models = tuple(models)
        self._places: Mapping[Wish, tuple[Source, Candidate]] = {}
        self._recogniser = WorkerProcess(_RECOGNISE_SECONDS)
        self._recognising = threading.Lock()
        self._closed = False
        self._measuring = Measuring(EvidenceCache(cache), self._request_of, on_news)

    def start(self, *, measure: bool = True) -> None:
        """Begin to look up what is wanted, and to measure it if that is meant."""
        self._measuring.start(measure=measure)

    def close(self) -> None:
        """End the workers."""
        self._closed = True
        self._measuring.close()
        self._recogniser.close()

    def want(self, rows: Sequence[QueueRow], selected: str) -> None:
        """Measure the pairs of these rows: the selected one first, then those behind it, around the end.

        Decided ones come after those that are open: somebody may come back to them.
        """
        at = next((place for place, row in enumerate(rows) if row.sha256 == selected), 0)
        around = chain(islice(rows, at, None), islice(rows, at))
        pairs = [row for row in islice(around, _LOOKED_AT) if row.source and row.candidate]
        pairs.sort(key=lambda row: (row.sha256 != selected, not row.open))
        places = {}
        for row in pairs[:AT_ONCE]:
            wish = self.wish_of(row)
            if wish is not None and row.source and row.candidate:
                places[wish] = (row.source, row.candidate)
        self._places = places
        self._measuring.want(tuple(places))

    def retry(self) -> None:
        """Try again pairs whose files were not there."""
        self._measuring.forget_absent()

    def of_pair(self, source: Source, candidate: Candidate) -> Outcome | None:
        """Return what is known of a pair, from memory; None while nothing is."""
        return self._measuring.outcome(self._wish(source, candidate))

    def of(self, row: QueueRow) -> Outcome | None:
        """Return what is known of a row's pair, from memory; None while nothing is."""
        wish = self.wish_of(row)
        return self._measuring.outcome(wish) if wish else None

    def look_up(self, row: QueueRow) -> Outcome | None:
        """Return what is known of a row's pair, from memory or the cache. Waits for the disk."""
        wish = self.wish_of(row)
        return self._measuring.look_up(wish) if wish else None

    def progress(self) -> Progress | None:
        """Return how many pairs that are wanted are measured; None when nothing is left to do."""
        return self._measuring.progress()

    def wish_of(self, row: QueueRow) -> Wish | None:
        """Return what would be measured for a row; None without a pair."""
        if row.source is None or row.candidate is None:
            return None
        return self._wish(row.source, row.candidate)

    def mask_of(self, source: Source) -> SourceMask | None:
        """Return the recorded mask of a source; None means that one is proposed for each pair."""
        with self._state() as ledger:
            return ledger.masks.get(source.sha256)

    def propose(self, source: Source, candidates: Sequence[Candidate]) -> Proposal | None:
        """Return a mask to show a person; None where the product is not found. Takes a second or two."""
        file = self._file(source.sha256, (source.path,))
        if file is None:
            return None
        files = (self._file(one.sha256, one.paths) for one in candidates[:_CANDIDATES])
        request = ProposeMask(
            source=file, candidates=tuple(one for one in files if one), max_pixels=self._max_pixels
        )
        return propose(request)

    def recognise(self, candidate: Candidate) -> tuple[Alike, ...]:
        """Return the sources that a candidate may show, at most three, the likeliest first.

        The first time it looks at every source, up to `_SEEN` of them: some seconds for a hundred.
        """
        with self._state() as ledger:
            sources = [one for one in ledger.all_sources() if one.sku]
        found = self._compare(candidate, sources, ())
        return found.alike if found else ()

    def doubles(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the hashes of candidates that are the same picture, saved anew or resized.

        The first time it looks at every candidate of the same proportions, up to `_SEEN` of them.
        """
        with self._state() as ledger:
            others = [one for one in ledger.candidates.values() if _may_be_double(one, candidate)]
        found = self._compare(candidate, (), others)
        return found.doubles if found else ()

    def take_over(self, source: Source) -> bool:
        """Record the mask that a studio laid beside a source, if it is news. Waits for the disk.

        A file that is no mask of this source counts as none; a person's mask stays. Raises NotSaved.
        """
        path = self._workspace.absolute(source.path)
        beside = path.with_name(f"{path.stem}.mask.png")
        try:
            stat = beside.stat(follow_symlinks=False)
            stamp = source.sha256, stat.st_size, stat.st_mtime_ns
            if beside == path or self._seen.get(beside) == stamp:
                return False
            self._seen[beside] = stamp
            mask = mask_of_file(beside, (source.width, source.height), max_pixels=self._max_pixels)
        except FileNotFoundError:
            return False
        except (VitrinaError, OSError):
            logger.info("the mask beside %r cannot be used", source.path)
            return False
        png = mask_to_png(mask) if mask is not None else b""
        if not (png and len(png) <= MAX_MASK_BYTES and _news(png, self.mask_of(source))):
            return False
        self._record(SourceMasked(sha256=source.sha256, origin=MaskOrigin.STUDIO, mask=png))
        return True

    def confirm(self, source: Source, mask: Mask) -> None:
        """Record that this person says: this is the product. Raises MaskUnusable, NotSaved."""
        png = mask_to_png(mask)
        if not shows_product(mask) or len(png) > MAX_MASK_BYTES:
            raise MaskUnusable
        self._record(SourceMasked(sha256=source.sha256, origin=MaskOrigin.CONFIRMED, mask=png))

    # --- inside -------------------------------------------------------------------------------------------

    def _compare(
        self, candidate: Candidate, sources: Sequence[Source], others: Sequence[Candidate]
    ) -> Recognised | None:
        picture = self._file(candidate.sha256, candidate.paths)
        if picture is None:
            return None
        known = (self._file(one.sha256, (one.path,)) for one in sources[:_SEEN])
        drawn = (self._file(one.sha256, one.paths) for one in others[:_SEEN])
        request = Recognise(
            picture=picture,
            sources=tuple(one for one in known if one),
            candidates=tuple(one for one in drawn if one),
            max_pixels=self._max_pixels,
        )
        with self._recognising:
            reply = None if self._closed else self._recogniser.ask(request)
        return reply if isinstance(reply, Recognised) else None

    def _wish(self, source: Source, candidate: Candidate) -> Wish:
        mask = self.mask_of(source)
        return Wish(source.sha256, candidate.sha256, candidate.match.mode.value, mask, self._models)

    def _request_of(self, wish: Wish) -> MeasurePair | None:
        pair = self._places.get(wish)
        if pair is None:
            return None
        with contextlib.suppress(VitrinaError):  # a workspace that cannot be written is measured all the same
            if self.take_over(pair[0]):
                return None  # with its mask it is another wish, which the news brings
        source = self._file(pair[0].sha256, (pair[0].path,))
        candidate = self._file(pair[1].sha256, pair[1].paths)
        if source is None or candidate is None:
            return None
        return MeasurePair(
            source=source,
            candidate=candidate,
            mode=wish.mode,
            max_pixels=self._max_pixels,
            mask=wish.mask.png if wish.mask else b"",
            origin=wish.mask.origin if wish.mask else "",
            models=wish.models,
        )

    def _file(self, sha256: str, paths: Sequence[str]) -> File | None:
        for text in reversed(paths):
            path = self._workspace.absolute(text)
            with contextlib.suppress(OSError):  # a name that this file system cannot have
                if path.is_file() and path.resolve().is_relative_to(self._workspace.root):
                    return File(path=str(path), sha256=sha256)
        return None


def _news(studio: bytes, recorded: SourceMask | None) -> bool:
    """Tell whether a studio's mask is news: none is recorded, or another one of the studio's."""
    return recorded is None or (recorded.origin is MaskOrigin.STUDIO and recorded.png != studio)


def _may_be_double(one: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates have the same proportions."""
    first, second = one.width * other.height, one.height * other.width
    return one.sha256 != other.sha256 and abs(first - second) < _SAME_SHAPE * first
