"""Batches at the desk: opening, filling, pausing, handing over, closing; what `Desk.batching` is.

Every method that records returns when it is on the disk, and raises NotAllowed, NotSaved or what it names.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.clock import utc_now
from core.errors import (
    BatchNotReady,
    BatchUnfit,
    CategoryNotStopped,
    CategoryStopped,
    NotAllowed,
    NothingForBatch,
    SkuUnfit,
    UnknownCategory,
)
from core.events import (
    BatchAdded,
    BatchClosed,
    BatchHandedOver,
    BatchOpened,
    BatchPaused,
    BatchResumed,
    CategoryReopened,
    Event,
    LifestyleAllowed,
)
from core.history import Recording
from core.process.audits import Standing
from core.process.batches import Batch
from core.process.inspection import CategoryStanding, Mode
from core.process.people import Act
from core.process_desk import ProcessDesk
from core.queue import QueueRow
from core.review import clean_note, reason_of


@dataclass(frozen=True, slots=True)
class Batched:
    """What became of SKUs that were to be put into batches."""

    batches: tuple[str, ...]
    """Ids of the batches they went into."""
    added: tuple[str, ...]
    left_over: tuple[str, ...]
    """SKUs that found no room: a pilot takes only so many, and the next batch waits for its result."""


class Batching:
    """What a person does about batches. `categories` are those with a checklist, `skus` those known.

    `on_filled` is called with each batch that was given SKUs, after that is recorded.
    """

    def __init__(
        self,
        process: ProcessDesk,
        record: Recording,
        *,
        rows: Callable[[], tuple[QueueRow, ...]],
        categories: Callable[[], Iterable[str]],
        skus: Callable[[], Iterable[str]],
        on_filled: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._process = process
        self._record = record
        self._rows = rows
        self._categories = categories
        self._skus = skus
        self._on_filled = on_filled

    def open(self, category: str, skus: Sequence[str] = ()) -> Batched:
        """Open a batch of a category with `skus`, or filled from the queue; more SKUs open the next one.

        A category without a passed pilot gets a pilot. Raises NotAllowed, UnknownCategory, CategoryStopped,
        SkuUnfit, NothingForBatch, NotSaved.
        """
        self._process.check_may(Act.BATCH)
        self._check_category(category)
        inspection = self._process.category(category)
        if inspection.mode is Mode.STOPPED:
            raise CategoryStopped(category=category)
        pilot = self._process.config.pilots.required and not inspection.piloted
        sizes = self._process.config.batches
        size = sizes.size if inspection.mode is Mode.NORMAL else min(sizes.size, sizes.tightened_size)
        size = self._process.config.pilots.size if pilot else size
        wanted = list(dict.fromkeys(skus)) or self._waiting(category)[:size]
        if not wanted:
            raise NothingForBatch(category=category)
        self._check_skus(category, wanted)
        groups = [wanted[at : at + size] for at in range(0, len(wanted), size)]
        left_over = [sku for group in groups[1:] for sku in group] if pilot else []
        events: list[Event] = []
        ids: list[str] = []
        for group in groups[:1] if pilot else groups:
            opened = self._opened(category, size, pilot=pilot)
            ids.append(opened.batch)
            events += [opened, BatchAdded(batch=opened.batch, skus=tuple(group))]
        self._record(events)
        for id_ in ids:
            self._on_filled(id_)
        return Batched(tuple(ids), tuple(sku for sku in wanted if sku not in left_over), tuple(left_over))

    def add(self, id_: str, skus: Sequence[str] = ()) -> Batched:
        """Put SKUs into a batch, or fill it from the queue; what finds no room goes into the next one.

        Raises NotAllowed, UnknownBatch, BatchUnfit, SkuUnfit, NothingForBatch, NotSaved.
        """
        self._process.check_may(Act.BATCH)
        batch = self._open_batch(id_)
        if batch.paused:
            raise BatchUnfit(batch=batch.id, why="paused")
        wanted = list(dict.fromkeys(skus)) or self._waiting(batch.category)[: batch.room]
        if not batch.room and not skus:
            raise BatchUnfit(batch=batch.id, why="full")
        if not wanted:
            raise NothingForBatch(category=batch.category)
        self._check_skus(batch.category, wanted)
        fits, rest = wanted[: batch.room], wanted[batch.room :]
        if fits:
            self._record([BatchAdded(batch=batch.id, skus=tuple(fits))])
            self._on_filled(batch.id)
        if not rest or batch.pilot:
            return Batched((batch.id,), tuple(fits), tuple(rest))
        following = self.open(batch.category, rest)
        return Batched((batch.id, *following.batches), (*fits, *following.added), following.left_over)

    def pause(self, id_: str, note: str = "") -> Batch:
        """Halt a batch: nothing in it can be approved until it goes on. Raises as `add`."""
        self._process.check_may(Act.BATCH)
        batch = self._open_batch(id_)
        if batch.paused:
            raise BatchUnfit(batch=batch.id, why="paused")
        self._record([BatchPaused(batch=batch.id, note=clean_note(note))])
        return self._open_batch(batch.id)

    def resume(self, id_: str) -> Batch:
        """Let a paused batch go on. Raises as `add`."""
        self._process.check_may(Act.BATCH)
        batch = self._open_batch(id_)
        if not batch.paused:
            raise BatchUnfit(batch=batch.id, why="not-paused")
        self._record([BatchResumed(batch=batch.id)])
        return self._open_batch(batch.id)

    def hand_over(self, id_: str, to: str) -> Batch:
        """Give a batch to another person, who may decide. Raises as `add`."""
        self._process.check_may(Act.BATCH)
        batch, name = self._open_batch(id_), clean_note(to)
        if not name or not self._process.people.may(name, Act.DECIDE):
            who = ", ".join(self._process.people.who_may(Act.DECIDE)) or "-"
            raise NotAllowed(person=name, act=Act.DECIDE.value, who=who)
        self._record([BatchHandedOver(batch=batch.id, to=name)])
        return self._open_batch(batch.id)

    def close(self, id_: str) -> Standing:
        """Close a batch. Raises NotAllowed, UnknownBatch, BatchUnfit, BatchNotReady with what is left."""
        self._process.check_may(Act.BATCH)
        batch = self._open_batch(id_)
        if batch.paused:
            raise BatchUnfit(batch=batch.id, why="paused")
        found = self._process.batch(batch.id)
        if found.left:
            raise BatchNotReady(batch.id, found.left)
        self._record([BatchClosed(batch=batch.id)])
        return self._process.batch(batch.id)

    def reopen(self, category: str, note: str) -> CategoryStanding:
        """Let a stopped category go on, with a reason. Raises CategoryNotStopped, NoteMissing."""
        self._process.check_may(Act.RULE)
        said = reason_of(note)
        if self._process.category(category).mode is not Mode.STOPPED:
            raise CategoryNotStopped(category=category)
        self._record([CategoryReopened(category=category, note=said)])
        return self._process.category(category)

    def allow_lifestyle(self, category: str, *, allowed: bool, note: str = "") -> None:
        """Allow lifestyle pictures as main pictures of a category, or no longer. Raises UnknownCategory."""
        self._process.check_may(Act.RULE)
        self._check_category(category)
        self._record([LifestyleAllowed(category=category, allowed=allowed, note=clean_note(note))])

    def _open_batch(self, id_: str) -> Batch:
        batch = self._process.batch(id_).batch
        if batch.id in self._process.inspected().closed:
            raise BatchUnfit(batch=batch.id, why="closed")
        return batch

    def _held(self) -> dict[str, str]:
        """Return the open batch of each SKU that is in one."""
        closed = self._process.inspected().closed
        return {sku: name for sku, name in self._process.record().batch_of.items() if name not in closed}

    def _waiting(self, category: str) -> list[str]:
        """Return the SKUs of a category that have something to decide and are in no open batch, in order."""
        held = self._held()
        skus = dict.fromkeys(row.sku for row in self._rows() if row.open and row.sku not in held)
        return [sku for sku in skus if self._process.category_of(sku) == category]

    def _check_skus(self, category: str, skus: Iterable[str]) -> None:
        held = self._held()
        known = set(self._skus())
        for sku in skus:
            if sku not in known:
                raise SkuUnfit(sku=sku, category=category, why="unknown", batch="")
            if self._process.category_of(sku) != category:
                raise SkuUnfit(sku=sku, category=category, why="category", batch="")
            if sku in held:
                raise SkuUnfit(sku=sku, category=category, why="in-batch", batch=held[sku])

    def _opened(self, category: str, size: int, *, pilot: bool) -> BatchOpened:
        audit, pilots = self._process.config.audit, self._process.config.pilots
        return BatchOpened(
            batch=f"{category}-{utc_now():%y%m%d}-{secrets.token_hex(2)}",
            category=category,
            size=size,
            pilot=pilot,
            pick=audit.pick,
            sample=audit.sample,
            seed=secrets.token_hex(16),
            most_disagreements=(pilots if pilot else audit).most_disagreements,
            solo=not self._process.people.team,
        )

    def _check_category(self, category: str) -> None:
        known = sorted({*self._categories(), *self._process.categories()})
        if category not in known:
            raise UnknownCategory(id=category, known=", ".join(known))
