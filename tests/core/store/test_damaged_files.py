"""A damaged store file is read as far as it is whole, named with the line, and never in anybody's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from core.errors import StoreNewer
from core.events import Postponed
from core.store.export import Export
from core.store.layout import scan
from core.store.record import Record, line_of
from core.store.store import Pending, Store
from core.store.verify import verify_files
from tests.core.store.damaged import (
    CORPUS,
    LINES,
    READ_ANYWAY,
    RECORDS,
    TEXT,
    cuts,
    flips,
    foreign_line,
    readable,
)

Make = Callable[..., Store]
NAME = "studio.ana.0001.json"
TRUE = {*LINES, foreign_line()}
"""Every line that was ever recorded."""


def expected(name: str) -> list[Record]:
    return RECORDS if name in READ_ANYWAY else readable(CORPUS[name])


def event(name: str) -> Pending:
    return Pending("ana", Postponed(sha256=name))


def hashes(records: Sequence[Record]) -> set[str]:
    return {record.hash for record in records}


def check_reading(image: bytes, whole: Sequence[Record]) -> None:
    found = scan(image)
    assert {line_of(record) for record in found.records} <= TRUE, "nothing that was not recorded"
    assert hashes(whole) <= hashes(found.records), "everything that is whole"
    assert all(damage.line >= 1 for damage in found.damage)


@pytest.mark.parametrize("name", CORPUS)
def test_what_is_whole_is_read_and_nothing_else(name: str) -> None:
    check_reading(CORPUS[name], expected(name))


def test_cut_at_every_byte_of_the_last_three_events() -> None:
    for image in cuts():
        check_reading(image, readable(image))
        assert scan(image).damage[-1].why == "torn"


@pytest.mark.parametrize("bit", [0, 5])
def test_a_flipped_bit_in_every_byte(bit: int) -> None:
    for image in flips([bit]):
        check_reading(image, readable(image))
        found = scan(image)
        assert found.damage or hashes(found.records) == hashes(RECORDS), "what is lost is named"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "decisions"
    folder.mkdir()
    return folder / NAME


@pytest.mark.parametrize("name", CORPUS)
def test_a_peer_reads_on_names_the_place_and_touches_nothing(make_store: Make, path: Path, name: str) -> None:
    path.write_bytes(CORPUS[name])
    store = make_store("phone")
    given = store.poll()
    assert hashes(expected(name)) <= hashes(given)
    assert {line_of(record) for record in given} <= TRUE
    exported = list(Export(path.parent).lines())
    assert len(exported) == len(given)
    broken = verify_files(path.parent).broken
    if len(given) < len(RECORDS) and CORPUS[name]:
        assert NAME in {link.file for link in broken}
    made = store.append([event("x")])
    assert hashes(make_store("tablet").poll()) == hashes([*given, *made])
    assert path.read_bytes() == CORPUS[name]
    assert [link for link in verify_files(path.parent).broken if link.file != NAME] == []


def check_owner(store: Store, path: Path, image: bytes, wanted: Sequence[Record], readers: Make) -> None:
    """The owner opens, appends, and all is there for everybody, the damaged bytes too."""
    given = store.poll()
    made = store.append([event("x")])
    store.close()
    assert hashes(given) >= hashes(wanted)
    assert {line_of(record) for record in given} <= TRUE
    everybody = readers("tablet").poll()
    assert hashes(everybody) == hashes([*given, *made])
    assert len(everybody) == len(given) + 1
    kept = b"".join(found.read_bytes() for found in sorted(path.parent.glob("*")))
    for line in image.split(b"\n"):
        assert line.rstrip(b"\0,}") in kept, "what stood in the file is still in the folder"


@pytest.mark.parametrize("name", CORPUS)
def test_its_owner_goes_on_where_nothing_else_is_remembered(make_store: Make, path: Path, name: str) -> None:
    path.write_bytes(CORPUS[name])
    check_owner(make_store(), path, CORPUS[name], expected(name), make_store)


@pytest.mark.parametrize("name", CORPUS)
def test_its_owner_gets_back_what_is_lost(make_store: Make, path: Path, name: str) -> None:
    path.write_bytes(TEXT)
    before = make_store()
    assert hashes(before.poll()) == hashes(RECORDS)
    before.close()
    path.write_bytes(CORPUS[name])
    check_owner(make_store(), path, CORPUS[name], RECORDS, make_store)


def test_a_file_that_says_it_is_newer_after_a_flipped_bit_is_refused_by_name(
    make_store: Make, path: Path
) -> None:
    path.write_bytes(TEXT.replace(b'"format":1', b'"format":3'))
    store = make_store()
    assert hashes(store.poll()) == hashes(RECORDS)
    with pytest.raises(StoreNewer) as refused:
        store.append([event("x")])
    assert refused.value.args_["path"] == NAME


def test_an_exported_line_is_the_one_that_was_written_wherever_it_stands(path: Path) -> None:
    recorded = {line.partition(b": ")[2] for line in LINES}
    for name in ("lines joined by a blank", "keys changed", "NUL, for a line break", "two heads"):
        path.write_bytes(CORPUS[name])
        assert set(Export(path.parent).lines()) == recorded, name
