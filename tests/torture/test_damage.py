"""Every cut and every flipped bit of a store file: its owner goes on, and nothing that is whole is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from core.errors import StoreNewer
from core.events import Postponed
from core.store.layout import scan
from core.store.record import Record, line_of
from core.store.store import Pending
from core.store.verify import verify_files
from tests.core.store.damaged import LINES, RECORDS, TEXT, cuts, flips, readable
from tests.torture import kills

NAME = "studio.ana.0001.json"
BITS = range(8)


def hashes(records: Sequence[Record]) -> set[str]:
    return {record.hash for record in records}


def test_every_bit_is_read_past() -> None:
    for image in flips(BITS):
        found = scan(image)
        assert {line_of(record) for record in found.records} <= set(LINES)
        assert hashes(found.records) >= hashes(readable(image))
        assert found.damage or hashes(found.records) == hashes(RECORDS)


@pytest.mark.parametrize("remembered", [False, True])
def test_the_owner_of_a_damaged_file_goes_on(
    tmp_path: Path, remembered: bool, times: Callable[[int], int]
) -> None:
    images = [*cuts(), *flips(BITS)]
    wanted = times(6000)
    for image in images[:: max(1, len(images) // wanted)]:
        (tmp_path / "decisions").mkdir()
        path = tmp_path / "decisions" / NAME
        if remembered:
            path.write_bytes(TEXT)
            before = kills.open_store(tmp_path, 4_000_000)
            before.poll()
            before.close()
        path.write_bytes(image)
        store = kills.open_store(tmp_path, 4_000_000)
        given = store.poll()
        try:
            made = store.append([Pending("ana", Postponed(sha256="x"))])
        except StoreNewer:
            made = []
        store.close()
        assert hashes(given) >= hashes(RECORDS if remembered and made else readable(image)), image
        fresh = kills.open_store(tmp_path, 4_000_000)
        everything = fresh.poll()
        fresh.close()
        assert hashes(everything) == hashes([*given, *made]), image
        between = image.endswith((b"}", b",", b"\n"))  # cut between two lines: nothing in it is half
        if not remembered and len(given) < len(RECORDS) and not between:
            torn = list((tmp_path / "decisions").glob("*.torn-*"))
            assert torn or verify_files(tmp_path / "decisions").broken, image
        shutil.rmtree(tmp_path / "decisions")
        shutil.rmtree(tmp_path / "journal", ignore_errors=True)
