from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from core.store.journal import Journal
from core.store.record import Record, line_of, seal


def sealed(seq: int) -> tuple[Record, bytes]:
    record = Record(
        seq=seq,
        device="d",
        user="u",
        person="p",
        at="",
        clock="",
        kind="k",
        v=1,
        data=msgspec.Raw(b"{}"),
        prev="",
    )
    done, _ = seal(record)
    return done, line_of(done).partition(b": ")[2]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path / "k" / "d.u.jsonl")
    for seq in (1, 2, 3):
        record, text = sealed(seq)
        journal.add([text], record)
    return journal


def test_the_last_and_the_first_are_known_and_another_object_sees_the_same(journal: Journal) -> None:
    other = Journal(journal.path)
    for one in (journal, other):
        last, first = one.last(), one.first()
        assert last is not None
        assert first is not None
        assert (last.seq, first.seq, one.count()) == (3, 1, 3)
    record, text = sealed(4)
    other.add([text], record)
    assert journal.last() == record


@pytest.mark.parametrize("tail", [b"\0" * 5000, b'{"seq":4,"dev', b"\xff\n\n\n", b"x" * 900_000])
def test_a_damaged_tail_is_passed_over_and_the_next_record_is_whole(journal: Journal, tail: bytes) -> None:
    journal.close()
    with journal.path.open("ab") as file:
        file.write(tail)
    again = Journal(journal.path)
    last = again.last()
    assert last is not None
    assert last.seq == 3
    record, text = sealed(4)
    again.add([text], record)
    assert Journal(journal.path).last() == record
    assert record.hash in dict(again.texts())


def test_a_short_write_is_an_error_and_leaves_the_next_one_whole(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:20]))
    record, text = sealed(4)
    with pytest.raises(OSError, match="space"):
        journal.add([text], record)
    monkeypatch.undo()
    journal.add([text], record)
    assert Journal(journal.path).last() == record


def test_a_journal_that_is_deleted_under_our_feet_is_begun_anew(journal: Journal) -> None:
    journal.path.unlink()
    assert journal.last() is None
    record, text = sealed(4)
    journal.add([text], record)
    assert Journal(journal.path).last() == record
