from __future__ import annotations

from pathlib import Path

import pytest

from core.drift.check import Pair
from core.drift.pairs import read_pairs
from core.errors import PairsInvalid


def written(folder: Path, text: str) -> Path:
    path = folder / "pairs.csv"
    path.write_text(text, "utf-8")
    return path


def test_columns_may_stand_in_any_order_and_others_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    text = "\ufeffnote,candidate,source,mode\nx,/b.png,a.jpg,lifestyle\ny,/c.png,a.jpg,\n"
    assert read_pairs(written(tmp_path, text)) == (
        Pair(tmp_path / "a.jpg", Path("/b.png"), "lifestyle"),
        Pair(tmp_path / "a.jpg", Path("/c.png"), "exact-card"),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("source\na\n", "candidate"),
        ("source,candidate\na,\n", "candidate"),
        ("source,candidate,mode\na,b,sunny\n", "sunny"),
        ('source,candidate\n"a,b\n', "end"),
        ("", "source"),
    ],
)
def test_what_is_no_list_of_pairs_is_refused_with_why(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(PairsInvalid) as refused:
        read_pairs(written(tmp_path, text))
    assert why in str(refused.value.args_["why"])


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PairsInvalid):
        read_pairs(tmp_path / "none.csv")
