from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checklists.loader import load_checklists
from tui.i18n.catalogue import LANGUAGES

Vitrina = Callable[..., Any]


@pytest.fixture
def sold(stocked: Any, vitrina: Vitrina) -> Any:
    """A-1: main approved, detail rejected; 60 sold, 5 came back, 2 of them not as pictured; 2 rejections."""
    place = ("--workspace", stocked.root)
    rows = json.loads(vitrina("queue", *place, "--json").out)["candidates"]
    ids = {row["slot"]: row["id"] for row in rows}
    looks = [f"--{name}" for name in ("compare", "phone", "large-screen", "colour", "detail")]
    declared = [part for name in looks for part in (name, "declared")]
    approved = vitrina(
        "decide", ids["main"], "--approve", "--answers-all", "pass", "--looked", 9, *declared, *place
    )
    assert approved.code == 0, approved.err
    assert vitrina("decide", ids["detail"], "--reject", "label", "--note", "=blurred", *place).code == 0
    tables = {
        "sales": "sku;units\nA-1;60\n",
        "returns": "id;sku;reason\n" + "".join(f"{n};A-1;{w}\n" for n, w in enumerate(WORDS)),
        "moderation": "id;sku;reason\n1;A-1;Товар не соответствует описанию\n2;Z-9;нейросеть\n",
    }
    for kind, text in tables.items():
        path = stocked.root / f"{kind}.csv"
        path.write_text(text, "utf-8")
        days = ("--from", "2026-07-01", "--to", "2026-07-31") if kind == "sales" else ()
        assert vitrina("import", kind, path, "--marketplace", "ozon", *days, *place).code == 0
    return stocked


WORDS = ("Цвет", "цвет не соответствует", "брак", "пахнет", "передумал")


def document(ran: Any) -> dict[str, Any]:
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_log_has_our_rejections_and_the_marketplaces(vitrina: Vitrina, sold: Any) -> None:
    found = document(vitrina("log", "--workspace", sold.root, "--json"))
    assert found["counts"] == {"all": 3, "mismatch": 2, "rules": 0, "ai": 1, "other": 0}
    by = {entry["sku"] + entry["by"]: entry for entry in found["rejections"]}
    assert by["A-1qa"]["next"]["code"] == "studio"
    assert (by["A-1qa"]["reasons"], by["A-1qa"]["slot"]) == (["label"], "detail")
    assert (by["A-1ozon"]["reasons"], by["A-1ozon"]["slot"]) == (["not-as-pictured"], "main")
    assert (by["Z-9ozon"]["about"], by["Z-9ozon"]["next"]["code"]) == ("ai", "unknown-picture")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_is_said_in_every_language(vitrina: Vitrina, sold: Any, language: str) -> None:
    ran = vitrina("log", "--workspace", sold.root, "--lang", language)
    assert ran.code == 0
    assert ran.out.count("A-1") == 2


def test_the_log_is_narrowed_and_written_without_formulas(
    vitrina: Vitrina, sold: Any, tmp_path: Path
) -> None:
    csv, book = tmp_path / "log.csv", tmp_path / "log.xlsx"
    ran = vitrina("log", "--workspace", sold.root, "--by", "qa", "--csv", csv, "--xlsx", book)
    assert ran.code == 0
    lines = csv.read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert ",'=blurred," in lines[1]
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    assert ["=blurred", "s"] in [[cell.value, cell.data_type] for cell in sheet[2]]
    again = vitrina("log", "--workspace", sold.root, "--csv", csv)
    assert (again.code, csv.read_text("utf-8-sig").splitlines()) == (1, lines)
    assert vitrina("log", "--workspace", sold.root, "--csv", csv, "--force").code == 0
    assert len(csv.read_text("utf-8-sig").splitlines()) == 4


def test_the_metrics_in_figures(vitrina: Vitrina, sold: Any) -> None:
    found = document(vitrina("metrics", "--workspace", sold.root, "--json"))
    total = found["total"]
    assert (total["sold"], total["returned"], total["not_as_pictured"]) == (60, 5, 2)
    assert total["rate"]["share"] == pytest.approx(2 / 60)
    (category,) = found["by"]["category"]
    assert (category["value"], category["sold"]) == ("apparel", 60)
    assert [one["how"] for one in found["escapes"]] == ["words", "words"]
    (picture,) = found["escapes"][0]["pictures"]
    assert set(picture["decision"]["answers"].values()) == {"pass"}
    assert found["escaped"] == {"apparel": {"colour": 2}}
    assert found["first_pass"]["mode"][0]["too_few"] is True


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_metrics_tell_what_came_back_first_and_speed_last(
    vitrina: Vitrina, sold: Any, language: str
) -> None:
    ran = vitrina("metrics", "--workspace", sold.root, "--lang", language)
    assert ran.code == 0
    heads = {"en": ("Not as pictured", "From arrival"), "ru": ("Не как на фото", "От появления")}
    first, last = heads.get(language, ("Фотодағыдай емес", "Келгеннен"))
    assert ran.out.index(first) < ran.out.index(last)
    assert "●" in ran.out


def test_a_checklist_says_how_often_its_reasons_escaped(vitrina: Vitrina, sold: Any) -> None:
    place = ("--workspace", sold.root)
    found = document(vitrina("checklists", "show", "apparel", "--json", *place))
    assert {item["reason"]: item["escaped"] for item in found["items"]}["colour"] == 2
    assert "not as pictured for this: 2" in vitrina("checklists", "show", "apparel", *place).out
    assert "not as pictured" not in vitrina("checklists", "show", "shoes", *place).out


def test_nothing_to_count_is_said(vitrina: Vitrina, shop: Any) -> None:
    ran = vitrina("metrics", "--workspace", shop.root)
    assert ran.code == 0
    assert "Nothing that was approved came back" in ran.out
    assert vitrina("log", "--workspace", shop.root).out == "Nothing was rejected.\n"


@pytest.mark.parametrize(
    "wrong", [("--from", "July"), ("--from", "2026-08-01", "--to", "2026-07-01"), ("--raise", "shoes/sole")]
)
def test_what_makes_no_sense_is_wrong_usage(vitrina: Vitrina, shop: Any, wrong: tuple[str, ...]) -> None:
    assert vitrina("metrics", "--workspace", shop.root, *wrong).code == 2


def test_a_category_or_marketplace_that_is_not_there_is_said(vitrina: Vitrina, shop: Any) -> None:
    for wrong in (("--category", "boats"), ("--marketplace", "amazon")):
        ran = vitrina("metrics", "--workspace", shop.root, *wrong)
        assert (ran.code, wrong[1] in ran.err) == (1, True)


def test_a_proposal_is_taken_over_by_a_person(vitrina: Vitrina, sold: Any) -> None:
    place = ("--workspace", sold.root)
    (sold.root / "vitrina.toml").write_text("[metrics]\nescapes = 2\n", "utf-8")
    text = files("checklists").joinpath("categories", "apparel.toml").read_text("utf-8")
    item = next(item.id for item in load_checklists()[0]["apparel"].items if item.reason == "colour")
    lighter = re.sub(rf'(id = "{item}"\ngroup = "[a-z-]+"\nseverity = )"[a-z]+"', r'\1"minor"', text)
    assert lighter != text
    own = sold.root / "checklists" / "apparel.toml"
    own.write_text(lighter, "utf-8")
    (offered,) = document(vitrina("metrics", *place, "--json"))["proposals"]
    assert (offered["item"], offered["severity"], offered["escaped"]) == (item, "minor", 2)
    ran = vitrina("metrics", *place, "--raise", f"apparel/{item}", "--as", "eva")
    assert ran.code == 0
    assert own.read_text("utf-8") != lighter
    found = document(vitrina("metrics", *place, "--json"))
    assert found["proposals"] == []
    assert [(one["person"], one["item"], one["was"]) for one in found["raised"]] == [("eva", item, "minor")]
    assert "eva" in vitrina("metrics", *place).out


class Page(HTMLParser):
    """What a page would load, run or draw."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in ("src", "href")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_needs_nothing_else(vitrina: Vitrina, sold: Any, tmp_path: Path, language: str) -> None:
    page = tmp_path / "report.html"
    assert vitrina("report", "--html", page, "--workspace", sold.root, "--lang", language).code == 0
    text = page.read_text("utf-8")
    found = Page(text)
    assert "svg" in found.tags
    assert {"script", "img", "link", "iframe"}.isdisjoint(found.tags)
    assert found.links == []
    assert f'<html lang="{language}">' in text
    assert "default-src &#39;none&#39;" in text
    disclaimers = {
        "en": "guarantees no approval",
        "ru": "одобрения не гарантирует",
        "kk": "кепілдік бермейді",
    }
    assert disclaimers[language] in text


def test_what_comes_from_outside_cannot_be_markup(vitrina: Vitrina, sold: Any, tmp_path: Path) -> None:
    table = sold.root / "more.csv"
    table.write_text("id;sku;reason\n9;<script>x</script>;Цвет\n", "utf-8")
    place = ("--workspace", sold.root)
    assert vitrina("import", "returns", table, "--marketplace", "ozon", *place).code == 0
    page = tmp_path / "report.html"
    assert vitrina("report", "--html", page, *place).code == 0
    assert "&lt;script&gt;x" in page.read_text("utf-8")
    assert "script" not in Page(page.read_text("utf-8")).tags


def test_the_report_as_table_and_json_says_the_same(vitrina: Vitrina, sold: Any, tmp_path: Path) -> None:
    table, data = tmp_path / "r.csv", tmp_path / "r.json"
    ran = vitrina("report", "--csv", table, "--json", data, "--workspace", sold.root)
    assert ran.code == 0
    found = json.loads(data.read_text("utf-8"))
    lines = table.read_text("utf-8-sig").splitlines()
    assert f"returned,,,sold,{found['total']['sold']}" in lines
    assert f"returned,category,apparel,share,{found['total']['rate']['share']!r}" in lines
    assert vitrina("report", "--workspace", sold.root).code == 2
