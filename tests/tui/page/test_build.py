from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from core.model import Listing
from tests.tui.page.conftest import HOSTILE, shown
from tui.i18n.catalogue import LANGUAGES, catalogue
from tui.page.build import build_page, content_policy, script_data
from tui.page.pair import Box, Finding, Pair

MakePair = Callable[..., Pair]


class Elements(HTMLParser):
    """What a browser would find: tags with their attributes, texts, raw contents."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.text = ""
        self._open = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self._open, []).append(data)
        if self._open not in ("script", "style"):
            self.text += data


def read(page: str) -> Elements:
    found = Elements()
    found.feed(page)
    return found


def page_of(pair: Pair, language: str = "en", *, served: bool = False) -> str:
    return build_page(pair, catalogue(language), served=served, needed_seconds=5)  # type: ignore[arg-type]


def test_the_page_needs_nothing_from_outside(make_pair: MakePair) -> None:
    page = page_of(make_pair())
    for tag, attributes in read(page).tags:
        assert tag not in {"iframe", "object", "embed", "base", "form", "video", "audio"}
        for name in ("src", "href", "srcset", "action", "poster"):
            value = attributes.get(name) or ""
            assert not value or value.startswith(("data:", "#")), (tag, value[:60])
    assert not re.search(r"""url\((?!#)|@import|https?://""", page)


def test_the_policy_admits_exactly_the_style_and_the_script_of_the_page(make_pair: MakePair) -> None:
    found = read(page_of(make_pair()))
    policy = next(a["content"] or "" for t, a in found.tags if a.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        text = found.inside[tag][-1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert "connect-src 'self'" in content_policy(served=True)


def test_hostile_names_and_listings_stay_text(make_pair: MakePair) -> None:
    tame = read(page_of(make_pair(findings=(Finding("x"),))))
    hostile = make_pair(
        sku=HOSTILE,
        source=shown(f"sources/{HOSTILE}", (1, 2, 3)),
        candidate=shown(f"incoming/{HOSTILE}", (1, 2, 3)),
        listing=Listing(HOSTILE, title=HOSTILE, colour=HOSTILE, material="", marketplaces=(HOSTILE,)),
        findings=(Finding(HOSTILE),),
    )
    page = page_of(hostile)
    found = read(page)
    count = {tag: sum(t == tag for t, _ in tame.tags) for tag in ("script", "img", "style", "button")}
    assert {tag: sum(t == tag for t, _ in found.tags) for tag in count} == count
    assert not [name for _, attributes in found.tags for name in attributes if name.startswith("on")]
    assert "<script>document.title='owned'</script>" in found.text
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert r"\u202e\x1b[2J" in found.text


def test_script_data_cannot_leave_its_block() -> None:
    hostile = {"a": "</script><!--<script>\u2028&amp;", "b": [1, None]}
    written = script_data(hostile)
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == hostile


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("served", [True, False])
def test_every_word_is_said_in_every_language(make_pair: MakePair, language: str, served: bool) -> None:
    page = page_of(
        make_pair(findings=(Finding("x", Box(1, 2, 3, 4), 0.5, sure=False),)), language, served=served
    )
    found = read(page)
    assert re.findall(r"\b(?:page|caption|slot)-[a-z]", found.text) == []
    assert f'<html lang="{language}">' in page
    assert catalogue(language)("page-nothing-approved") in html.unescape(page)  # type: ignore[arg-type]


def test_questions_keep_their_groups_order_and_answers(make_pair: MakePair) -> None:
    found = read(page_of(make_pair()))
    answers = [attributes["data-answer"] for _, attributes in found.tags if "data-answer" in attributes]
    assert answers == ["pass", "fail", "open"]
    assert found.inside["h3"] == ["Side by side", "Words"]


def test_a_file_says_that_it_cannot_report_and_a_served_page_what_counts(make_pair: MakePair) -> None:
    say = catalogue("en")
    assert say("page-file") in read(page_of(make_pair())).text
    served = read(page_of(make_pair(), served=True))
    assert say("page-counts-waiting", needed=5) in served.text
    assert say("page-file") not in served.text


def test_the_script_gets_true_sizes_hashes_matrix_and_boxes(make_pair: MakePair) -> None:
    matrix = ((0.5, 0.0, 3.0), (0.0, 0.5, 4.0), (0.0, 0.0, 1.0))
    pair = make_pair(source_to_candidate=matrix, findings=(Finding("a", Box(1, 2, 3, 4)), Finding("b")))
    page = page_of(pair, served=True)
    data = json.loads(re.findall(r'<script type="application/json" id="pair">(.*?)</script>', page)[0])
    assert data["source"] == {"sha256": "5" * 64, "width": 600, "height": 800}
    assert data["matrix"] == [list(row) for row in matrix]
    assert data["findings"] == [[1, 2, 3, 4], None]
    assert data["served"] is True
