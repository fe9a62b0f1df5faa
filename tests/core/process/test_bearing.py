from __future__ import annotations

import pytest

from checklists.loader import load_checklists
from core.drift.result import KINDS
from core.model import Answer, Draft
from core.process.bearing import WHOLE, against, item_of, items_of

CHECKLISTS = load_checklists()[0]


@pytest.mark.parametrize("category", sorted(CHECKLISTS))
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_bears_on_a_question_of_every_checklist(category: str, kind: str) -> None:
    item = item_of(kind, CHECKLISTS[category].items_for("main"))
    assert item is not None
    assert item.id != "source-sharp", "drift says nothing about the source alone"


def test_a_kind_bears_on_the_question_of_its_own_reason_else_on_the_whole() -> None:
    items = CHECKLISTS["shoes"].items_for("main")
    by_id = {item.id: item for item in items}
    found = items_of(("colour", "blur"), items)
    assert next(by_id[name].reason for name in found) == "colour"
    assert found[WHOLE] == ("blur",)
    assert item_of("colour", ()) is None


def test_only_a_pass_goes_against_what_was_measured() -> None:
    items = CHECKLISTS["shoes"].items_for("main")
    colour = next(item.id for item in items if item.reason == "colour")
    for answer, expected in ((Answer.PASS, (colour,)), (Answer.FAIL, ()), (Answer.NA, ())):
        assert against(("colour",), items, Draft(answers={colour: answer})) == expected
    assert against(("colour",), items, Draft()) == ()
