"""The desk: one object that opens a workspace and offers all that the screens and the commands call.

It ties the store, the intake, the imaging and the rules together. Methods that wait for the disk say so;
screens call those from workers. Listeners are called from the desk's own threads and must return at once.
What would go wrong otherwise: a command and a key press that do the same thing in two ways.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from PIL import Image

from checklists.loader import load_checklists, load_reasons
from checklists.model import Checklist, Item, Problem, Reason
from core.clock import utc_now
from core.config import Config, read_config
from core.errors import (
    AmbiguousCandidate,
    GateOpen,
    ListingUnreadable,
    NothingToUndo,
    NotReviewable,
    UnknownCandidate,
    UnknownSku,
    VitrinaError,
)
from core.events import Assigned, Event, Postponed, RefusalSeen, Revoked, decode_event
from core.file_hashes import FileHashes, file_of
from core.fold import Changed, Entry, Ledger, state_of
from core.identity import Identity, cache_folder, state_folder, this_identity
from core.imaging.cache import PictureCache
from core.imaging.inspect import Incomplete
from core.imaging.sharpness import SOFT_BELOW
from core.intake.arrivals import Arrivals, next_attempt
from core.intake.hotfolder import HotFolder, HotFolderStatus
from core.intake.listings import Listings, read_listings
from core.intake.match import compile_patterns
from core.intake.scan import ScanReport, scan_once
from core.intake.settle import Outcome
from core.intake.walk import Walk
from core.model import Candidate, Decision, Draft, Listing, Mode, Refusal, Slot, Source, State, Verdict
from core.presence import OtherSession, Presence
from core.process.gate import Found, GateItem, GateRules, gate
from core.queue import QueueRow, ordered
from core.review import check_answers, check_reasons, decided
from core.store.record import Record
from core.store.store import Pending, Store
from core.store.verify import Verified, verify_files
from core.workspace import Workspace

logger = logging.getLogger(__name__)

FOLLOW_SECONDS = 0.2
"""How often the store files are looked at for what other sessions appended."""

GENERAL = "general"
"""The checklist of a listing without a category."""

_CACHE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class News:
    """What changed since the last news."""

    ledger: Changed = field(default_factory=Changed)
    hot_folder: bool = False
    sessions: bool = False
    listings: bool = False
    failure: VitrinaError | None = None
    """Something a person has to know that no key press of theirs has caused."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions for a candidate."""

    checklist: Checklist
    items: tuple[Item, ...]


class Desk:
    """A workspace at work. Made by `Desk.open`; `start` begins watching, `close` ends everything."""

    def __init__(self, workspace: Workspace, *, identity: Identity, person: str) -> None:
        self.workspace = workspace
        self.identity = identity
        self.config: Config = read_config(workspace.config)
        self.person = person or self.config.review.person or identity.login
        self.reasons: tuple[Reason, ...] = load_reasons()
        self.checklists: Mapping[str, Checklist]
        self.checklist_problems: tuple[Problem, ...]
        self.checklists, self.checklist_problems = load_checklists(workspace.checklists)
        self.listings = Listings()
        self.pictures = PictureCache(cache_folder() / "pictures", _CACHE_BYTES)
        self._store = Store(
            workspace.decisions,
            device=identity.device,
            user=identity.user,
            lock_folder=state_folder() / "locks",
        )
        self._arrivals = Arrivals(
            workspace,
            max_pixels=self.config.max_pixels,
            patterns=compile_patterns(self.config.intake.patterns),
        )
        self._ledger = Ledger()
        self._lock = threading.RLock()
        self._listeners: list[Callable[[News], None]] = []
        self._hot_folder: HotFolder | None = None
        self._stopping = threading.Event()
        self._follower: threading.Thread | None = None
        self._presence = Presence(
            workspace.root, name=f"{identity.device}.{identity.user}.{os.getpid()}.{id(self):x}"
        )
        self._others: tuple[OtherSession, ...] = ()
        self._claimed = ""
        self._hashes = FileHashes(workspace)
        self._listings_stamp: tuple[str, int, int] | None = None

    @classmethod
    def open(cls, workspace: Workspace, *, person: str = "", identity: Identity | None = None) -> Desk:
        """Return the desk over a workspace with its history folded. Waits for the disk.

        Raises ConfigInvalid, PatternInvalid or WorkspaceUnwritable.
        """
        desk = cls(workspace, identity=identity or this_identity(), person=person)
        desk._reread_listings()
        desk._follow_store()
        return desk

    # --- running ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Watch the folders and follow the other sessions until `close`."""
        self._hot_folder = HotFolder(
            (self.workspace.sources, self.workspace.incoming),
            on_ready=self.take_in,
            on_change=lambda: self._tell(News(hot_folder=True)),
            mode=self.config.intake.watch,
            scan_seconds=self.config.intake.scan_seconds,
        )
        self._hot_folder.start()
        self._follower = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._follower.start()

    def close(self) -> None:
        """Stop watching and close the store. Waits for work under way, some seconds at most."""
        self._stopping.set()
        if self._hot_folder is not None:
            self._hot_folder.stop()
        if self._follower is not None:
            self._follower.join(2.0)
        self._presence.leave()
        self._store.close()

    def subscribe(self, listener: Callable[[News], None]) -> Callable[[], None]:
        """Call `listener` with all news from now on; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # --- reading ------------------------------------------------------------------------------------------

    def queue(self) -> tuple[QueueRow, ...]:
        """Return the queue, files that are still arriving at its end."""
        with self._lock:
            rows = [self._row(candidate) for candidate in self._ledger.candidates.values()]
        return ordered([*rows, *self._waiting()])

    def row(self, sha256: str) -> QueueRow:
        """Return a candidate's row in the queue. Raises UnknownCandidate."""
        with self._lock:
            return self._row(self._candidate(sha256))

    def find(self, prefix: str) -> Candidate:
        """Return the candidate whose id begins with `prefix`. Raises UnknownCandidate, AmbiguousCandidate."""
        with self._lock:
            found = [
                candidate
                for sha, candidate in self._ledger.candidates.items()
                if prefix and sha.startswith(prefix.lower())
            ]
        if not found:
            raise UnknownCandidate(id=prefix)
        if len(found) > 1:
            raise AmbiguousCandidate(id=prefix, count=len(found))
        return found[0]

    def unrecorded(self) -> tuple[QueueRow, ...]:
        """Return the files in the hot folder that nothing is recorded about, as waiting. Waits for the disk.

        Told by place and size, without reading the files; for the commands, which do not watch.
        """
        with self._lock:
            known = {(path, one.bytes) for one in self._ledger.candidates.values() for path in one.paths}
            refused = {(found.path, found.stamp) for found in self._ledger.refusals.values()}
        rows: list[QueueRow] = []
        for found in Walk(os.fspath(self.workspace.incoming)):
            for name, stat in found:
                text = self.workspace.relative(Path(name))
                stamp = f"{stat.st_size}-{stat.st_mtime_ns}"
                if (text, stat.st_size) not in known and (text, stamp) not in refused:
                    changed = min(max(stat.st_mtime, 0.0), time.time())
                    rows.append(_waiting_row(text, datetime.fromtimestamp(changed, UTC)))
        return tuple(rows)

    def refusals(self, *, seen: bool = False) -> tuple[Refusal, ...]:
        """Return the files that were refused and not seen yet by a person; with `seen` all of them."""
        with self._lock:
            return tuple(found for found in self._ledger.refusals.values() if seen or not found.seen)

    def skus(self) -> tuple[str, ...]:
        """Return every SKU that is listed or has a source, sorted."""
        with self._lock:
            return tuple(sorted({*self.listings.rows, *self._ledger.sources}))

    def unknown_kinds(self) -> Mapping[str, int]:
        """Return how many events of a newer program were passed over, by kind."""
        with self._lock:
            return MappingProxyType(dict(self._ledger.unknown_kinds))

    def conflict_copies(self) -> tuple[str, ...]:
        """Return the names of store files that a sync tool left as conflict copies; they count as read."""
        return self._store.conflict_copies()

    def torn(self) -> tuple[str, ...]:
        """Return the names of files that keep what a crash tore off the store since the desk was opened."""
        return tuple(path.name for path in self._store.torn)

    def asked(self, candidate: Candidate) -> Asked:
        """Return the questions that a candidate's category asks for its slot."""
        listing = self.listings.rows.get(candidate.match.sku)
        category = listing.category if listing else ""
        checklist = self.checklists.get(category or GENERAL) or self.checklists[GENERAL]
        return Asked(checklist, checklist.items_for(candidate.match.slot))

    def hot_folder(self) -> HotFolderStatus | None:
        """Return how the watching goes; None when it was not started."""
        return self._hot_folder.status() if self._hot_folder else None

    def others(self) -> tuple[OtherSession, ...]:
        """Return who else has this workspace open on this machine, as last seen."""
        return self._others

    def claim(self, sha256: str) -> None:
        """Let other sessions see that this candidate is open here; empty: none is. Returns at once."""
        self._claimed = sha256

    # --- pictures and files: these wait for the disk -------------------------------------------------------

    def picture(self, row: QueueRow, which: Literal["source", "candidate"]) -> Image.Image | None:
        """Return a working copy of a row's picture, sRGB, at most 1600 px; None where there is none.

        Raises NotAnImage when the file is no longer what it was.
        """
        paths: tuple[str, ...] = ()
        sha256 = ""
        if which == "candidate" and row.candidate is not None:
            paths, sha256 = row.candidate.paths, row.candidate.sha256
        elif which == "source" and row.source is not None:
            paths, sha256 = (row.source.path,), row.source.sha256
        path = file_of(self.workspace, paths)
        if path is None:
            return None
        return self.pictures.working_copy(path, sha256, max_pixels=self.config.max_pixels)

    def found(self, candidate: Candidate) -> Found:
        """Return what the disk says now about a candidate's file and its source."""
        with self._lock:
            source = self._ledger.source_of(candidate.match.sku) if candidate.match.sku else None
        file = self._hashes.compare(candidate.paths, candidate.sha256)
        if source is None:
            return Found(file=file)
        state = self._hashes.compare((source.path,), source.sha256)
        sharpness = None
        if state == "same":
            path = self.workspace.absolute(source.path)
            try:
                sharpness = self.pictures.source_sharpness(
                    path, source.sha256, max_pixels=self.config.max_pixels
                )
            except VitrinaError:
                logger.warning("sharpness of %r could not be measured", source.path)
        return Found(file=file, source=state, source_sharpness=sharpness)

    def gate(self, candidate: Candidate, draft: Draft, found: Found | None = None) -> tuple[GateItem, ...]:
        """Return what still stands in the way of approval. Waits for the disk only without `found`."""
        review = self.config.review
        rules = GateRules(
            min_look_seconds=review.min_look_seconds,
            large_screen_declared=review.large_screen_declared,
            source_soft_below=SOFT_BELOW if review.source_soft_below is None else review.source_soft_below,
        )
        return gate(candidate, self.asked(candidate).items, draft, found or self.found(candidate), rules)

    def verify(self) -> Verified:
        """Return every broken link of the store's chains."""
        return verify_files(self.workspace.decisions)

    def changed_approved(self) -> tuple[QueueRow, ...]:
        """Return the approved candidates whose file is gone or no longer has the approved bytes."""
        approved = [row for row in self.queue() if row.state is State.APPROVED and row.candidate]
        return tuple(
            row
            for row in approved
            if row.candidate and self._hashes.compare(row.candidate.paths, row.sha256) != "same"
        )

    # --- acting: each of these is on the disk when it returns ----------------------------------------------

    def approve(self, sha256: str, draft: Draft) -> Decision:
        """Record an approval. Raises GateOpen with what is left, NotReviewable, NotSaved."""
        candidate = self._candidate(sha256)
        open_ = self.gate(candidate, draft)
        if open_:
            raise GateOpen(open_)
        return self._decide(candidate, Verdict.APPROVE, draft, ())

    def reject(self, sha256: str, draft: Draft, reasons: Sequence[str]) -> Decision:
        """Record a rejection. Raises ReasonMissing, UnknownReason, NotReviewable, NotSaved."""
        candidate = self._candidate(sha256)
        check_reasons(reasons, (reason.code for reason in self.reasons))
        return self._decide(candidate, Verdict.REJECT, draft, reasons)

    def undo(self, sha256: str = "") -> Candidate:
        """Revoke the last decision on a candidate, or without one the last that this person made.

        Returns the candidate as it is now. Raises NothingToUndo, NotSaved.
        """
        with self._lock:
            if sha256:
                heads = [(self._candidate(sha256), head) for head in self._candidate(sha256).heads]
            else:
                heads = [
                    (candidate, head)
                    for candidate in self._ledger.candidates.values()
                    for head in candidate.heads
                    if head.person == self.person
                ]
        if not heads:
            raise NothingToUndo
        candidate, head = max(heads, key=lambda pair: pair[1].clock)
        self._record([Revoked(sha256=candidate.sha256, decision=head.id)])
        return self._candidate(candidate.sha256)

    def postpone(self, sha256: str) -> None:
        """Put a candidate off to the end of the queue. Raises UnknownCandidate, NotSaved."""
        self._record([Postponed(sha256=self._candidate(sha256).sha256)])

    def assign(self, sha256: str, sku: str, slot: Slot, mode: Mode) -> Candidate:
        """Say which SKU, slot and mode a candidate shows. Raises UnknownSku, NotReviewable, NotSaved."""
        candidate = self._candidate(sha256)
        if candidate.heads:
            raise NotReviewable(id=candidate.id, state=self._state(candidate))
        with self._lock:
            if not self._arrivals.knows(sku, self._ledger):
                raise UnknownSku(sku=sku)
            attempt = next_attempt(self._ledger, sku, slot)
        self._record([Assigned(sha256=sha256, sku=sku, slot=slot, mode=mode, attempt=attempt)])
        return self._candidate(sha256)

    def mark_seen(self, refusals: Iterable[Refusal]) -> None:
        """Record that this person has seen why these files were refused. Raises NotSaved."""
        events = [RefusalSeen(path=refusal.path, stamp=refusal.stamp) for refusal in refusals]
        if events:
            self._record(events)

    def take_in(self, path: Path) -> Outcome:
        """Inspect a file that has come to rest and record what it is. Raises NotSaved."""
        try:
            facts = self._arrivals.look(path)
        except Incomplete:
            return "incomplete"
        outcome: Outcome = "refused" if isinstance(facts, VitrinaError) else "ready"
        with self._lock:
            event = self._arrivals.event_for(path, facts, self._ledger)
        if event is None:
            return outcome
        try:
            self._record([event])
            if event.KIND == "source-arrived":
                self._rematch()
        except VitrinaError as error:
            self._tell(News(failure=error))
            raise
        return outcome

    def scan(self) -> ScanReport:
        """Take in what lies in the watched folders now, once, without watching. Waits for the disk.

        Raises NotSaved.
        """
        # Sources first: a candidate is matched against the SKUs that are known by then.
        report = scan_once((self.workspace.sources, self.workspace.incoming), self.take_in)
        self._rematch()
        return report

    def refresh(self) -> None:
        """Take up now what other sessions appended and what changed in the listings. Waits for the disk."""
        self._reread_listings()
        self._follow_store()

    # --- inside -------------------------------------------------------------------------------------------

    def _candidate(self, sha256: str) -> Candidate:
        with self._lock:
            candidate = self._ledger.candidates.get(sha256)
        if candidate is None:
            raise UnknownCandidate(id=sha256[:12])
        return candidate

    def _state(self, candidate: Candidate) -> State:
        return state_of(candidate, has_source=self._ledger.source_of(candidate.match.sku) is not None)

    def _row(self, candidate: Candidate) -> QueueRow:
        sku = candidate.match.sku
        return QueueRow(
            id=candidate.id,
            sha256=candidate.sha256,
            state=self._state(candidate),
            path=candidate.path,
            arrived_at=candidate.arrived_at,
            candidate=candidate,
            source=self._ledger.source_of(sku) if sku else None,
            listing=self.listings.rows.get(sku) if sku else None,
        )

    def _waiting(self) -> list[QueueRow]:
        status = self.hot_folder()
        if status is None:
            return []
        rows: list[QueueRow] = []
        for waiting in status.waiting:
            if waiting.path.is_relative_to(self.workspace.incoming):
                since = utc_now() - timedelta(seconds=time.monotonic() - waiting.since)
                rows.append(_waiting_row(self.workspace.relative(waiting.path), since))
        return rows

    def _decide(
        self, candidate: Candidate, verdict: Verdict, draft: Draft, reasons: Sequence[str]
    ) -> Decision:
        with self._lock:
            row = self._row(self._candidate(candidate.sha256))
        if row.candidate is None or not row.candidate.match.sku:
            raise NotReviewable(id=row.id, state=row.state)
        asked = self.asked(row.candidate)
        check_answers(draft.answers, asked.items)
        event = decided(
            row.candidate,
            verdict,
            draft,
            person=self.person,
            state=row.state,
            source=row.source,
            checklist=asked.checklist,
            reasons=reasons,
        )
        record = self._record([event])[0]
        return next(d for d in self._candidate(row.sha256).history if d.id == record.hash)

    def _record(self, events: Sequence[Event]) -> list[Record]:
        records = self._store.append([Pending(self.person, event) for event in events])
        self._follow_store()
        return records

    def _follow_store(self) -> None:
        with self._lock:
            changed = self._ledger.apply(map(_entry, self._store.poll()))
        if changed:
            self._tell(News(ledger=changed))

    def _reread_listings(self) -> None:
        """Read the listings when their file changed; a broken file leaves the old ones in use."""
        path = self.workspace.listings
        try:
            stat = path.stat()
            stamp = (path.name, stat.st_size, stat.st_mtime_ns)
        except OSError:
            stamp = (path.name, -1, -1)
        if stamp == self._listings_stamp:
            return
        self._listings_stamp = stamp
        try:
            listings = read_listings(path)
        except ListingUnreadable as error:
            self._tell(News(failure=error))
            return
        with self._lock:
            self.listings = listings
            self._arrivals.use_listings(listings.rows)
        self._rematch()
        self._tell(News(listings=True))

    def _rematch(self) -> None:
        with self._lock:
            events = self._arrivals.rematch(self._ledger)
        if events:
            self._record(events)

    def _follow(self) -> None:
        """The follower's thread: other sessions' events, the listings, presence."""
        while not self._stopping.wait(FOLLOW_SECONDS):
            try:
                self._follow_store()
                self._reread_listings()
                self._presence.beat(self.person, self._claimed)
                others = self._presence.others()
            except VitrinaError as error:
                self._tell(News(failure=error))
                self._stopping.wait(2.0)
                continue
            if others != self._others:
                self._others = others
                self._tell(News(sessions=True))

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)


def _waiting_row(text: str, since: datetime) -> QueueRow:
    return QueueRow(f"wait-{zlib.crc32(text.encode()):08x}", "", State.WAITING, text, since)


def _entry(record: Record) -> Entry:
    return Entry(
        order=record.order,
        id=record.hash,
        person=record.person,
        device=record.device,
        at=record.at,
        event=decode_event(record.kind, record.v, record.data),
    )
