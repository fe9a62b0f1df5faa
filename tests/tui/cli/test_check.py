from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

FIELDS = {"schema", "algorithm", "source", "candidate", "mask", "registration", "product", "scores"}
FIELDS |= {"flags", "findings", "figures", "seconds"}


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pair")
    rng = np.random.default_rng(3)
    source = Image.new("RGB", (420, 420), (150, 130, 90))
    draw = ImageDraw.Draw(source)
    draw.rectangle((100, 80, 320, 340), fill=(40, 90, 160))
    for _ in range(120):
        x, y, r = (int(v) for v in (rng.integers(112, 300), rng.integers(92, 320), rng.integers(2, 8)))
        draw.ellipse((x, y, x + r, y + r), fill=tuple(int(v) for v in rng.integers(0, 255, 3)))
    mask = Image.new("L", source.size, 0)
    ImageDraw.Draw(mask).rectangle((100, 80, 320, 340), fill=255)
    candidate = Image.new("RGB", (500, 520), "white")
    candidate.paste(source.crop((100, 80, 321, 341)), (140, 120))
    source.save(folder / "source.png")
    mask.save(folder / "mask.png")
    candidate.save(folder / "candidate.jpg", quality=92)
    (folder / "no\x1bpicture.jpg").write_bytes(b"\xff\xd8\xff")
    return folder


def test_the_document_has_every_field(vitrina: Callable[..., Any], pictures: Path) -> None:
    pair = (str(pictures / name) for name in ("source.png", "candidate.jpg"))
    done = vitrina("check", *pair, "--json", "--source-mask", str(pictures / "mask.png"))
    assert done.code == 0
    document = json.loads(done.out)
    assert set(document) >= FIELDS
    assert document["mask"]["origin"] == "confirmed"
    assert document["registration"]["found"] is True
    assert np.abs(np.array(document["product"]["source_box"]) - (100, 80, 221, 261)).max() <= 1
    assert np.abs(np.array(document["product"]["candidate_box"]) - (140, 120, 221, 261)).max() <= 2
    assert document["flags"] == []


def test_a_pair_that_shows_different_things_has_a_document_as_well(
    vitrina: Callable[..., Any], pictures: Path
) -> None:
    Image.new("RGB", (300, 200), "olive").save(pictures / "plain.png")
    done = vitrina("check", str(pictures / "source.png"), str(pictures / "plain.png"), "--json")
    assert done.code == 0
    document = json.loads(done.out)
    assert document["registration"]["found"] is False
    assert document["figures"] == {}
    assert [one["kind"] for one in document["findings"]] == ["not-registered"]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_it_is_said_in_words(vitrina: Callable[..., Any], pictures: Path, language: str) -> None:
    done = vitrina("check", str(pictures / "source.png"), str(pictures / "candidate.jpg"), "--lang", language)
    assert done.code == 0
    assert "drift-" not in done.out


def test_a_refusal_names_the_file_and_shows_no_escape(vitrina: Callable[..., Any], pictures: Path) -> None:
    done = vitrina("check", str(pictures / "source.png"), str(pictures / "no\x1bpicture.jpg"), "--json")
    assert done.code == 1
    assert "\x1b" not in done.err + done.out
    assert json.loads(done.out)["error"]["file"] == "candidate"


def test_a_list_gives_a_document_a_line(vitrina: Callable[..., Any], pictures: Path) -> None:
    rows = [
        "source,candidate,mode,source_mask",
        "source.png,candidate.jpg,white-background,mask.png",
        "source.png,gone.jpg,,",
    ]
    (pictures / "pairs.csv").write_text("\n".join(rows))
    done = vitrina("check", "--batch", str(pictures / "pairs.csv"))
    documents = [json.loads(line) for line in done.out.splitlines()]
    assert [one["row"] for one in documents] == [1, 2]
    assert documents[0]["mode"] == "white-background"
    assert documents[1]["refused"] is True
    assert done.code == 1


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "a.jpg"), ("check", "a.jpg", "b.jpg", "--batch", "c.csv")]
)
def test_wrong_usage_is_said(vitrina: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    assert vitrina(*arguments).code == 2
