from __future__ import annotations

from types import SimpleNamespace

import pytest

from core.queue import Progress
from core.store.note import StoreNote
from tui.desk.asides import Asides
from tui.i18n.catalogue import catalogue


class Desk:
    """As much of a desk as is looked at."""

    def __init__(self) -> None:
        self.notes: tuple[StoreNote, ...] = ()
        self.progress: Progress | None = None

    def store_notes(self) -> tuple[StoreNote, ...]:
        return self.notes

    def reading(self) -> Progress | None:
        return self.progress


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_is_known_of_the_store_is_told_once_and_again_when_it_comes_back(desk: Desk) -> None:
    asides = Asides(desk, SimpleNamespace(note=str))
    assert asides.news() == ""
    desk.notes = ("copied",)
    assert asides.news() == "copied"
    assert asides.news() == ""
    desk.notes = ("copied", "clock")
    assert asides.news() == "clock"
    desk.notes = ()
    assert asides.news() == ""
    desk.notes = ("copied",)
    assert asides.news() == "copied"


def test_what_takes_long_is_due_once_the_history_is_read_and_when_it_is_asked_for_again(desk: Desk) -> None:
    asides = Asides(desk, catalogue("en"))
    desk.progress = Progress(1, 2)
    assert not asides.due()
    desk.progress = None
    assert asides.due()
    assert not asides.due()
    asides.again()
    assert asides.due()
