from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import Postponed
from core.store.export import Export
from core.store.layout import TAIL
from core.store.store import Pending, Store
from tests.core.store.damage import chained, file_text

Make = Callable[..., Store]


def event(name: str) -> Pending:
    return Pending("ana", Postponed(sha256=name))


@pytest.fixture
def folder(make_store: Make, tmp_path: Path) -> Path:
    """Two devices in turns, over several files."""
    stores = [make_store("studio", roll_at=2000), make_store("laptop", roll_at=1500)]
    for number in range(30):
        store = stores[number % 2]
        store.poll()
        store.append([event(str(number))])
    return tmp_path / "decisions"


def test_the_lines_are_those_of_the_files_in_the_order_of_all(folder: Path) -> None:
    lines = list(Export(folder).lines())
    assert [json.loads(line)["data"]["sha256"] for line in lines] == [str(number) for number in range(30)]
    stored = b"".join(path.read_bytes() for path in folder.glob("*.json"))
    assert all(line in stored for line in lines)


def test_a_conflict_copy_doubles_nothing(folder: Path) -> None:
    shutil.copy(
        folder / "studio.ana.0001.json", folder / "studio.ana.0001.sync-conflict-20260101-101010-A.json"
    )
    assert len(list(Export(folder).lines())) == 30


def test_what_another_program_laid_out_anew_comes_out_as_it_was(folder: Path) -> None:
    before = list(Export(folder).lines())
    path = folder / "studio.ana.0001.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=2, ensure_ascii=True))
    assert list(Export(folder).lines()) == before


def test_fields_of_a_newer_program_stay(tmp_path: Path) -> None:
    _, lines = chained([5])
    body = lines[0].partition(b": ")[2].rpartition(b',"hash"')[0] + b',"colour":"teal"'
    digest = hashlib.sha256(body + b"}").hexdigest().encode()
    (tmp_path / "a.b.0001.json").write_bytes(file_text([b'"1": ' + body + b',"hash":"' + digest + b'"}']))
    (line,) = Export(tmp_path).lines()
    assert json.loads(line)["colour"] == "teal"


def test_damage_is_named_and_everything_else_comes_out(folder: Path) -> None:
    path = folder / "studio.ana.0001.json"
    path.write_bytes(path.read_bytes().replace(b'"sha256":"2"', b'"sha256":"9"'))
    (folder / "broken.json").write_bytes(b"no json" + TAIL)
    (folder / "folder.json").mkdir()
    export = Export(folder)
    assert len(list(export.lines())) == 29
    assert [(place.file, place.line, place.why) for place in export.unread][:1] == [
        ("broken.json", 1, "torn")
    ]
    assert {place.file for place in export.unread} == {"broken.json", "folder.json", path.name}
