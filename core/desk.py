"""The desk: one object that opens a workspace and offers all that the screens and the commands call.

It ties the store, the intake, the imaging and the rules together. Methods that wait for the disk say so;
screens call those from workers. Listeners are called from the desk's own threads and must return at once.
What would go wrong otherwise: a command and a key press that do the same thing in two ways.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from checklists.loader import load_checklists, load_reasons
from checklists.model import Checklist, Problem, Reason
from checklists.packs import RulePack
from checklists.packs_loader import load_feedback, load_packs
from core.auditing import Auditing
from core.batching import Batching
from core.clock import utc_now
from core.config import Config, read_config
from core.deciding import Deciding
from core.drift.ocr import with_reading
from core.drilling import Drilling
from core.errors import (
    ListingUnreadable,
    NotAnImage,
    UnknownMarketplace,
    VitrinaError,
)
from core.events import Event, RefusalSeen, RulesChecked
from core.evidence.desk import DeskEvidence
from core.export.exporting import Exporting, Files
from core.fold import Changed, Entry
from core.gating import Gating
from core.history import History
from core.identity import Identity, cache_folder, state_folder, this_identity
from core.imaging.cache import PictureCache
from core.imaging.inspect import Incomplete, Inspected
from core.intake.arrivals import Arrivals
from core.intake.hotfolder import HotFolder, HotFolderStatus
from core.intake.listings import Listings
from core.intake.listings_file import ListingsFile
from core.intake.match import compile_patterns
from core.intake.scan import ScanReport, scan_once
from core.intake.settle import Outcome
from core.live_queue import LiveQueue, row_of
from core.metrics_desk import MetricsDesk
from core.model import (
    Candidate,
    Refusal,
    Source,
)
from core.pictures import Pictures
from core.planting import Planting
from core.presence import OtherSession, Presence
from core.process.checked import PackStanding, last_checks, standing
from core.process_desk import ProcessDesk
from core.queue import Progress, QueueRow, ordered
from core.retaking import Retaking
from core.returns.joined import Skus
from core.returns.reports import Reports
from core.review import clean_text
from core.store.note import StoreNote
from core.store.record import Record
from core.store.store import Store
from core.store.verify import Verified, verify_files
from core.waiting import arriving, known_files, unrecorded
from core.workspace import Workspace

logger = logging.getLogger(__name__)

FOLLOW_SECONDS = 0.2
"""How often the store files are looked at for what other sessions appended."""

_CACHE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class News:
    """What changed since the last news."""

    ledger: Changed = field(default_factory=Changed)
    hot_folder: bool = False
    sessions: bool = False
    listings: bool = False
    evidence: bool = False
    """A pair was measured."""
    failure: VitrinaError | None = None
    """Something a person has to know that no key press of theirs has caused."""


class Desk:
    """A workspace at work. Made by `Desk.open`; `start` begins watching, `close` ends everything."""

    def __init__(self, workspace: Workspace, *, identity: Identity, person: str) -> None:
        self.workspace = workspace
        self.identity = identity
        self.config: Config = read_config(workspace.config)
        self.person = clean_text(person or self.config.review.person or identity.login)
        self.reasons: tuple[Reason, ...] = load_reasons()
        self.checklists: Mapping[str, Checklist]
        self.checklist_problems: tuple[Problem, ...]
        self.checklists, self.checklist_problems = load_checklists(workspace.checklists)
        self.packs: Mapping[str, RulePack]
        """Rule packs by marketplace."""
        self.pack_problems: tuple[Problem, ...]
        self.packs, self.pack_problems = load_packs(workspace.checklists)
        self.listings = Listings()
        self.listings_failure: ListingUnreadable | None = None
        """Why the listings in use are not those that lie there; None means they are."""
        self._listings_file = ListingsFile(lambda: workspace.listings, self.checklists, self.packs)
        memory = self.config.view.memory_megabytes * 1024 * 1024
        cache = PictureCache(cache_folder() / "pictures", _CACHE_BYTES, memory)
        self.pictures = Pictures(workspace, cache, max_pixels=self.config.max_pixels)
        """The files behind candidates and sources."""
        self._store = Store(
            workspace.decisions,
            device=identity.device,
            user=identity.user,
            lock_folder=state_folder() / "locks",
            former=identity.former,
        )
        self._arrivals = Arrivals(
            workspace,
            max_pixels=self.config.max_pixels,
            patterns=compile_patterns(self.config.intake.patterns),
        )
        self._listeners: list[Callable[[News], None]] = []
        self._history = History(self._store, self._take_changes, snapshots=cache_folder() / "folds")
        self.process = ProcessDesk(
            self._history,
            self.config,
            rows=self.queue,
            listings=lambda: self.listings,
            person=lambda: self.person,
        )
        self.auditing = Auditing(self.process, self._record)
        self.exporting = Exporting(
            self.process,
            self._record,
            Files(self.pictures.path, self.pictures.compare, self.config.max_pixels),
            packs=self.packs,
            standings=self.packs_standing,
            listings=lambda: self.listings.rows,
            skus=self.skus,
            refresh=self.refresh,
            owner=f"{identity.device}.{identity.user}",
            locks=state_folder() / "locks",
        )
        self._queue = LiveQueue(self._history.state, lambda: self.listings, self.process.row_rules)
        self.evidence = DeskEvidence(
            workspace,
            self._history.state,
            lambda event: self._record([event]),
            lambda: self._tell(News(evidence=True)),
            cache=cache_folder() / "evidence",
            max_pixels=self.config.max_pixels,
            models=with_reading(self.config.drift.models, wanted=self.config.drift.ocr),
        )
        """What is measured between sources and candidates, and the sources' masks."""
        self.gating = Gating(
            self.process,
            self._history,
            self.evidence,
            self.pictures,
            self._arrivals,
            row=self.row,
            rows_of=self._queue.rows_of,
            listings=lambda: self.listings.rows,
            checklists=lambda: self.checklists,
            packs=self.packs,
        )
        self.retaking = Retaking(
            workspace.retakes,
            picture=self.pictures.picture,
            outcome=self.evidence.look_up,
            on_failure=lambda error: self._tell(News(failure=error)),
        )
        self.drilling = Drilling(
            self.process,
            self._record,
            self.evidence,
            rows=self.queue,
            sources=self._all_sources,
            picture=self.pictures.picture,
            ready=self._history.whole,
        )
        self.planting = Planting(
            workspace,
            self.process,
            self._record,
            self.evidence,
            rows=self.queue,
            picture=self.pictures.full,
            gate=self.gating.left,
            on_failure=lambda error: self._tell(News(failure=error)),
        )
        self.deciding = Deciding(
            self.process,
            self._record,
            self._history,
            gating=self.gating,
            auditing=self.auditing,
            planting=self.planting,
            retaking=self.retaking,
            evidence=self.evidence,
            arrivals=self._arrivals,
            row=self.row,
            reasons=self.reasons,
        )
        self.batching = Batching(
            self.process,
            self._record,
            rows=self.queue,
            categories=lambda: self.checklists,
            skus=self.skus,
            on_filled=self.planting.plant,
        )
        self.reports = Reports(self._of_marketplaces, self._record, self.packs, load_feedback())
        """What came back from the marketplaces."""
        self.metrics = MetricsDesk(
            self._history,
            self.process,
            self.reports,
            self.config,
            self.reasons,
            skus=self.skus_of_reports,
            checklists=workspace.checklists,
            on_raised=self._use_checklists,
            record=self._record,
        )
        """What comes of it: rejections, returns, escapes."""
        self._hot_folder: HotFolder | None = None
        self._stopping = threading.Event()
        self._follower: threading.Thread | None = None
        self._presence = Presence(
            workspace.root, name=f"{identity.device}.{identity.user}.{os.getpid()}.{id(self):x}"
        )
        self._others: tuple[OtherSession, ...] = ()
        self._claimed = ""

    @classmethod
    def open(cls, workspace: Workspace, *, person: str = "", identity: Identity | None = None) -> Desk:
        """Return the desk over a workspace with its history folded. Waits for the disk.

        Raises ConfigInvalid, PatternInvalid or WorkspaceUnwritable.
        """
        desk = cls.open_unread(workspace, person=person, identity=identity)
        desk.refresh()
        return desk

    @classmethod
    def open_unread(cls, workspace: Workspace, *, person: str = "", identity: Identity | None = None) -> Desk:
        """Return the desk over a workspace whose history `start` will read, in a thread of its own.

        Until then the queue grows while it is looked at, and whatever records something waits for the end of
        the history first. Raises as `open` does.
        """
        return cls(workspace, identity=identity or this_identity(), person=person)

    # --- running ------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Read the history, then watch the folders and follow the other sessions, until `close`.

        Returns at once.
        """
        self._follower = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._follower.start()
        self.evidence.start(measure=self.config.drift.measure)

    def _watch(self) -> None:
        hot_folder = HotFolder(
            (self.workspace.sources, self.workspace.incoming),
            on_ready=self.take_in,
            on_change=lambda: self._tell(News(hot_folder=True)),
            mode=self.config.intake.watch,
            scan_seconds=self.config.intake.scan_seconds,
        )
        hot_folder.start()
        self._hot_folder = hot_folder

    def close(self) -> None:
        """Stop watching and close the store. Waits for work under way, some seconds at most."""
        self._stopping.set()
        self.evidence.close()
        if self._follower is not None:
            self._follower.join(2.0)
        if self._hot_folder is not None:
            self._hot_folder.stop()
        self.retaking.finish()
        self._presence.leave()
        self._history.close()
        self._store.close()
        self.pictures.close()

    def subscribe(self, listener: Callable[[News], None]) -> Callable[[], None]:
        """Call `listener` with all news from now on; the answer ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # --- reading ------------------------------------------------------------------------------------------

    def queue(self) -> tuple[QueueRow, ...]:
        """Return the queue, files that are still arriving at its end.

        Costs what has changed since the last call; after a long history was read, seconds.
        """
        rows = self._queue.rows()
        status = self.hot_folder()
        waiting = arriving(self.workspace, status) if status else ()
        return (*rows, *ordered(waiting)) if waiting else rows

    def reading(self) -> Progress | None:
        """Return how many of the store's files are read; None when the history is read to its end."""
        return self._history.progress()

    def row(self, sha256: str) -> QueueRow:
        """Return a candidate's row in the queue, or a planted picture's. Raises UnknownCandidate."""
        planted = self.planting.row(sha256)
        if planted is not None:
            return planted
        candidate = self._history.candidate(sha256)
        with self._history.state() as ledger:
            return row_of(candidate, ledger, self.listings, self.process.row_rules(ledger))

    def find(self, prefix: str) -> Candidate:
        """Return the candidate whose id begins with `prefix`. Raises UnknownCandidate, AmbiguousCandidate."""
        return self._history.find(prefix)

    def unrecorded(self) -> tuple[QueueRow, ...]:
        """Return the files in the hot folder that nothing is recorded about, as waiting. Waits for the disk.

        Told by place and size, without reading the files; for the commands, which do not watch.
        """
        with self._history.state() as ledger:
            known = known_files(ledger)
        return tuple(unrecorded(self.workspace, known))

    def refusals(self, *, seen: bool = False) -> tuple[Refusal, ...]:
        """Return the files that were refused and not seen yet by a person; with `seen` all of them."""
        with self._history.state() as ledger:
            return tuple(found for found in ledger.refusals.values() if seen or not found.seen)

    def skus(self) -> tuple[str, ...]:
        """Return every SKU that is listed or has a source, sorted."""
        with self._history.state() as ledger:
            return tuple(sorted({*self.listings.rows, *ledger.sources}))

    def skus_of_sources(self) -> Mapping[str, str]:
        """Return the SKU of each source photo that has one, by the photo's SHA-256."""
        with self._history.state() as ledger:
            return MappingProxyType({one.sha256: one.sku for one in ledger.all_sources() if one.sku})

    def unknown_kinds(self) -> Mapping[str, int]:
        """Return how many events of a newer program were passed over, by kind."""
        with self._history.state() as ledger:
            return MappingProxyType(dict(ledger.unknown_kinds))

    def conflict_copies(self) -> tuple[str, ...]:
        """Return the names of store files that a sync tool left as conflict copies; they count as read."""
        return self._store.conflict_copies()

    def torn(self) -> tuple[str, ...]:
        """Return the names of files that keep what a crash tore off the store since the desk was opened."""
        return tuple(path.name for path in self._store.torn)

    def store_notes(self) -> tuple[StoreNote, ...]:
        """Return what should be known about the store files: what was put back, copies, clocks, conflicts."""
        return self._store.notes()

    def packs_standing(self) -> tuple[PackStanding, ...]:
        """Return every rule pack and how long it may be relied on, as of today."""
        with self._history.state() as ledger:
            checks = last_checks(ledger.of_marketplaces())
        today = utc_now().date()
        return tuple(standing(pack, checks, today) for pack in self.packs.values())

    def skus_of_reports(self) -> Skus:
        """Return what tells which SKU a row of a report is about, by the listings as they are now."""
        return Skus(self.listings.rows, self.packs.values())

    def hot_folder(self) -> HotFolderStatus | None:
        """Return how the watching goes; None when it was not started."""
        return self._hot_folder.status() if self._hot_folder else None

    def others(self) -> tuple[OtherSession, ...]:
        """Return who else has this workspace open on this machine, as last seen."""
        return self._others

    def claim(self, sha256: str) -> None:
        """Let other sessions see that this candidate is open here; empty: none is. Returns at once."""
        self._claimed = sha256

    def verify(self) -> Verified:
        """Return every broken link of the store's chains."""
        return verify_files(self.workspace.decisions)

    # --- acting: each of these is on the disk when it returns ----------------------------------------------

    def mark_seen(self, refusals: Iterable[Refusal]) -> None:
        """Record that this person has seen why these files were refused. Raises NotSaved."""
        events = [RefusalSeen(path=refusal.path, stamp=refusal.stamp) for refusal in refusals]
        if events:
            self._record(events)

    def rules_checked(self, marketplace: str) -> PackStanding:
        """Record that this person has read the marketplace's current help and its pack still holds.

        Raises UnknownMarketplace, NotSaved.
        """
        pack = self.packs.get(marketplace)
        if pack is None:
            raise UnknownMarketplace(id=marketplace, known=", ".join(self.packs))
        self._record([RulesChecked(marketplace=pack.id, pack=pack.version)])
        return next(one for one in self.packs_standing() if one.pack is pack)

    def take_in(self, path: Path) -> Outcome:
        """Inspect a file that has come to rest and record what it is. Raises NotSaved."""
        try:
            found = self._arrivals.look(path)
        except Incomplete:
            return "incomplete"
        if isinstance(found, Inspected) and self.planting.holds(found.facts.sha256):
            found = NotAnImage("planted")
        sidecar = self._arrivals.sidecar_of(path)
        facts = found.facts if isinstance(found, Inspected) else found
        with self._history.state() as ledger:
            event = self._arrivals.event_for(path, facts, sidecar, ledger)
        if event is not None:
            self._record_arrival(event)
        if not isinstance(found, Inspected):
            return "refused"
        self.pictures.keep_preview(found)  # behind what waits for the row
        return "ready"

    def _record_arrival(self, event: Event) -> None:
        try:
            self._record([event])
            self.evidence.retry()
            if event.KIND == "source-arrived":
                self._rematch()
        except VitrinaError as error:
            self._tell(News(failure=error))
            raise

    def scan(self) -> ScanReport:
        """Take in what lies in the watched folders now, once, without watching. Waits for the disk.

        Raises NotSaved.
        """
        self._history.whole()
        # Sources first: a candidate is matched against the SKUs that are known by then.
        report = scan_once((self.workspace.sources, self.workspace.incoming), self.take_in)
        self._rematch()
        for source in self._all_sources():
            self.evidence.take_over(source)
        return report

    def refresh(self) -> None:
        """Take up now what other sessions appended and what changed in the listings. Waits for the disk."""
        new = self._reread_listings()
        self._history.follow()
        if new:
            try:
                self._rematch()
            except VitrinaError as error:  # a workspace that cannot be written can still be looked at
                self._tell(News(failure=error))

    # --- inside -------------------------------------------------------------------------------------------

    def _take_changes(self, changed: Changed) -> None:
        self.process.note(changed)
        self._queue.note(changed)
        self._tell(News(ledger=changed))

    def _all_sources(self) -> tuple[Source, ...]:
        with self._history.state() as ledger:
            return ledger.all_sources()

    def _of_marketplaces(self) -> tuple[Entry, ...]:
        """Return what is recorded about marketplaces, of the whole history. Waits for the disk."""
        self._history.whole()
        with self._history.state() as ledger:
            return ledger.of_marketplaces()

    def _record(self, events: Sequence[Event]) -> list[Record]:
        return self._history.record(self.person, events)

    def _reread_listings(self) -> bool:
        """Take up listings that have changed and tell whether they have; broken ones leave the old in use."""
        try:
            listings = self._listings_file.read_changed()
        except ListingUnreadable as error:
            self.listings_failure = error
            self._tell(News(failure=error))
            return False
        if listings is None:
            return False
        self.listings, self.listings_failure = listings, None
        self._queue.note_listings()
        self.process.note(Changed())
        self._arrivals.use_listings(listings.rows)
        self._tell(News(listings=True))
        return True

    def _use_checklists(self, checklists: Mapping[str, Checklist]) -> None:
        self.checklists = checklists

    def _rematch(self) -> None:
        """Match anew what lies in the tray, after a SKU became known."""
        with self._history.state() as ledger:
            unmatched = self._arrivals.unmatched(ledger)
        sidecars = {path: self._arrivals.sidecar_of(path) for path in unmatched.values()}
        with self._history.state() as ledger:
            events = self._arrivals.rematch(unmatched, sidecars, ledger)
        if events:
            self._record(events)

    def _follow(self) -> None:
        """Follow other sessions' events, the listings and who is present; a thread of its own runs this."""
        wait = 0.0
        while not self._stopping.wait(wait):
            wait = FOLLOW_SECONDS
            try:
                self.refresh()
                if self._stopping.is_set():  # closed while the disk was waited for
                    break
                if self._hot_folder is None:
                    self._watch()
                self._presence.beat(self.person, self._claimed)
                others = self._presence.others()
            except VitrinaError as error:
                self._tell(News(failure=error))
                self._stopping.wait(2.0)
                continue
            except Exception:
                # a dead follower would be a desk that silently shows old decisions
                logger.exception("following other sessions failed, going on")
                self._stopping.wait(2.0)
                continue
            if others != self._others:
                self._others = others
                self._tell(News(sessions=True))

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)
