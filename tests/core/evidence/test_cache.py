from __future__ import annotations

from pathlib import Path

from core.evidence.cache import EvidenceCache
from core.evidence.outcome import Unmeasured

KEY = "0" * 64


def test_a_damaged_entry_is_as_if_there_were_none(tmp_path: Path) -> None:
    cache = EvidenceCache(tmp_path)
    refused = Unmeasured(why="refused", file="source", refusal="too-small")
    cache.put(KEY, refused)
    assert cache.get(KEY) == refused
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for damaged in (b"", whole[:-3], b"[1, 2]", b"\xff\xfe", b'{"type":"measured"}', b"[" * 100_000):
        entry.write_bytes(damaged)
        assert cache.get(KEY) is None


def test_the_folder_keeps_to_its_budget_and_to_its_own_names(tmp_path: Path) -> None:
    cache = EvidenceCache(tmp_path, budget_bytes=400)
    (tmp_path / "notes.txt").write_text("mine")
    for number in range(20):
        cache.put(f"{number:064x}", Unmeasured(why="slow"))
    assert sum(path.stat().st_size for path in tmp_path.glob("*.json")) <= 400
    assert cache.get(f"{19:064x}") is not None
    assert (tmp_path / "notes.txt").exists()
    assert cache.get("../notes") is None
