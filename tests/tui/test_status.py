from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checklists.model import Language
from checklists.packs_loader import load_packs
from core.model import Say, State
from core.process.gate import Found, GateItem
from core.process.looks import Screen
from core.process.rules import PictureFacts, check_picture
from core.queue import Progress, QueueRow
from tui.i18n.catalogue import catalogue
from tui.status import evidence_of, open_line, status_text

ROW = QueueRow("a", "a" * 64, State.UNDECIDED, "incoming/a.png", datetime(2026, 11, 23, tzinfo=UTC))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_what_only_warns_and_what_a_person_has_to_see_stands_in_the_evidence(language: Language) -> None:
    small = PictureFacts(slot="main", width=800, height=800, format="JPEG", bytes=1)
    found = Found(rules=check_picture(small, [load_packs()[0]["wildberries"]]))
    lines = evidence_of(catalogue(language), ROW, found, Screen())
    assert any("900 × 1200" in line for line in lines)
    assert not any("700 × 900" in line for line in lines), "it blocks, so it stands among the open conditions"
    questions = [line for line in lines if line.startswith("Wildberries: ") and line.endswith("?")]
    assert len(questions) == 3


@pytest.mark.parametrize(("width", "named"), [(120, True), (40, False)])
def test_rules_past_their_date_stand_in_the_line_where_there_is_room(width: int, named: bool) -> None:
    line = status_text(
        catalogue("en"),
        workspace="shop",
        person="ana",
        reading=None,
        progress=Progress(1, 9),
        status=None,
        others=(),
        tray=3,
        late=2,
        soon=0,
        stale=("Ozon", "Kaspi"),
        auditing=False,
        true_colour=True,
        measuring=None,
        width=width,
    )
    assert ("Ozon, Kaspi" in line.plain) == named
    assert "late 2" in line.plain
    assert line.cell_len <= width


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_key_is_named_for_colours_that_this_screen_does_not_have(language: Language) -> None:
    gate = [GateItem("needs-colour", Say("gate-needs-colour", {"numbers": "3"}))]
    rough = open_line(catalogue(language), gate, Screen("half", "256"))
    assert "Enter" not in rough
    assert "(L)" in rough
    assert "Enter" in open_line(catalogue(language), gate, Screen("half", "truecolor"))
