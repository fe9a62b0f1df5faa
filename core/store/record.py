"""One event as one line of a store file: its envelope, its hash, the chain.

A line is `"<seq>": {…}`; the object is compact JSON (UTF-8, no spaces) whose last key is `hash`. The hash is
the SHA-256 of the object's text without that key, and `prev` is the hash of the line before, so a changed,
missing or reordered line is found. The text is compared after compacting, so a file that another program
has re-indented still verifies. What would go wrong otherwise: a torn or edited event taken for a true one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Any

import msgspec

_HASH_KEY = b',"hash":"'
_HASH_LENGTH = 64
_HASH_KEY_END = _HASH_LENGTH + len(b'"}')
_TAIL = len(_HASH_KEY) + _HASH_KEY_END


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The envelope of an event, with its payload still encoded."""

    seq: Annotated[int, msgspec.Meta(ge=1, le=2**53)]
    """1 for the first event of a device and OS user, then without gaps, over all its files."""
    device: str
    user: str
    """Operating system user."""
    person: str
    """Who acted; the OS user's name unless the person said otherwise."""
    at: str
    """Wall clock, UTC, ISO 8601 with milliseconds."""
    clock: str
    """Stamp of the hybrid logical clock, sorts as text."""
    kind: str
    v: int
    data: msgspec.Raw
    prev: str
    """Hash of the event before it; empty for the first."""
    hash: str = ""
    """Of this record's own text; also its identity everywhere."""

    @property
    def order(self) -> tuple[str, str, str, int]:
        """The key that sorts events of all devices the same way everywhere."""
        return (self.clock, self.device, self.user, self.seq)


_decoder = msgspec.json.Decoder(Record)
_encoder = msgspec.json.Encoder()


class RecordDamaged(Exception):
    """Text that is no record, or whose hash does not fit: `why` is `syntax`, `shape` or `hash`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def seal(record: Record) -> tuple[Record, bytes]:
    """Return the record with its hash, and its text without line break or comma."""
    body = _encoder.encode(msgspec.structs.replace(record, hash=""))
    body = body[: -len(b',"hash":""}')]
    digest = hashlib.sha256(body + b"}").hexdigest()
    sealed = msgspec.structs.replace(record, hash=digest)
    return sealed, b'"%d": %s%s%s"}' % (record.seq, body, _HASH_KEY, digest.encode())


def line_of(record: Record) -> bytes:
    """Return the text of a sealed record, as `seal` gave it."""
    return b'"%d": %s' % (record.seq, _encoder.encode(record))


def open_record(text: bytes) -> Record:
    """Return the record whose object text (from `{` to `}`) this is.

    Raises RecordDamaged when it is no JSON, no record, or its hash does not fit.
    """
    try:
        record = _decoder.decode(text)
    except msgspec.ValidationError as error:
        raise RecordDamaged("shape") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RecordDamaged("syntax") from error
    if text[-_TAIL : -_TAIL + len(_HASH_KEY)] == _HASH_KEY:
        if hashlib.sha256(text[:-_TAIL] + b"}").hexdigest() == record.hash:
            return record
        raise RecordDamaged("hash")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RecordDamaged("syntax") from error
    return record_from_object(value)


def open_lines(lines: Sequence[bytes]) -> list[Record] | None:
    """Return the records of lines exactly as `seal` makes them, in order; None where one is not.

    What is wrong then, and what the lines hold nevertheless, is for `open_record` to say. A long history is
    read here, so the loop does nothing that is not needed.
    """
    decode, sha256 = _decoder.decode, hashlib.sha256
    records: list[Record] = []
    last = 0
    try:
        for line in lines:
            start = line.find(b"{")
            record = decode(line[start:])
            if (
                record.seq <= last
                or line[:start] != b'"%d": ' % record.seq
                or line[-_TAIL:-_HASH_KEY_END] != _HASH_KEY
                or sha256(line[start:-_TAIL] + b"}").hexdigest() != record.hash
            ):
                return None
            records.append(record)
            last = record.seq
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return records


def record_from_object(value: Any) -> Record:
    """Return the record in a decoded JSON value, as another JSON program may have re-indented it.

    Raises RecordDamaged as `open_record` does.
    """
    if not isinstance(value, dict):
        raise RecordDamaged("shape")
    try:
        body = msgspec.json.encode({key: item for key, item in value.items() if key != "hash"})
        record = _decoder.decode(msgspec.json.encode(value))
    except (msgspec.ValidationError, UnicodeEncodeError, RecursionError) as error:
        raise RecordDamaged("shape") from error
    if hashlib.sha256(body).hexdigest() != record.hash:
        raise RecordDamaged("hash")
    return record
