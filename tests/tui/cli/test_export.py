"""`vitrina export` and `vitrina upload`, by what they print and leave."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.desk import Desk
from core.model import Answer, Draft, Looked, Proof
from core.workspace import create_workspace, open_workspace
from tests.tui.cli.conftest import Shop

SEEN = Proof.DECLARED
LOOKED = Looked(
    seconds=9, compare=SEEN, phone=SEEN, large_screen=SEEN, colour=SEEN, detail=SEEN, source_sharp=SEEN
)
SIZE = (720, 960)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two SKUs that are approved, audited and in a closed batch; a third without a picture."""
    base = tmp_path_factory.mktemp("closed")
    shop = Shop(base / "shop")
    root = create_workspace(shop.root).root
    (root / "listings.csv").write_text(
        "sku;title;category;marketplaces\n"
        "A/1;Polo;apparel;ozon, wildberries\nB-2;Polo;apparel;ozon\nC-3;Polo;apparel;ozon\n",
        "utf-8",
    )
    (root / "vitrina.toml").write_text("[audit]\nself_audit_hours = 0\n[drift]\nmeasure = false\n", "utf-8")
    for seed, name in enumerate(("A%2F1", "B-2")):
        shop.picture(f"sources/{name}.png", 10 + seed, SIZE)
        shop.picture(f"incoming/{name}__main__exact-card.png", 20 + seed, SIZE)
        shop.picture(f"incoming/{name}__detail__exact-card.png", 30 + seed, SIZE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VITRINA_STATE_DIR", str(base / "state"))
        patch.setenv("VITRINA_CACHE_DIR", str(base / "cache"))
        desk = Desk.open(open_workspace(root), person="ana")
        desk.taking_in.scan()
        batch = desk.batching.open("apparel").batches[0]
        for row in desk.queue():
            desk.deciding.approve(row.sha256, draft(desk, row.sha256))
        for look in desk.auditing.looks(batch):
            desk.deciding.audit(look.row.sha256, look.decision.verdict, draft(desk, look.row.sha256))
        desk.batching.close(batch)
        desk.close()
    return root


@pytest.fixture
def audited(closed: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(closed, tmp_path / "shop"))


def draft(desk: Desk, sha: str) -> Draft:
    return Draft({item.id: Answer.PASS for item in desk.gating.asked(desk.find(sha)).items}, looked=LOOKED)


def test_a_folder_is_written_said_and_then_uploaded(audited: Path, vitrina: Callable[..., Any]) -> None:
    ran = vitrina("export", "--marketplace", "ozon", "--workspace", audited)
    assert (ran.code, ran.err) == (0, "")
    (folder,) = (audited / "exports").iterdir()
    assert f"Written: {folder}. SKUs 2, pictures 4" in ran.out
    assert "Left out" not in ran.out, "what has no picture yet is no pack"
    again = vitrina("export", "--marketplace", "ozon", "--workspace", audited)
    assert (again.code, "It is there already" in again.out) == (0, True)
    done = vitrina("upload", "--all", "--marketplace", "ozon", "--workspace", audited, "--json")
    assert json.loads(done.out)["uploaded"] == ["A/1", "B-2"]
    board = json.loads(vitrina("board", "--workspace", audited, "--json").out)
    stages = {card["sku"]: card["stage"] for card in board["cards"]}
    assert (stages["A/1"], stages["B-2"]) == ("cabinet", "post-moderation")
    table = vitrina("board", "--workspace", audited).out
    assert "upload wildberries" in table


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("What is here", "Not known: whether the cabinet takes files by their names")),
        ("ru", ("Что здесь лежит", "Не известно: принимает ли кабинет файлы по именам")),
        ("kk", ("Мұнда не бар", "Белгісіз: кабинет файлдарды аты бойынша қабылдай ма")),
    ],
)
def test_the_readme_says_what_is_known_and_what_is_not(
    audited: Path, vitrina: Callable[..., Any], language: str, words: tuple[str, ...]
) -> None:
    vitrina("export", "--marketplace", "wildberries", "--workspace", audited, "--lang", language)
    (folder,) = (audited / "exports").iterdir()
    text = (folder / "README.txt").read_text("utf-8")
    assert all(word in text for word in words)
    assert "X-Photo-Number" in text
    assert "(A; https://dev.wildberries.ru" in text
    assert "= A/1" in text, "whose a file is that does not carry its SKU"
    assert "{" not in text


def test_a_dry_run_says_the_same_and_writes_nothing(audited: Path, vitrina: Callable[..., Any]) -> None:
    said = json.loads(
        vitrina("export", "--marketplace", "ozon", "--dry-run", "--workspace", audited, "--json").out
    )
    assert (said["dry_run"], said["folder"], said["new"]) == (True, None, False)
    assert {card["sku"]: len(card["pictures"]) for card in said["cards"]} == {"A/1": 2, "B-2": 2}
    assert list((audited / "exports").iterdir()) == []


def test_what_was_named_and_cannot_go_is_refused_with_why(audited: Path, vitrina: Callable[..., Any]) -> None:
    ran = vitrina("export", "C-3", "B-2", "--marketplace", "wildberries", "--workspace", audited, "--json")
    assert ran.code == 1
    left = {one["sku"]: [why["code"] for why in one["why"]] for one in json.loads(ran.out)["left_out"]}
    assert left == {"B-2": ["elsewhere"], "C-3": ["elsewhere"]}
    ran = vitrina("export", "C-3", "--marketplace", "ozon", "--workspace", audited)
    assert (ran.code, "C-3: Nothing of it is approved." in ran.out) == (1, True)
    for arguments, word in (
        (("export", "--marketplace", "bazaar"), "bazaar"),
        (("export", "NOPE", "--marketplace", "ozon"), "NOPE"),
        (("upload", "B-2", "--marketplace", "ozon"), "vitrina export B-2"),
    ):
        ran = vitrina(*arguments, "--workspace", audited)
        assert (ran.code, word in ran.err) == (1, True)


def test_an_upload_needs_to_say_of_what(audited: Path, vitrina: Callable[..., Any]) -> None:
    for arguments in (("upload",), ("upload", "B-2", "--all")):
        assert vitrina(*arguments, "--marketplace", "ozon", "--workspace", audited).code == 2
    nothing = vitrina("upload", "--all", "--marketplace", "kaspi", "--workspace", audited)
    assert (nothing.code, "Nothing of the last export for kaspi" in nothing.err) == (1, True)


def test_a_file_that_changed_makes_the_exit_code_say_so(audited: Path, vitrina: Callable[..., Any]) -> None:
    path = next((audited / "incoming").glob("B-2__main*"))
    path.write_bytes(path.read_bytes() + b" ")
    ran = vitrina("export", "--marketplace", "ozon", "--workspace", audited)
    assert ran.code == 1
    assert "B-2: incoming/B-2__main__exact-card.png has other bytes than those that were approved." in ran.out
    assert "SKUs 1, pictures 2" in ran.out
