"""Events kept packed until somebody looks: what a long history costs is its bytes, not its objects.

A `Kept` holds the events of many things (candidates, sources, refusals) as bytes and folds a thing when it is
first read, once, from all of its events in clock order. So the order in which events come in cannot matter, a
thing that got ten events at once is folded once, and a history of a million events opens without making a
million objects. What would go wrong otherwise: a result that depends on which device was synced first.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from itertools import islice
from typing import ClassVar, Generic, NamedTuple, TypeVar, Union, cast

import msgspec

from core.events import KINDS, Decided, Event
from core.model import Verdict, Words

T = TypeVar("T")

Packed = tuple[bytes, ...]
"""Events of one thing, each as `pack` made it. Never changed in place: to copy the tuples is enough."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One event with what the fold needs of its envelope."""

    order: tuple[str, str, str, int]
    """Sorts events of all devices the same way everywhere."""
    id: str
    person: str
    device: str
    at: str
    event: Event


class DecidedBrief(Event, frozen=True, kw_only=True, omit_defaults=True):
    """Of a decision, what the state of its candidate depends on."""

    KIND: ClassVar[str] = Decided.KIND

    verdict: Verdict
    settles: tuple[str, ...] = ()
    words: Words | None = None
    main_sha256: str = ""
    source_sha256: str = ""


class Part(NamedTuple, Generic[T]):
    """Many things with their events, packed, by the things' keys."""

    opened: dict[str, Packed]
    waiting: dict[str, Packed]
    """Of things that nothing has opened yet: a decision that was synced before its candidate's arrival."""
    folded: dict[str, T | None]
    """The opened things in their order; None where one is still to be folded."""


def _entry_of(kind: type[Event], read: type[Event]) -> type[Entry]:
    """Return entries of one kind of event: their bytes begin with its tag and are read in one go."""
    made = msgspec.defstruct(
        f"{read.__name__}Entry",
        [("event", read)],
        bases=(Entry,),
        frozen=True,
        array_like=True,
        gc=False,
        tag=kind.KIND,
    )
    return cast("type[Entry]", made)


# JSON and not MessagePack: as fast here, and it holds whole numbers of any size, as the store's files do.
_encode = msgspec.json.Encoder().encode
_BRIEF: dict[type[Event], type[Event]] = {Decided: DecidedBrief}


def _decoder(brief: Mapping[type[Event], type[Event]]) -> Callable[[bytes], Entry]:
    kinds = tuple(_entry_of(kind, brief.get(kind, kind)) for kind in KINDS.values())
    return msgspec.json.Decoder(Union[kinds]).decode  # noqa: UP007 made of a list


_decode = _decoder({})
_decode_brief = _decoder(_BRIEF)


def pack(entry: Entry) -> bytes:
    """Return an event of a known kind as bytes."""
    event = entry.event
    return _encode((event.KIND, entry.order, entry.id, entry.person, entry.device, entry.at, event))


def unpack(packed: bytes) -> Entry:
    """Return what `pack` was given. Raises msgspec.DecodeError for anything else."""
    return _decode(packed)


def in_order(packed: Packed) -> list[tuple[Entry, bytes]]:
    """Return the events in clock order, each with its bytes; of a decision only a `DecidedBrief`.

    Two events of a forked device may share a place; their ids tell them apart, the same way everywhere.
    """
    found = [(_decode_brief(one), one) for one in packed]
    if len(found) > 1:
        found.sort(key=lambda pair: (pair[0].order, pair[0].id))
    return found


class Kept(Mapping[str, T]):
    """Things by key, each folded from its own events when it is first read after one was added.

    `fold` gets a thing's key and its events as they came. A thing is there as soon as one of its events
    opened it (`add` with `opens`); the events of others wait. In the order in which they were opened.
    `part` is what another one had, and becomes this one's own.
    """

    __slots__ = ("_events", "_fold", "_folded", "_stale")

    def __init__(self, fold: Callable[[str, Packed], T], part: Part[T] | None = None) -> None:
        opened, waiting, folded = part or Part[T]({}, {}, {})
        self._fold = fold
        self._events = opened | waiting if waiting else opened
        self._folded = folded
        self._stale: dict[str, None] = {key: None for key, found in folded.items() if found is None}

    def add(self, key: str, packed: bytes, *, opens: bool) -> None:
        """Add an event of the thing `key`."""
        known = self._events.get(key)
        self._events[key] = (packed,) if known is None else (*known, packed)
        if opens or key in self._folded:
            self._folded[key] = None
            self._stale[key] = None

    def part(self) -> Part[T]:
        """Return everything, in dictionaries of their own."""
        opened = {key: self._events[key] for key in self._folded}
        folded = dict(self._folded)
        if len(opened) == len(self._events):
            return Part(opened, {}, folded)
        return Part(opened, {key: kept for key, kept in self._events.items() if key not in opened}, folded)

    def __getitem__(self, key: str) -> T:
        found = self._folded[key]
        return self._fold_now(key) if found is None else found

    def values(self) -> ValuesView[T]:
        """Return all things. The first time, and after events, this folds what was not folded yet."""
        return self.all().values()

    def items(self) -> ItemsView[str, T]:
        """Return all keys with their things; folds as `values` does."""
        return self.all().items()

    def fold_some(self, most: int) -> bool:
        """Fold at most `most` of the things that are still to be folded; return whether any is left."""
        for key in list(islice(self._stale, most)):
            self._fold_now(key)
        return bool(self._stale)

    def all(self) -> Mapping[str, T]:
        """Return what this is, as a plain dictionary, which is read faster; folds as `values` does."""
        if self._stale:
            with no_collections():
                self.fold_some(len(self._stale))
        return cast("dict[str, T]", self._folded)

    def _fold_now(self, key: str) -> T:
        folded = self._folded[key] = self._fold(key, self._events[key])
        self._stale.pop(key, None)
        return folded

    def __contains__(self, key: object) -> bool:
        return key in self._folded

    def __iter__(self) -> Iterator[str]:
        return iter(self._folded)

    def __len__(self) -> int:
        return len(self._folded)


@contextmanager
def no_collections() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, over a history that is being built up."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
