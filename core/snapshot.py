"""A disposable copy of the fold, so that a long history need not be read and checked again at each start.

The file lies in the user's cache folder and holds what the ledger was given (packed events), what it made of
each candidate (`core.standing`) and how far each store file had been read. It counts only where every one of
those files still has the very record at the very place where reading had stopped; that record's hash stands
for all before it, as the chain goes. Otherwise, or when it is damaged, foreign or made by a program with
other events or another fold, it is as if there were none: the history is read whole and gives the same state.

A byte changed *before* such a place, with the file's length kept, goes unnoticed here, as it does in a
session that had read it before. `vitrina verify` (`core.store.verify`) never looks at a snapshot and reads
every byte, so it finds that. The sum at the end of the file shows damage, not malice: whoever can write a
person's cache folder can change what that person is shown.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import secrets
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias, TypeVar

import msgspec

from core.events import KINDS
from core.fold import Ledger, LedgerParts, fold_candidate
from core.kept import Packed, Part
from core.model import Candidate, Refusal, Source, SourceMask
from core.standing import Standing, candidate_of, fold_version, standing_of
from core.store.store import Store
from core.store.union import UnionHashes, UnionMark

FORMAT = 4
"""Version of this file. The events in it have a version of their own, computed from their fields."""

KEEP_SECONDS = 30 * 24 * 3600
"""Snapshots of other workspaces are deleted when they were not written for this long."""

LEFT_SECONDS = 3600
"""Files of a writing that was broken off are deleted when they are older."""

_LENGTH = 4
_END = bytes(_LENGTH)
_PIECE = 5000
"""Things in one frame: bounds what is held twice while writing and how long other threads wait."""

T = TypeVar("T")
logger = logging.getLogger(__name__)


_PartName: TypeAlias = Literal["candidates", "sources", "refusals", "masks", "process", "marketplaces"]


class _Head(msgspec.Struct, frozen=True, array_like=True):
    format: int
    events: str
    store: UnionMark
    unknown_kinds: dict[str, int]


class _Frame(msgspec.Struct, frozen=True, array_like=True):
    of: _PartName
    waiting: bool
    """Whether nothing has opened these things yet."""
    things: dict[str, Packed]
    standings: tuple[Standing, ...] = ()
    """Of candidates that an event has opened, in the order of `things`."""


_encode = msgspec.msgpack.Encoder().encode
_decode_head = msgspec.msgpack.Decoder(_Head).decode
_decode_hashes = msgspec.msgpack.Decoder(UnionHashes).decode
_decode_frame = msgspec.msgpack.Decoder(_Frame).decode


def snapshot_path(cache: Path, folder: Path) -> Path:
    """Return where, below `cache`, the snapshot of the store in `folder` lies."""
    where = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache / f"{where}.fold"


def events_version() -> str:
    """Return what changes whenever the events that this program understands, or what it makes of them, do.

    The code that folds has the events' shapes in it; where it cannot be read they are described, in 12 ms.
    """
    kinds = [KINDS[tag] for tag in sorted(KINDS)]
    accepts = [(kind.KIND, kind.ACCEPTS) for kind in kinds]
    shapes = fold_version() or msgspec.json.schema_components(kinds)
    return hashlib.sha256(repr((accepts, shapes)).encode()).hexdigest()


def write_snapshot(path: Path, store: UnionMark, hashes: UnionHashes, ledger: LedgerParts) -> bool:
    """Write a snapshot in place of an older one, in one step. False when that cannot be done."""
    new = path.with_name(f"{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        head = _encode(_Head(FORMAT, events_version(), store, ledger.unknown_kinds))
        path.parent.mkdir(parents=True, exist_ok=True)
        _clean(path)
        with new.open("xb") as file:
            total = hashlib.sha256()
            for frame in chain((head, _encode(hashes)), map(_encode, _frames(ledger))):
                data = len(frame).to_bytes(_LENGTH, "big") + frame
                total.update(data)
                file.write(data)
            file.write(_END)
            total.update(_END)
            file.write(total.digest())
        new.replace(path)
    except (OSError, ValueError, OverflowError) as error:  # a full disk; a file name that is no Unicode
        logger.info("no snapshot of the fold: %s", error)
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        return False
    return True


def read_snapshot(path: Path, store: Store) -> Ledger | None:
    """Return the ledger of a snapshot, with `store` set to go on from there; None where it cannot be used.

    `store` must not have been read or appended to before. With None it is as it was.
    """
    try:
        with path.open("rb") as file:
            frames = _ahead(_read(file))
            head = _decode_head(next(frames))
            if (head.format, head.events) != (FORMAT, events_version()) or not store.fits(head.store):
                return None
            hashes = _decode_hashes(next(frames))
            parts = _gather(map(_decode_frame, frames), head.unknown_kinds)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, IndexError, msgspec.MsgspecError) as error:
        logger.info("the snapshot of the fold is of no use: %s", error)
        return None
    return Ledger(parts) if store.resume(head.store, hashes) else None


def _read(file: BinaryIO) -> Iterator[bytes]:
    """Give the frames up to the empty one. Raises ValueError, at the end, when the sum is wrong."""
    total = hashlib.sha256()
    while length := file.read(_LENGTH):
        total.update(length)
        size = int.from_bytes(length, "big")
        if not size:
            break
        frame = file.read(size)
        total.update(frame)
        yield frame
    if file.read() != total.digest():
        raise ValueError("wrong sum")


def _ahead(frames: Iterator[bytes]) -> Iterator[bytes]:
    """Give the same frames, the next one read and summed in a thread while the last is decoded."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, frames, None)
        while (frame := coming.result()) is not None:
            coming = pool.submit(next, frames, None)
            yield frame


def _frames(ledger: LedgerParts) -> Iterator[_Frame]:
    for piece in _pieces(ledger.candidates.opened.items()):
        things = dict(piece)
        folded = [ledger.candidates.folded.get(key) or fold_candidate(key, things[key]) for key in things]
        standings = (standing_of(one, things[one.sha256]) for one in folded)
        yield _Frame("candidates", False, things, tuple(standings))
    for piece in _pieces(ledger.candidates.waiting.items()):
        yield _Frame("candidates", True, dict(piece))
    yield from _unfolded("sources", ledger.sources)
    yield from _unfolded("refusals", ledger.refusals)
    yield from _unfolded("masks", ledger.masks)
    for process in _pieces(ledger.process.items()):
        yield _Frame("process", False, dict(process))
    for reported in _pieces(ledger.marketplaces.items()):
        yield _Frame("marketplaces", False, dict(reported))


def _unfolded(
    kind: Literal["sources", "refusals", "masks"], part: Part[Source] | Part[Refusal] | Part[SourceMask]
) -> Iterator[_Frame]:
    for things in _pieces(part.opened.items()):
        yield _Frame(kind, False, dict(things))
    for things in _pieces(part.waiting.items()):
        yield _Frame(kind, True, dict(things))


def _gather(frames: Iterable[_Frame], unknown_kinds: dict[str, int]) -> LedgerParts:
    """Return what the frames hold. Raises ValueError or IndexError where it does not fit together."""
    ledger = LedgerParts(
        Part[Candidate]({}, {}, {}),
        Part[Source]({}, {}, {}),
        Part[Refusal]({}, {}, {}),
        Part[SourceMask]({}, {}, {}),
        {},
        {},
        unknown_kinds,
    )
    for frame in frames:
        if frame.of == "candidates":
            _put(frame, ledger.candidates)
            _put_standings(frame, ledger.candidates.folded)
        elif frame.of == "sources":
            _put(frame, ledger.sources)
        elif frame.of == "process":
            ledger.process.update(frame.things)
        elif frame.of == "marketplaces":
            ledger.marketplaces.update(frame.things)
        else:
            _put(frame, ledger.refusals if frame.of == "refusals" else ledger.masks)
    return ledger


def _put(frame: _Frame, part: Part[Candidate] | Part[Source] | Part[Refusal] | Part[SourceMask]) -> None:
    if frame.waiting:
        part.waiting.update(frame.things)
    else:
        part.opened.update(frame.things)
        part.folded.update(dict.fromkeys(frame.things))


def _put_standings(frame: _Frame, folded: dict[str, Candidate | None]) -> None:
    if not frame.waiting:
        for (sha256, packed), standing in zip(frame.things.items(), frame.standings, strict=True):
            folded[sha256] = candidate_of(sha256, standing, packed)


def _pieces(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while piece := list(islice(rest, _PIECE)):
        yield piece


def _clean(path: Path) -> None:
    """Delete what writing that was broken off left, and snapshots that nobody uses any more."""
    for found in path.parent.iterdir():
        age = time.time() - found.stat().st_mtime
        left = found.suffix == ".tmp" and age > LEFT_SECONDS
        if left or (found.suffix == ".fold" and found != path and age > KEEP_SECONDS):
            found.unlink(missing_ok=True)
