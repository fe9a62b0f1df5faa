from __future__ import annotations

import queue
import time
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

import tui.view_maker
from core.desk import Desk
from core.imaging.cache import EDGE, PREVIEW_EDGE
from core.model import Candidate, Source
from core.viewing.geometry import Dots, Matrix
from core.viewing.looking import Looking
from core.viewing.pair import Pair
from core.workspace import Workspace
from tui.render.rendering import Rendering
from tui.view_maker import Drawn, DrawnPhone, Shot, ViewMaker


def wait_for(there: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not there() and time.monotonic() < end:
        time.sleep(0.001)
    return there()


def test_what_is_drawn_of_a_pair_goes_with_the_pair_for_it_holds_its_pictures(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.view_maker, "_PAIRS", 1)
    ready: queue.SimpleQueue[Drawn | DrawnPhone] = queue.SimpleQueue()
    maker = ViewMaker(desk.pictures, Rendering(), ready.put)
    pairs = [(row.source, row.candidate) for row in desk.queue() if row.source and row.candidate]

    def shown(source: Source, candidate: Candidate) -> Drawn | None:
        return maker.want(source, candidate, Shot((source.sha256, candidate.sha256), Looking(), Dots(20, 10)))

    for source, candidate in pairs[:2]:
        assert shown(source, candidate) is None
        ready.get(timeout=20)
        assert shown(source, candidate) is not None
    assert shown(*pairs[0]) is None
    maker.close()


def test_what_may_be_wanted_next_is_there_when_it_is_and_gives_way_to_newer_wishes(desk: Desk) -> None:
    told: queue.SimpleQueue[Drawn | DrawnPhone] = queue.SimpleQueue()
    maker = ViewMaker(desk.pictures, Rendering(), told.put)
    row = next(row for row in desk.queue() if row.source and row.candidate)
    assert row.source
    assert row.candidate
    source, candidate = row.source, row.candidate
    shots = [
        Shot((source.sha256, candidate.sha256), Looking(), Dots(columns, 10)) for columns in range(20, 60)
    ]

    def there(shot: Shot) -> bool:
        return maker._drawn.get(shot) is not None

    maker.foresee(source, candidate, shots[:2])
    assert wait_for(lambda: there(shots[1]))
    assert there(shots[0])
    assert told.empty(), "nobody has asked for them yet"
    maker.foresee(source, candidate, shots[2:-1])
    assert wait_for(lambda: there(shots[2]))
    maker.foresee(source, candidate, shots[-1:])
    assert wait_for(lambda: there(shots[-1]))
    assert not there(shots[-2])
    maker.close()


def test_a_pair_is_aligned_anew_when_more_is_known_of_it(desk: Desk) -> None:
    ready: queue.SimpleQueue[Drawn | DrawnPhone] = queue.SimpleQueue()
    known: list[Matrix] = []
    maker = ViewMaker(desk.pictures, Rendering(), ready.put, lambda *_: known[0] if known else None)
    row = next(row for row in desk.queue() if row.source and row.candidate)
    assert row.source
    assert row.candidate
    shot = Shot((row.source.sha256, row.candidate.sha256), Looking(), Dots(20, 10))
    hows = []
    for _ in range(2):
        assert maker.want(row.source, row.candidate, shot) is None
        drawn = ready.get(timeout=20)
        assert isinstance(drawn, Drawn)
        assert drawn.scene
        hows.append(drawn.scene.pair.alignment.how)
        assert not maker.renew(row.source, row.candidate)
        known.append(np.eye(3))
        assert maker.renew(row.source, row.candidate) == (len(known) == 1)
    assert hows[0] != "registered"
    assert hows[1] == "registered"
    maker.close()


def test_a_pair_is_drawn_from_previews_and_has_its_working_copies_when_it_is_looked_at(
    desk: Desk, workspace: Workspace
) -> None:
    for folder in (workspace.sources, workspace.incoming):
        picture = Image.effect_noise((3 * EDGE // 2, EDGE), 40).convert("RGB")
        picture.save(folder / ("N-1.jpg" if folder == workspace.sources else "N-1__main.jpg"))
    desk.taking_in.scan()
    row = next(row for row in desk.queue() if row.sku == "N-1")
    assert row.source
    assert row.candidate
    both = (row.source, row.candidate)
    ready: queue.SimpleQueue[Drawn | DrawnPhone] = queue.SimpleQueue()
    maker = ViewMaker(desk.pictures, Rendering(), ready.put)
    shot = Shot((row.source.sha256, row.candidate.sha256), Looking(), Dots(20, 10))
    maker.want(*both, shot)
    drawn = ready.get(timeout=20)
    assert isinstance(drawn, Drawn)
    assert drawn.scene
    assert widths(drawn.scene.pair) == [PREVIEW_EDGE] * 2
    maker.sharpen(*both, drawn, 1.0)
    ready.get(timeout=20)
    pair = maker.pair(*both)
    assert pair
    assert widths(pair) == [EDGE * 3 // 2] * 2
    maker.close()


def widths(pair: Pair) -> list[int]:
    """Return the pixels across of the largest copies that a pair has."""
    return [picture.whole.image.width for picture in (pair.source, pair.candidate)]
