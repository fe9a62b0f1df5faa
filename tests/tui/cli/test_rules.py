from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from checklists.packs_loader import load_packs
from core.store.verify import verify_files

Vitrina = Callable[..., Any]


def picture(path: Path, size: tuple[int, int], **how: Any) -> Path:
    Image.effect_noise(size, 60).convert("RGB").save(path, **how)
    return path


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_packs_are_listed_and_shown_in_every_language(vitrina: Vitrina, language: str) -> None:
    listed = vitrina("rules", "list", "--lang", language)
    assert listed.code == 0
    assert "wildberries" in listed.out
    shown = vitrina("rules", "show", "wildberries", "--lang", language)
    assert shown.code == 0
    assert "700 × 900" in shown.out
    assert "openapi-media" in shown.out


def test_a_marketplace_without_a_pack_is_refused(vitrina: Vitrina, tmp_path: Path) -> None:
    file = picture(tmp_path / "a.png", (90, 120))
    for words in (("show", "souk"), ("check", file, "--marketplace", "souk")):
        ran = vitrina("rules", *words)
        assert ran.code == 1
        assert "souk" in ran.err


def test_a_small_picture_is_blocked_where_the_marketplace_itself_says_so(
    vitrina: Vitrina, tmp_path: Path
) -> None:
    file = picture(tmp_path / "a.jpg", (600, 800), quality=90)
    ran = vitrina("rules", "check", file, "--marketplace", "wildberries", "--slot", "main", "--json")
    assert ran.code == 1
    document = json.loads(ran.out)
    blocked = [one for one in document["findings"] if one["level"] == "block"]
    assert [(one["rule"], one["needed"], one["found"], one["confidence"]) for one in blocked] == [
        ("min-size", "700 × 900", "600 × 800", "A")
    ]
    assert not document["ok"]
    assert vitrina("rules", "check", file, "--marketplace", "kaspi").code == 0


def test_a_fitting_picture_leaves_only_questions(vitrina: Vitrina, tmp_path: Path) -> None:
    file = picture(tmp_path / "a.jpg", (1200, 1600), quality=92)
    ran = vitrina("rules", "check", file, "--json")
    assert ran.code == 0
    assert {one["level"] for one in json.loads(ran.out)["findings"]} == {"ask"}


def test_a_poor_jpeg_and_a_wide_gamut_are_found(vitrina: Vitrina, tmp_path: Path) -> None:
    file = picture(tmp_path / "a.jpg", (900, 1200), quality=50)
    ran = vitrina("rules", "check", file, "--marketplace", "wildberries", "--json")
    found = {one["rule"]: one["found"] for one in json.loads(ran.out)["findings"] if one["level"] != "ask"}
    assert found == {"min-quality": "50", "min-quality-editorial": "50"}


def test_something_that_is_no_picture_is_refused(vitrina: Vitrina, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("no picture")
    assert vitrina("rules", "check", tmp_path / "a.png").code == 1


def test_a_check_is_recorded_with_name_and_version(vitrina: Vitrina, shop: Any) -> None:
    ran = vitrina("rules", "checked", "ozon", "--workspace", shop.root, "--as", "Айгүл", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["checked"]["person"] == "Айгүл"
    listed = json.loads(vitrina("rules", "list", "--workspace", shop.root, "--json").out)
    by_id = {one["marketplace"]: one for one in listed["packs"]}
    assert by_id["ozon"]["checked"]["person"] == "Айгүл"
    assert by_id["ozon"]["version"] == load_packs()[0]["ozon"].version
    assert by_id["kaspi"]["checked"] is None
    assert not verify_files(shop.root / "decisions").broken


def test_a_stale_pack_says_so_until_somebody_has_read_the_help(vitrina: Vitrina, shop: Any) -> None:
    folder = shop.root / "checklists" / "marketplaces"
    folder.mkdir()
    text = (Path(__file__).parents[3] / "checklists" / "marketplaces" / "ozon.toml").read_text("utf-8")
    old = text.replace("2026-11-23", "2020-01-01").replace("2027-02-21", "2020-04-01")
    (folder / "ozon.toml").write_text(old, "utf-8")
    assert "vitrina rules checked ozon" in vitrina("rules", "list", "--workspace", shop.root).out
    assert "vitrina rules checked ozon" not in vitrina("scan", "--workspace", shop.root).out
    (shop.root / "listings.csv").write_text("sku;marketplaces\nA-1;ozon\n", "utf-8")
    assert "vitrina rules checked ozon" in vitrina("scan", "--workspace", shop.root).out
    assert vitrina("rules", "checked", "ozon", "--workspace", shop.root).code == 0
    assert "vitrina rules checked ozon" not in vitrina("rules", "list", "--workspace", shop.root).out


def test_mistakes_of_an_own_pack_are_named(vitrina: Vitrina, shop: Any) -> None:
    folder = shop.root / "checklists" / "marketplaces"
    folder.mkdir()
    (folder / "souk.toml").write_text('schema = 1\nid = "souk"\nowner = "me"\n', "utf-8")
    ran = vitrina("rules", "validate", folder / "souk.toml")
    assert ran.code == 1
    assert "souk.toml:3 owner" in ran.err
    assert "souk.toml:3 owner" in vitrina("scan", "--workspace", shop.root).out
    shipped = Path(__file__).parents[3] / "checklists" / "marketplaces" / "kaspi.toml"
    assert vitrina("rules", "validate", shipped).code == 0


def test_a_blocking_rule_stands_between_a_candidate_and_its_approval(vitrina: Vitrina, shop: Any) -> None:
    (shop.root / "listings.csv").write_text(
        "sku;title;category;marketplaces\nA-1;Polo;apparel;wildberries, яндекс маркет\n", "utf-8"
    )
    shop.picture("sources/A-1.png", seed=1)
    shop.picture("incoming/A-1__main__exact-card__a1.png", seed=2)
    document = json.loads(vitrina("scan", "--workspace", shop.root, "--json").out)
    (row,) = document["arrived"]
    assert "rules-min-size" in [item["code"] for item in row["gate"]]
    assert {one["marketplace"] for one in row["rules"]} == {"wildberries", "yandex-market"}
    looks = ("compare", "phone", "large-screen", "source-sharp", "colour", "detail")
    declared = [word for look in looks for word in (f"--{look}", "declared")]
    ran = vitrina(
        "decide", row["id"], "--approve", "--answers-all", "pass", "--looked", 30, *declared,
        "--workspace", shop.root, "--json",
    )  # fmt: skip
    assert ran.code == 1
    assert [item["code"] for item in json.loads(ran.out)["gate"]] == ["rules-min-size"]
    rejected = vitrina("decide", row["id"], "--reject", "rules", "--workspace", shop.root)
    assert rejected.code == 0
