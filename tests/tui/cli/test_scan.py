from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any


def test_a_scan_tells_what_arrived_waits_and_was_refused(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("sources/A-1.png", seed=1)
    shop.picture("incoming/A-1__main.png", seed=2)
    whole = shop.picture("incoming/A-1__detail.png", seed=3)
    whole.write_bytes(whole.read_bytes()[:4000])
    shop.rested(whole)
    film = shop.root / "incoming" / "clip.mp4"
    film.write_bytes(b"\x00\x00\x00\x18ftypisom" + bytes(3000))
    shop.rested(film)
    ran = vitrina("scan", "--json", "--workspace", shop.root)
    document = json.loads(ran.out)
    assert ran.code == 0
    assert [one["path"] for one in document["arrived"]] == ["incoming/A-1__main.png"]
    assert [one["path"] for one in document["waiting"]] == ["incoming/A-1__detail.png"]
    assert [one["code"] for one in document["refused"]] == ["video"]
    assert document["problems"] == []


def test_a_second_scan_brings_nothing_new(vitrina: Callable[..., Any], stocked: Any) -> None:
    ran = vitrina("scan", "--workspace", stocked.root)
    assert "Arrived: 0" in ran.out
    assert len(list((stocked.root / "decisions").glob("*.json"))) == 1


def test_a_picture_seen_at_a_second_place_is_told(vitrina: Callable[..., Any], stocked: Any) -> None:
    stocked.picture("incoming/copies/A-1__main__exact-card__a1.png", seed=2)
    document = json.loads(vitrina("scan", "--json", "--workspace", stocked.root).out)
    (again,) = document["arrived"]
    assert len(again["paths"]) == 2


def test_a_bad_sidecar_and_a_bad_checklist_are_told(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("incoming/A-1.png", seed=1)
    (shop.root / "incoming" / "A-1.png.json").write_text("{", "utf-8")
    shop.picture("incoming/B.png", seed=2)
    (shop.root / "incoming" / "B.json").write_text("[]", "utf-8")
    (shop.root / "checklists" / "bags.toml").write_text("schema = 1\n", "utf-8")
    ran = vitrina("scan", "--workspace", shop.root)
    assert ran.code == 0
    assert "A-1.png.json is no JSON" in ran.out
    assert "B.json does not hold a JSON object" in ran.out
    assert "bags.toml:1 name: is missing" in ran.out


def test_a_bad_listing_row_is_told_with_its_line(vitrina: Callable[..., Any], shop: Any) -> None:
    (shop.root / "listings.csv").write_text("sku;title\nA-1;Polo\n;nameless\n", "utf-8")
    ran = vitrina("scan", "--workspace", shop.root)
    assert ran.code == 0
    assert "listings.csv:3:" in ran.out


def test_a_listing_that_came_later_brings_the_tray_in(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("incoming/B-2__main.png", seed=1)
    assert "unmatched" in vitrina("scan", "--workspace", shop.root).out
    (shop.root / "listings.csv").write_text("sku;title\nB-2;Cap\n", "utf-8")
    vitrina("scan", "--workspace", shop.root)
    assert "no source" in vitrina("queue", "--workspace", shop.root).out
