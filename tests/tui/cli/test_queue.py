from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any


def queue_of(vitrina: Callable[..., Any], shop: Any) -> dict[str, Any]:
    ran = vitrina("queue", "--json", "--workspace", shop.root)
    assert ran.code == 0, ran.err
    document: dict[str, Any] = json.loads(ran.out)
    return document


def test_an_empty_queue_says_what_to_do(vitrina: Callable[..., Any], shop: Any) -> None:
    ran = vitrina("queue", "--workspace", shop.root)
    assert ran.code == 0
    assert "vitrina scan" in ran.out


def test_a_candidate_has_all_its_fields(vitrina: Callable[..., Any], stocked: Any) -> None:
    document = queue_of(vitrina, stocked)
    assert document["schema"] == 1
    assert document["progress"] == {"done": 0, "all": 2}
    main, detail = document["candidates"]
    assert (main["slot"], detail["slot"]) == ("main", "detail")
    assert main["sha256"].startswith(main["id"])
    assert main["path"] == "incoming/A-1__main__exact-card__a1.png"
    assert main["paths"] == [main["path"]]
    assert main["source"] == "sources/A-1.png"
    assert (main["sku"], main["mode"], main["attempt"], main["state"]) == (
        "A-1",
        "exact-card",
        1,
        "undecided",
    )
    assert (main["width"], main["height"], main["format"]) == (64, 48, "PNG")
    assert main["arrived_at"].endswith("Z")
    assert main["decisions"] == []


def test_the_gate_of_an_undecided_candidate_lists_everything(
    vitrina: Callable[..., Any], stocked: Any
) -> None:
    main, detail = queue_of(vitrina, stocked)["candidates"]
    codes = [condition["code"] for condition in main["gate"]]
    assert {"compare-not-opened", "phone-not-seen", "large-screen", "look-time"} <= set(codes)
    assert "phone-not-seen" not in [condition["code"] for condition in detail["gate"]]
    asked = [condition for condition in main["gate"] if condition["code"] == "item-unanswered"]
    assert "source-sharp" in [condition["item"] for condition in asked]
    assert all(condition["says"] for condition in main["gate"])
    compare = next(one for one in main["gate"] if one["code"] == "compare-not-opened")
    assert "--compare declared" in compare["clear"]


def test_a_file_that_was_not_taken_in_is_shown_as_waiting(vitrina: Callable[..., Any], stocked: Any) -> None:
    stocked.picture("incoming/A-1__social.png", seed=9)
    before = sorted((stocked.root / "decisions").iterdir())
    waiting = queue_of(vitrina, stocked)["candidates"][-1]
    assert waiting["state"] == "waiting"
    assert waiting["sha256"] is None
    assert waiting["id"].startswith("wait-")
    assert waiting["path"] == "incoming/A-1__social.png"
    assert waiting["gate"] == []
    assert sorted((stocked.root / "decisions").iterdir()) == before


def test_changed_bytes_under_a_known_name_are_waiting_too(vitrina: Callable[..., Any], stocked: Any) -> None:
    stocked.picture("incoming/A-1__main__exact-card__a1.png", seed=8, size=(70, 50))
    states = [candidate["state"] for candidate in queue_of(vitrina, stocked)["candidates"]]
    assert states == ["undecided", "undecided", "waiting"]


def test_no_source_and_unmatched_are_states_with_a_gate(vitrina: Callable[..., Any], shop: Any) -> None:
    shop.picture("incoming/A-1.png", seed=1)
    shop.picture("incoming/IMG_7.png", seed=2)
    vitrina("scan", "--workspace", shop.root)
    candidates = {one["path"]: one for one in queue_of(vitrina, shop)["candidates"]}
    no_source, unmatched = candidates["incoming/A-1.png"], candidates["incoming/IMG_7.png"]
    assert (no_source["state"], no_source["source"]) == ("no-source", None)
    assert "source-missing" in [one["code"] for one in no_source["gate"]]
    assert (unmatched["state"], unmatched["sku"]) == ("unmatched", "")
    assert "unmatched" in [one["code"] for one in unmatched["gate"]]


def test_refused_files_stand_in_the_queue_with_their_reason(vitrina: Callable[..., Any], shop: Any) -> None:
    path = shop.root / "incoming" / "clip.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypisom" + bytes(3000))
    shop.rested(path)
    vitrina("scan", "--workspace", shop.root)
    (refused,) = queue_of(vitrina, shop)["refused"]
    assert (refused["path"], refused["code"]) == ("incoming/clip.mp4", "video")
    assert refused["says"] == "Video is not reviewed yet: do not publish it."
    assert "do not publish it" in vitrina("queue", "--workspace", shop.root).out


def test_the_table_names_each_sku_once(vitrina: Callable[..., Any], stocked: Any) -> None:
    lines = vitrina("queue", "--workspace", stocked.root).out.splitlines()
    assert lines[0].split() == ["SKU", "slot", "mode", "try", "state", "evidence", "id", "file"]
    assert lines[1].startswith("A-1  main ")
    assert lines[2].startswith("     detail ")
    assert "Decided: 0 of 2" in lines


def test_hostile_names_are_readable_and_harmless(vitrina: Callable[..., Any], shop: Any) -> None:
    for number, name in enumerate(
        (b"[/].png", b"\x1b[31mred.png", b"two\nlines.png", "\u202egnp.png".encode(), b"\xff.png")
    ):
        shop.picture(os.fsdecode(b"incoming/" + name), seed=number)
    for verb in (["scan"], ["queue"], ["queue", "--json"], ["scan", "--json"]):
        ran = vitrina(*verb, "--workspace", shop.root)
        assert ran.code == 0
        assert not set("\x1b\u202e\r") & set(ran.out + ran.err)
        ran.out.encode("utf-8")
    paths = {one["path"] for one in queue_of(vitrina, shop)["candidates"]}
    assert "incoming/[/].png" in paths
    assert "incoming/\x1b[31mred.png" in paths
    assert "incoming/\\xff.png" in paths
