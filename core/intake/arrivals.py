"""From a complete file to the event that says it arrived.

Decides what a file is (source or candidate, by its folder), whether it is news, and which SKU it belongs to.
Reads the picture and its sidecar, writes nothing. What takes a ledger waits for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import NotAnImage
from core.events import Assigned, CandidateArrived, Event, FileRefused, SourceArrived
from core.fold import Ledger, state_of
from core.imaging.cache import PREVIEW_EDGE
from core.imaging.inspect import Inspected, inspect_for_preview
from core.intake.match import KnownSkus, known_skus, match, match_source
from core.intake.sidecar import Sidecar, SidecarProblem, read_sidecar
from core.model import Candidate, ImageFacts, Listing, Match, Slot, Source, State
from core.workspace import Workspace

MAX_GENERATOR = 100
"""Characters of a generator's name that are recorded."""


class Arrivals:
    """What the watched folders bring, as events. The caller guards the ledger against other threads."""

    def __init__(self, workspace: Workspace, *, max_pixels: int, patterns: Sequence[re.Pattern[str]]) -> None:
        self._workspace = workspace
        self._max_pixels = max_pixels
        self._patterns = tuple(patterns)
        self._listings: Mapping[str, Listing] = {}
        self._listed = self._skus = known_skus({}, ())
        self._skus_of: tuple[object, object] = (None, None)

    def use_listings(self, listings: Mapping[str, Listing]) -> None:
        """Match by these listings from now on."""
        self._listings = listings
        self._listed = known_skus(listings, ())

    def look(self, path: Path) -> Inspected | NotAnImage:
        """Return what a file that has come to rest is, or why it cannot be reviewed. Waits for the disk.

        Raises `imaging.inspect.Incomplete` for a file that is not whole yet.
        """
        try:
            return inspect_for_preview(path, max_pixels=self._max_pixels, least_edge=PREVIEW_EDGE)
        except NotAnImage as refused:
            return refused

    def sidecar_of(self, path: Path) -> Sidecar | SidecarProblem | None:
        """Return what the sidecar of a picture says, what is wrong with it, or None. Waits for the disk."""
        return read_sidecar(path)

    def event_for(
        self,
        path: Path,
        facts: ImageFacts | NotAnImage,
        sidecar: Sidecar | SidecarProblem | None,
        ledger: Ledger,
    ) -> Event | None:
        """Return the event for a file that was looked at, None when nothing about it is news."""
        text = self._workspace.relative(path)
        if isinstance(facts, NotAnImage):
            return self._refusal(path, text, facts, ledger)
        if path.is_relative_to(self._workspace.sources):
            known = ledger.source_at(text)
            if known is not None and known.sha256 == facts.sha256:
                return None
            sku = match_source(
                path.relative_to(self._workspace.sources), listed=self._listed, patterns=self._patterns
            )
            return _arrival_of(facts, sku, text)
        candidate = ledger.candidates.get(facts.sha256)
        if candidate is not None and text in candidate.paths:
            return None
        found = self._match(path, sidecar, ledger)
        return CandidateArrived(
            path=text,
            sha256=facts.sha256,
            width=facts.width,
            height=facts.height,
            format=facts.format,
            bytes=facts.bytes,
            sku=found.sku,
            slot=found.slot,
            mode=found.mode,
            attempt=found.attempt or next_attempt(ledger, found.sku, found.slot),
            how=found.how,
            generator=sidecar.generator[:MAX_GENERATOR] if isinstance(sidecar, Sidecar) else "",
        )

    def unmatched(self, ledger: Ledger) -> dict[str, Path]:
        """Return the files of the candidates in the tray, by SHA-256."""
        return {
            candidate.sha256: self._workspace.absolute(candidate.path)
            for candidate in ledger.candidates.values()
            if not candidate.match.sku and not candidate.heads
        }

    def rematch(
        self,
        unmatched: Mapping[str, Path],
        sidecars: Mapping[Path, Sidecar | SidecarProblem | None],
        ledger: Ledger,
    ) -> list[Event]:
        """Return what the tray's candidates and the sources are now known to be."""
        events: list[Event] = []
        for source in ledger.all_sources():
            path = self._workspace.absolute(source.path)
            sku = match_source(
                path.relative_to(self._workspace.sources), listed=self._listed, patterns=self._patterns
            )
            if sku != source.sku:
                events.append(_arrival_of(source, sku))
        for sha256, path in unmatched.items():
            found = self._match(path, sidecars.get(path), ledger)
            if found.sku:
                events.append(
                    Assigned(
                        sha256=sha256,
                        sku=found.sku,
                        slot=found.slot,
                        mode=found.mode,
                        attempt=found.attempt or next_attempt(ledger, found.sku, found.slot),
                        how=found.how,
                    )
                )
        return events

    def named(self, candidate: Candidate, ledger: Ledger) -> str:
        """Return the SKU that a candidate's file name says; empty where it names none that is known."""
        path = self._workspace.absolute(candidate.path)
        try:
            inside = path.relative_to(self._workspace.incoming)
        except ValueError:
            return ""
        return match(inside, sidecar=None, known=self._known(ledger), patterns=self._patterns).sku

    def knows(self, sku: str, ledger: Ledger) -> bool:
        """Tell whether a SKU is listed or has a source."""
        return sku in self._listings or sku in ledger.sources

    def _match(self, path: Path, sidecar: Sidecar | SidecarProblem | None, ledger: Ledger) -> Match:
        if isinstance(sidecar, SidecarProblem):
            return Match(sku="")  # it may name another SKU than the file does: a person looks
        return match(
            path.relative_to(self._workspace.incoming),
            sidecar=sidecar,
            known=self._known(ledger),
            patterns=self._patterns,
        )

    def _known(self, ledger: Ledger) -> KnownSkus:
        skus_of = (self._listings, tuple(ledger.sources))
        if skus_of != self._skus_of:
            self._skus_of = skus_of
            self._skus = known_skus(self._listings, ledger.sources)
        return self._skus

    def _refusal(self, path: Path, text: str, refused: NotAnImage, ledger: Ledger) -> FileRefused | None:
        try:
            stat = path.lstat()
            stamp = f"{stat.st_size}-{stat.st_mtime_ns}"
        except OSError:
            return None
        known = ledger.refusals.get(text)
        if known is not None and known.stamp == stamp:
            return None
        args = {key: value for key, value in refused.args_.items() if key != "refusal"}
        return FileRefused(path=text, code=refused.refusal, stamp=stamp, args=args)


def _arrival_of(facts: ImageFacts | Source, sku: str, path: str = "") -> SourceArrived:
    return SourceArrived(
        path=path if isinstance(facts, ImageFacts) else facts.path,
        sha256=facts.sha256,
        sku=sku,
        width=facts.width,
        height=facts.height,
        format=facts.format,
        bytes=facts.bytes,
    )


def next_attempt(ledger: Ledger, sku: str, slot: Slot) -> int:
    """Return the attempt number of a new candidate: 1, and one more for each rejected one before it."""
    if not sku:
        return 1
    return 1 + sum(
        state_of(candidate, has_source=True) is State.REJECTED
        for candidate in ledger.candidates.values()
        if candidate.match.sku == sku and candidate.match.slot is slot
    )
