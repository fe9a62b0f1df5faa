from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checklists.model import LANGUAGES
from checklists.packs import MEGABYTE, MinSize, Question, RulePack
from checklists.packs_loader import load_packs, validate_pack
from checklists.packs_schema import CHECKS

SOUND = """schema = 1
id = "bazaar"
help = "https://bazaar.example/help"
collected = 2026-11-01
review_by = 2027-02-01
review_days = 60
ai = "not-found"
name = { en = "Bazaar", ru = "Базар", kk = "Базар" }
[[source]]
id = "page"
url = "https://bazaar.example/pictures"
kind = "official"
seen = 2026-11-01
[[source]]
id = "blog"
url = "http://blog.example"
kind = "guide"
seen = 2026-11-02
published = 2025-05-05
via = "a copy"
[[rule]]
id = "min-size"
check = "min-size"
width = 700
height = 900
level = "block"
confidence = "A"
sources = ["page"]
[[rule]]
id = "logo"
check = "question"
level = "ask"
confidence = "C"
sources = ["blog"]
slots = ["main"]
question = { en = "No logo?", ru = "Без логотипа?", kk = "Логотипсіз бе?" }
"""


def found(path: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(problem.line, problem.key, problem.code) for problem in validate_pack(path)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bazaar.toml"


@pytest.fixture
def shipped() -> dict[str, RulePack]:
    return load_packs()[0]


def test_the_marketplaces_that_are_known_have_a_sound_pack(shipped: dict[str, RulePack]) -> None:
    assert set(shipped) == {"kaspi", "megamarket", "ozon", "wildberries", "yandex-market"}


def test_no_shipped_figure_is_without_its_source_and_its_day(shipped: dict[str, RulePack]) -> None:
    for pack in shipped.values():
        for rule in pack.rules:
            assert rule.sources, (pack.id, rule.id)
            assert all(source.seen <= pack.collected for source in rule.sources), (pack.id, rule.id)


def test_a_third_partys_word_never_blocks(shipped: dict[str, RulePack]) -> None:
    levels = {(rule.confidence, rule.level) for pack in shipped.values() for rule in pack.rules}
    assert ("C", "block") not in levels
    assert ("A", "block") in levels


def test_every_question_is_asked_in_three_languages(shipped: dict[str, RulePack]) -> None:
    for pack in shipped.values():
        for rule in pack.rules:
            if isinstance(rule.limit, Question):
                texts = [rule.limit.text.in_(language) for language in LANGUAGES]
                assert len(set(texts)) == len(LANGUAGES), (pack.id, rule.id)


def test_a_sound_file_is_read_as_it_stands(file: Path) -> None:
    assert found(file, SOUND) == []
    marketplaces = file.parent / "own" / "marketplaces"
    marketplaces.mkdir(parents=True)
    (marketplaces / "bazaar.toml").write_text(SOUND, "utf-8")
    packs, problems = load_packs(file.parent / "own")
    assert problems == ()
    pack = packs["bazaar"]
    size, logo = pack.rules
    assert (pack.collected, pack.review_by, pack.review_days) == (date(2026, 11, 1), date(2027, 2, 1), 60)
    assert size.limit == MinSize(700, 900)
    assert size.slots == ("main", "detail", "social")
    assert logo.slots == ("main",)
    assert logo.sources[0].published == date(2025, 5, 5)


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "code"),
    [
        ("schema = 1", "schema = 2", 1, "schema", "unknown-schema"),
        ('id = "bazaar"', 'id = "Bazaar/../x"', 2, "id", "not-kebab"),
        ("https://bazaar.example/help", "javascript:alert(1)", 3, "help", "not-url"),
        ("https://bazaar.example/help", "https://x/ y", 3, "help", "not-url"),
        ("collected = 2026-11-01", 'collected = "yesterday"', 4, "collected", "wrong-type"),
        ("collected = 2026-11-01", "collected = 2026-11-01T00:00:00", 4, "collected", "wrong-type"),
        ("review_by = 2027-02-01", "review_by = 2026-11-01", 5, "review_by", "review-too-early"),
        ("review_by = 2027-02-01\n", "", 1, "review_by", "missing-key"),
        ("review_days = 60", "review_days = 0", 6, "review_days", "out-of-range"),
        ("review_days = 60", "review_days = 1e3", 6, "review_days", "wrong-type"),
        ('ai = "not-found"', 'ai = "maybe"', 7, "ai", "unknown-option"),
        ('kk = "Базар"', 'kz = "Базар"', 8, "name.kz", "unknown-key"),
        ('kind = "official"', 'kind = "rumour"', 12, "source[1].kind", "unknown-option"),
        ('id = "blog"', 'id = "page"', 15, "source[2].id", "duplicate"),
        ('check = "min-size"', 'check = "max-hue"', 23, "rule[1].check", "unknown-check"),
        ("width = 700\n", "", 21, "rule[1].width", "missing-key"),
        ("width = 700", "width = 0", 24, "rule[1].width", "out-of-range"),
        ("width = 700", "width = 700\ndepth = 1", 25, "rule[1].depth", "unknown-key"),
        ('level = "block"', 'level = "fine"', 26, "rule[1].level", "unknown-option"),
        ('level = "block"', 'level = "ask"', 26, "rule[1].level", "ask-level"),
        ('confidence = "A"', 'confidence = "D"', 27, "rule[1].confidence", "unknown-option"),
        ('confidence = "A"', 'confidence = "C"', 26, "rule[1].level", "guess-blocks"),
        ('sources = ["page"]', 'sources = ["blog"]', 27, "rule[1].confidence", "not-official"),
        ('sources = ["page"]', 'sources = ["hearsay"]', 28, "rule[1].sources", "unknown-source"),
        ('sources = ["page"]', "sources = []", 28, "rule[1].sources", "no-source"),
        ('sources = ["page"]\n', "", 21, "rule[1].sources", "no-source"),
        ('level = "ask"', 'level = "warn"', 32, "rule[2].level", "ask-level"),
        ('slots = ["main"]', 'slots = ["side"]', 35, "rule[2].slots", "unknown-slot"),
        ('id = "logo"', 'id = "min-size"', 30, "rule[2].id", "duplicate"),
        ('en = "No logo?", ', "", 36, "rule[2].question.en", "missing-language"),
        ('"No logo?"', '"No \\u001b[2Jlogo?"', 36, "rule[2].question.en", "control-character"),
    ],
)
def test_every_mistake_is_named_with_its_place(
    file: Path, old: str, new: str, line: int, key: str, code: str
) -> None:
    assert old in SOUND
    assert (line, key, code) in found(file, SOUND.replace(old, new, 1))


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"= 1", b"[" * 5000, b"schema = 1\nrule = 7\nsource = []"])
def test_no_file_makes_the_loader_raise(file: Path, raw: bytes) -> None:
    assert found(file, raw)


def test_one_mistake_leaves_the_shipped_pack_in_use(tmp_path: Path) -> None:
    (tmp_path / "marketplaces").mkdir()
    (tmp_path / "marketplaces" / "ozon.toml").write_text('schema = 1\nid = "ozon"\n', "utf-8")
    packs, problems = load_packs(tmp_path)
    assert packs["ozon"] == load_packs()[0]["ozon"]
    assert {problem.code for problem in problems} == {"missing-key"}


def test_a_workspaces_pack_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "marketplaces").mkdir()
    own = SOUND.replace('id = "bazaar"', 'id = "ozon"')
    (tmp_path / "marketplaces" / "ozon.toml").write_text(own, "utf-8")
    assert load_packs(tmp_path)[0]["ozon"].name.en == "Bazaar"


@pytest.mark.parametrize(
    ("check", "figures"),
    [
        ("max-side", "pixels = 5"),
        ("aspect", "width = 3\nheight = 4\ntolerance = 0.1"),
        ("formats", 'formats = ["JPEG"]'),
        ("max-bytes", "megabytes = 2"),
        ("max-count", "pictures = 3"),
        ("min-quality", "percent = 65"),
        ("srgb", ""),
        ("opaque", ""),
        ("min-fill", "share = 0.8"),
        ("white-background", ""),
    ],
)
def test_every_check_can_be_written(file: Path, check: str, figures: str) -> None:
    assert check in CHECKS
    text = SOUND.replace('check = "min-size"\nwidth = 700\nheight = 900', f'check = "{check}"\n{figures}')
    assert found(file, text) == []


def test_a_share_is_above_nothing_and_at_most_all(file: Path) -> None:
    for share, code in (
        ("0", "out-of-range"),
        ("1.5", "out-of-range"),
        ("true", "wrong-type"),
        ("nan", "out-of-range"),
    ):
        text = SOUND.replace(
            'check = "min-size"\nwidth = 700\nheight = 900', f'check = "min-fill"\nshare = {share}'
        )
        assert found(file, text) == [(24, "rule[1].share", code)]


def test_a_megabyte_is_what_it_is_to_a_computer() -> None:
    assert MEGABYTE == 1_048_576


NAMING = """[naming]
main = "{sku}"
other = "{sku}_{number}"
confidence = "A"
sources = ["page"]
[[upload]]
confidence = "C"
sources = ["blog"]
text = { en = "By hand", ru = "Вручную", kk = "Қолмен" }
"""


def test_how_pictures_come_into_the_cabinet_is_data_with_a_source(
    file: Path, shipped: dict[str, RulePack]
) -> None:
    assert found(file, SOUND + NAMING) == []
    for pack in shipped.values():
        for way in pack.ways:
            assert way.sources, pack.id
            assert len({way.text.in_(language) for language in LANGUAGES}) == len(LANGUAGES), pack.id
    assert shipped["ozon"].naming is not None
    assert shipped["kaspi"].naming is None, "not known is not guessed"


@pytest.mark.parametrize(
    "template",
    ["../{sku}", "{sku}/../x", "/{sku}", "{sku}.jpg", "{sku}/a/b", "a b {sku}", "main", "{sku:>9999}"],
)
def test_a_name_that_leads_out_of_the_folder_or_names_no_sku_is_refused(file: Path, template: str) -> None:
    text = SOUND + NAMING.replace('main = "{sku}"', f'main = "{template}"')
    assert [problem[1:] for problem in found(file, text)] == [("naming.main", "bad-template")]
