"""Every language says the same things: the same files, ids, attributes, variables, commands and keys."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import tui.i18n.catalogue
from core.errors import UnknownSku
from core.model import Say
from tui.actions import DESK, LARGE, TRAY, VIEW
from tui.i18n.catalogue import LANGUAGES, catalogue, choose_language

FOLDER = Path(tui.i18n.catalogue.__file__).parent
TUI = FOLDER.parent
PRESENT = [language for language in LANGUAGES if any((FOLDER / language).glob("*.ftl"))]
OTHERS = [language for language in PRESENT if language != "en"]

NEEDED_FORMS = {
    "en": {"one", "other"},
    "ru": {"one", "few", "many", "other"},
    "kk": {"one", "other"},
}
PLURAL_FORMS = {"zero", "one", "two", "few", "many"}
SAME_AS_ENGLISH = {
    "caption-size": "figures and a format's name",
    "doctor-packages": "the names of packages",
}
"""Longer texts that are the same in every language, and why."""


class Uses(Visitor):
    """The variables of a pattern and its selectors."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.selectors: list[ftl.SelectExpression] = []
        self.others: list[str] = []
        """Other entries that are referred to."""

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 the visitor's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802 as above
        self.others.append(node.id.name)

    def visit_TermReference(self, node: ftl.TermReference) -> None:  # noqa: N802 as above
        self.others.append(f"-{node.id.name}")

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 as above
        self.selectors.append(node)
        self.generic_visit(node)


def uses(pattern: ftl.Pattern) -> Uses:
    found = Uses()
    found.visit(pattern)
    return found


@cache
def entries(language: str, file: str) -> list[ftl.EntryType]:
    return FluentParser().parse((FOLDER / language / file).read_text("utf-8")).body


def files(language: str) -> list[str]:
    return sorted(path.name for path in (FOLDER / language).iterdir() if not path.name.startswith("."))


@cache
def patterns(language: str) -> dict[str, ftl.Pattern]:
    """Return each text of a language by its id, or `id.attribute`."""
    found = {}
    for file in files(language):
        for entry in entries(language, file):
            if isinstance(entry, ftl.Message):
                if entry.value is not None:
                    found[entry.id.name] = entry.value
                found |= {f"{entry.id.name}.{part.id.name}": part.value for part in entry.attributes}
    return found


def source(pattern: ftl.Pattern) -> str:
    """Return a text as it stands in its file."""
    message = ftl.Message(ftl.Identifier("x"), pattern)
    return FluentSerializer().serialize_entry(message).removeprefix("x =").strip()


def words(pattern: ftl.Pattern) -> str:
    """Return a text without what stands in braces, unless that chooses between texts."""
    return re.sub(r"\{ \$\w+ \}", "", source(pattern))


def texts(pattern: ftl.Pattern) -> Iterator[str]:
    """Yield each of the texts that a pattern can become, variables as `{ $name }`."""
    for chosen in uses(pattern).selectors:
        for variant in chosen.variants:
            yield source(variant.value)
    if not uses(pattern).selectors:
        yield source(pattern)


def test_every_language_is_there() -> None:
    assert list(LANGUAGES) == PRESENT


@pytest.mark.parametrize("language", PRESENT)
def test_every_file_is_valid_fluent(language: str) -> None:
    junk = [
        (file, entry.content)
        for file in files(language)
        for entry in entries(language, file)
        if isinstance(entry, ftl.Junk)
    ]
    assert junk == []


@pytest.mark.parametrize("language", PRESENT)
def test_no_id_is_there_twice(language: str) -> None:
    ids = [
        entry.id.name
        for file in files(language)
        for entry in entries(language, file)
        if isinstance(entry, ftl.Message)
    ]
    assert sorted({id_ for id_ in ids if ids.count(id_) > 1}) == []


@pytest.mark.parametrize("language", PRESENT)
def test_each_entry_is_cut_out_whole_and_needs_no_other(language: str) -> None:
    cut = catalogue(language)._entries
    whole = [entry for file in files(language) for entry in entries(language, file)]
    messages = {entry.id.name: entry for entry in whole if isinstance(entry, ftl.Message | ftl.Term)}
    assert set(cut) == set(messages)
    assert [
        id_ for id_, text in cut.items() if not messages[id_].equals(parsed(text), ["span", "comment"])
    ] == []
    assert {
        id_: uses(pattern).others for id_, pattern in patterns(language).items() if uses(pattern).others
    } == {}


def parsed(text: str) -> ftl.EntryType:
    return FluentParser().parse(text).body[0]


@pytest.mark.parametrize("language", OTHERS)
def test_the_files_have_the_names_of_the_english_ones(language: str) -> None:
    assert files(language) == files("en")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("file", files("en"))
def test_a_file_has_the_ids_of_the_english_one_in_its_order(language: str, file: str) -> None:
    def ids(of: str) -> list[tuple[str, list[str]]]:
        return [
            (entry.id.name, [part.id.name for part in entry.attributes])
            for entry in entries(of, file)
            if isinstance(entry, ftl.Message)
        ]

    assert ids(language) == ids("en")


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_has_the_variables_of_the_english_one(language: str) -> None:
    def variables(of: str) -> dict[str, set[str]]:
        return {id_: uses(pattern).variables for id_, pattern in patterns(of).items()}

    assert variables(language) == variables("en")


@pytest.mark.parametrize("language", OTHERS)
def test_no_longer_text_was_left_in_english(language: str) -> None:
    left = [
        id_
        for id_, pattern in patterns(language).items()
        if id_ not in SAME_AS_ENGLISH
        and len(source(pattern)) > 20
        and any(map(str.isalpha, words(pattern)))
        and source(pattern) == source(patterns("en")[id_])
    ]
    assert left == []


@pytest.mark.parametrize("language", OTHERS)
def test_commands_options_and_files_are_not_translated(language: str) -> None:
    literal = re.compile(
        r"`[^`]*`|--[a-z-]+(?: declared)?|\b[A-Z]{2,}_[A-Z_]+\b|\b[a-z_.]+\.(?:toml|csv|conf)\b|\b[a-z]{2,}/"
    )

    def literals(pattern: ftl.Pattern) -> set[str]:
        return set(literal.findall(source(pattern)))

    differing = {
        id_: literals(pattern) ^ literals(patterns("en")[id_])
        for id_, pattern in patterns(language).items()
        if literals(pattern) != literals(patterns("en")[id_])
    }
    assert differing == {}


@pytest.mark.parametrize("language", OTHERS)
def test_keys_named_in_a_text_stay_latin(language: str) -> None:
    def keys(pattern: ftl.Pattern) -> set[str]:
        return set(re.findall(r"\((\w)\)|\b(Enter|Esc)\b", source(pattern)))

    assert {id_: keys(pattern) for id_, pattern in patterns(language).items()} == {
        id_: keys(pattern) for id_, pattern in patterns("en").items()
    }


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_mixes_latin_and_cyrillic_letters(language: str) -> None:
    mixed = re.compile(r"[a-z][а-яёәіңғүұқөһ]|[а-яёәіңғүұқөһ][a-z]", re.IGNORECASE)
    assert [id_ for id_, pattern in patterns(language).items() if mixed.search(source(pattern))] == []


@pytest.mark.parametrize("language", PRESENT)
def test_every_choice_by_count_has_the_forms_of_its_language(language: str) -> None:
    for id_, pattern in patterns(language).items():
        for chosen in uses(pattern).selectors:
            names = {one.key.name for one in chosen.variants if isinstance(one.key, ftl.Identifier)}
            assert [one for one in chosen.variants if one.default], id_
            if names & PLURAL_FORMS:
                assert names >= NEEDED_FORMS[language], id_


@pytest.mark.parametrize("language", [one for one in PRESENT if "few" in NEEDED_FORMS[one]])
def test_the_form_for_one_says_the_count_where_21_has_it_too(language: str) -> None:
    for id_, pattern in patterns(language).items():
        for chosen in uses(pattern).selectors:
            for one in chosen.variants:
                if isinstance(one.key, ftl.Identifier) and one.key.name == "one":
                    assert uses(one.value).variables, id_


@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 21, 1.5, 1_000_000])
@pytest.mark.parametrize("language", PRESENT)
def test_every_text_can_be_said_with_any_count(language: str, count: float) -> None:
    say = catalogue(language)
    for id_, pattern in patterns(language).items():
        text = say(id_, **dict.fromkeys(uses(pattern).variables, count))
        assert text, id_
        assert "{" not in text, id_
        assert "\n" not in text, id_


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 вопросов"), (1, "1 вопрос"), (2, "2 вопроса"), (5, "5 вопросов"), (21, "21 вопрос")],
)
def test_russian_counts(count: int, text: str) -> None:
    assert catalogue("ru")("desk-short-unanswered", count=count) == text


@pytest.mark.parametrize("language", PRESENT)
def test_an_escape_in_a_variable_comes_out_visible(language: str) -> None:
    say = catalogue(language)
    for id_, pattern in patterns(language).items():
        text = say(id_, **dict.fromkeys(uses(pattern).variables, "\x1b[2J\n\u202eA"))
        assert not set("\x1b\n\u202e") & set(text), id_
    assert r"\x1b[2J" in say("error-unknown-sku", sku="\x1b[2J")
    assert r"\x1b[2J" in say.error(UnknownSku(sku="\x1b[2J"))
    assert r"\x1b[2J" in say.say(Say("gate-item-unanswered", {"number": 1, "item": "\x1b[2J"}))


@pytest.mark.parametrize("language", OTHERS)
def test_labels_in_narrow_places_stay_short(language: str) -> None:
    def longest(id_: str, of: str) -> int:
        return max(map(len, texts(patterns(of)[id_])))

    footer = [f"action-{one.id}" for one in (*DESK, *VIEW, *LARGE, *TRAY) if one.footer]
    narrow = footer + [id_ for id_ in patterns(language) if id_.endswith(".short")]
    # A third more than in English, and some room for the words that are very short there.
    too_long = {
        id_: (longest(id_, language), longest(id_, "en"))
        for id_ in narrow
        if longest(id_, language) > longest(id_, "en") * 1.3 + 4
    }
    assert too_long == {}


@pytest.mark.parametrize("language", PRESENT)
def test_the_levels_of_the_doctor_fit_their_column(language: str) -> None:
    assert all(len(catalogue(language)(f"doctor-level-{level}")) < 6 for level in ("ok", "warn", "bad"))


def named_in_code() -> tuple[set[str], set[str]]:
    """Return the ids that tui's code says, and the beginnings of those it puts together."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if getattr(node.func, "attr", getattr(node.func, "id", "")) not in {"say", "_say", "Say"}:
                continue
            for said in ast.walk(node.args[0]):
                if isinstance(said, ast.JoinedStr) and isinstance(said.values[0], ast.Constant):
                    begun.add(str(said.values[0].value))
            said_whole = {str(said.value) for said in constants(node.args[0])}
            whole |= {id_ for id_ in said_whole if re.fullmatch(r"[a-z]+(-[a-z0-9_-]+)+(\.[a-z]+)?", id_)}
    return whole, begun


def constants(node: ast.expr) -> Iterator[ast.Constant]:
    """Yield an argument that is written out, or both of `a if x else b`."""
    if isinstance(node, ast.Constant):
        yield node
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def test_every_text_that_the_code_names_is_there() -> None:
    whole, begun = named_in_code()
    assert {"desk-loading", "desk-saving", "cli-about", "desk-nothing-else"} <= whole
    assert {"slot-", "mode-", "cli-verb-"} <= begun
    say = catalogue("en")
    assert sorted(id_ for id_ in whole if not say.has(id_)) == []
    assert sorted(start for start in begun if not any(id_.startswith(start) for id_ in patterns("en"))) == []


def test_an_unknown_id_is_shown_as_it_is_and_an_unknown_attribute_is_empty() -> None:
    say = catalogue("ru")
    assert say("no-such-text") == "no-such-text"
    assert say("error-unexpected.nothing") == ""
    assert say.has("error-unexpected.todo")
    assert not say.has("error-unexpected.nothing")
    assert not say.has("no-such-text.todo")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_asked_for_wins(language: str) -> None:
    assert choose_language(language, {"VITRINA_LANG": "en", "LANG": "en_US.UTF-8"}) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"VITRINA_LANG": "kk", "LC_ALL": "ru_RU.UTF-8"}, "kk"),
        ({"LC_ALL": "ru_RU.UTF-8", "LANG": "kk_KZ.UTF-8"}, "ru"),
        ({"LC_MESSAGES": "kk_KZ", "LANG": "ru_RU.UTF-8"}, "kk"),
        ({"LANG": "kk-KZ"}, "kk"),
        ({"LANG": "RU"}, "ru"),
        ({"LANG": "ru.UTF-8"}, "ru"),
        ({"VITRINA_LANG": "de", "LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_auto_follows_the_environment(environment: dict[str, str], language: str) -> None:
    assert choose_language("auto", environment) == language


@pytest.mark.parametrize("environment", [{}, {"LANG": "C"}, {"LANG": "de_DE.UTF-8"}, {"LANG": "run"}])
def test_without_a_known_language_it_is_english(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.i18n.catalogue.locale.getlocale", lambda: (None, None))
    assert choose_language("auto", environment) == "en"


def test_auto_reads_the_real_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VITRINA_LANG", "ru")
    assert choose_language("auto") == "ru"
