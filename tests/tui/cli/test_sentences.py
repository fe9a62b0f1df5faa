"""Every failure, refusal, condition and mistake that core can name has its English sentence."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

import checklists.document
import checklists.loader
import checklists.packs_schema
import checklists.schema
import checklists.table
import core.errors
import core.process.conditions
import tui.cli.errors
import tui.page.errors
from checklists.loader import load_checklists
from checklists.model import LANGUAGES, Language
from checklists.packs_schema import CHECKS
from core.errors import VitrinaError
from core.imaging.inspect import REFUSALS
from core.intake.listings import FAULTS, ROW_PROBLEMS
from core.intake.sidecar import SIDECAR_PROBLEMS
from core.model import Answer, Candidate, Draft, Match, Mode, Slot, State
from core.process.conditions import Around, process_conditions
from core.process.gate import Found, GateItem, GateRules, gate
from core.process.inspection import Mode as InspectionMode
from core.process.lapses import Lapse, LapseRules
from core.process.packs import PackState
from core.process.people import People, Person, Role
from core.process.sla import Stage
from core.store.verify import verify_files
from tui.cli.candidates import how_to_clear
from tui.i18n.catalogue import catalogue

say = catalogue("en")
CLI = Path(tui.cli.errors.__file__).parent


def classes_of(module: object) -> list[type[VitrinaError]]:
    found = inspect.getmembers(module, inspect.isclass)
    return [one for _, one in found if issubclass(one, VitrinaError) and one.__module__ == module.__name__]  # type: ignore[attr-defined]


def conditions() -> list[GateItem]:
    """Return every condition that the gate can name."""
    items = load_checklists()[0]["general"].items_for("main")
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def of(sku: str, found: Found, draft: Draft) -> tuple[GateItem, ...]:
        candidate = Candidate("0" * 64, ("incoming/a.png",), Match(sku, Slot.MAIN), 1, 1, "PNG", 1, at)
        return gate(candidate, items, draft, found, GateRules(source_soft_below=1.0))

    passed = Draft(answers={item.id: Answer.PASS for item in items})
    ad = Candidate("1" * 64, ("incoming/ana/a.png",), Match("A", Slot.AD, Mode.LIFESTYLE), 1, 1, "PNG", 1, at)
    main = msgspec.structs.replace(ad, match=Match("A", Slot.MAIN, Mode.LIFESTYLE))
    people = People({"ana": Person((Role.OWNER,), ("ana",)), "bek": Person()})
    around = Around("ana", named_sku="B", paused="b-1", undrilled="shoes", planted=True)
    failed = Draft(answers={item.id: Answer.FAIL for item in items})
    return [
        *of("", Found("changed", "missing"), Draft()),
        *of("A", Found("missing", "changed"), failed),
        *of("A", Found("same", "same", 0.1), Draft()),
        *of("A", Found("same", "same", drifted=("colour",)), passed),
        *process_conditions(ad, around, LapseRules(people)),
        *process_conditions(main, replace(around, person="bek"), LapseRules(people)),
    ]


def checklist_codes() -> set[str]:
    """Return every code that the checklist loader can report, read from its calls."""
    place = {"report": 1, "add": 1, "choice": 2, "_problem": 1, "Problem": 3}
    codes = set()
    modules = (
        checklists.document,
        checklists.loader,
        checklists.packs_schema,
        checklists.schema,
        checklists.table,
    )
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                at = place.get(name, -1)
                if 0 <= at < len(node.args) and isinstance(code := node.args[at], ast.Constant):
                    codes.add(str(code.value))
    return codes


@pytest.mark.parametrize(
    "error", [*classes_of(core.errors), *classes_of(tui.cli.errors), *classes_of(tui.page.errors)]
)
def test_every_error_says_what_is_wrong_and_what_to_do(error: type[VitrinaError]) -> None:
    assert say.has(f"error-{error.code}")
    assert say(f"error-{error.code}.todo").strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", [check for check in CHECKS if check != "question"])
def test_every_check_of_a_rule_pack_has_its_own_words(check: str, language: Language) -> None:
    words = catalogue(language)
    args = {"marketplace": "M", "needed": "N", "found": "F", "confidence": "A", "source": "s", "seen": "d"}
    for id_ in ("rules-broken", "rules-broken.short", "rules-asks"):
        text = words(id_, check=check, **args)
        assert text
        assert check not in text, id_
    assert words("rules-broken.clear")


@pytest.mark.parametrize("item", conditions(), ids=lambda item: item.code)
def test_every_condition_of_the_gate_is_said_with_how_to_clear_it(item: GateItem) -> None:
    assert say.has(f"gate-{item.code}")
    for text in (say.say(item.says), say.clear(item.says), how_to_clear(say, item.says)):
        assert text
        assert "{" not in text
    assert not re.search(r"\bwith [b-zA-Z]\b|\bEnter\b", how_to_clear(say, item.says)), (
        "a key, on the command line"
    )


def test_the_conditions_above_are_all_there_are() -> None:
    source = inspect.getsource(inspect.getmodule(gate) or gate) + inspect.getsource(core.process.conditions)
    named = {
        code.replace("{found.file}", "x") for code in re.findall(r'_condition\(f?"([a-z{}.-]+)"', source)
    }
    codes = {item.code for item in conditions()}
    assert {code for code in named if "{" not in code and not code.endswith("-x")} <= codes
    assert {"file-changed", "file-missing", "source-changed", "source-missing"} <= codes


def test_every_sentence_that_the_process_makes_is_there() -> None:
    folder = Path(core.process.conditions.__file__).parent
    made = {
        id_
        for path in folder.glob("*.py")
        for id_ in re.findall(r'"((?:batch-left|inspection|missing)-[a-z-]+)"', path.read_text("utf-8"))
    }
    ids = {*made, *(f"lapse-{lapse}" for lapse in Lapse), *(f"stage-{stage}" for stage in Stage)}
    ids |= {f"pack-{state}" for state in PackState} | {f"cli-category-{mode}" for mode in InspectionMode}
    assert len(made) > 10
    assert sorted(id_ for id_ in ids if not say.has(id_)) == []


@pytest.mark.parametrize("code", sorted({*REFUSALS, "changed"}))
def test_every_refusal_is_said(code: str) -> None:
    assert say.has(f"refusal-{code}")


def test_video_is_refused_in_the_agreed_words() -> None:
    assert say("refusal-video") == "Video is not reviewed yet: do not publish it."


@pytest.mark.parametrize("code", ROW_PROBLEMS)
def test_every_problem_of_a_listing_row_is_said(code: str) -> None:
    assert say.has(f"listing-{code}")


@pytest.mark.parametrize("why", FAULTS)
def test_every_fault_of_a_listing_is_said_in_words(why: str) -> None:
    assert say("error-listing-unreadable", path="listings.csv", why=why) != say(
        "error-listing-unreadable", path="listings.csv", why="?"
    ).replace("?", why)


@pytest.mark.parametrize("code", SIDECAR_PROBLEMS)
def test_every_problem_of_a_sidecar_is_said(code: str) -> None:
    assert say.has(f"sidecar-{code}")


@pytest.mark.parametrize("code", sorted(checklist_codes()))
def test_every_mistake_in_a_checklist_is_said(code: str) -> None:
    assert say.has(f"checklist-{code}")


def test_the_codes_of_checklists_were_found() -> None:
    assert {"unknown-key", "unknown-group", "not-a-file", "same-id", "more", "syntax"} <= checklist_codes()


def test_every_state_is_said() -> None:
    assert all(say.has(f"cli-state-{state}") for state in State)


def test_every_broken_link_of_the_record_is_said() -> None:
    source = inspect.getsource(inspect.getmodule(verify_files) or verify_files)
    codes = set(re.findall(r'"(changed|unreadable|torn|missing|reordered|foreign|forked)"', source))
    assert len(codes) == 7
    assert all(say.has(f"cli-verify-{code}") for code in codes)


def test_every_sentence_that_the_verbs_name_is_there() -> None:
    named: set[str] = set()
    for path in CLI.rglob("*.py"):
        text = path.read_text("utf-8")
        named |= {f"{id_}" for id_ in re.findall(r'say\("([a-z][a-z0-9.-]+)"', text)}
        # check("id", "level", "message"): the third is a sentence of the doctor.
        named |= {
            f"doctor-{id_}" for id_ in re.findall(r'check\(\s*"[a-z-]*",\s*"[a-z]+",\s*"([a-z-]+)"', text)
        }
    assert len(named) > 40
    assert sorted(id_ for id_ in named if not say.has(id_)) == []
