from __future__ import annotations

import queue

import pytest

import tui.view_maker
from core.desk import Desk
from core.model import Candidate, Source
from core.viewing.geometry import Dots
from core.viewing.looking import Looking
from tui.render.rendering import Rendering
from tui.view_maker import Drawn, DrawnPhone, Shot, ViewMaker


def test_what_is_drawn_of_a_pair_goes_with_the_pair_for_it_holds_its_pictures(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.view_maker, "_PAIRS", 1)
    ready: queue.SimpleQueue[Drawn | DrawnPhone] = queue.SimpleQueue()
    maker = ViewMaker(desk, Rendering(), ready.put)
    pairs = [(row.source, row.candidate) for row in desk.queue() if row.source and row.candidate]

    def shown(source: Source, candidate: Candidate) -> Drawn | None:
        return maker.want(source, candidate, Shot((source.sha256, candidate.sha256), Looking(), Dots(20, 10)))

    for source, candidate in pairs[:2]:
        assert shown(source, candidate) is None
        ready.get(timeout=20)
        assert shown(source, candidate) is not None
    assert shown(*pairs[0]) is None
    maker.close()
