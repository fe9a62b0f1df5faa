from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.drift.result import KINDS, Evidence, MaskTrust, Picture, Product, Registration
from core.drift.version import algorithm
from core.evidence.cache import EvidenceCache
from core.evidence.measuring import Measuring
from core.evidence.outcome import Absent, Measured, Reply, Unmeasured
from core.evidence.process import WorkerProcess
from core.evidence.request import File, MeasurePair, Wish


def wish(candidate: str) -> Wish:
    return Wish("s", candidate, "exact-card")


def request_of(wanted: Wish) -> MeasurePair:
    return MeasurePair(
        source=File(path="/s", sha256=wanted.source),
        candidate=File(path="/c", sha256=wanted.candidate),
        mode=wanted.mode,
        max_pixels=1,
    )


def evidence(candidate: str) -> Evidence:
    return Evidence(
        algorithm="1",
        source=Picture(sha256="s"),
        candidate=Picture(sha256=candidate),
        mode="exact-card",
        mask=MaskTrust("none", 0.0),
        registration=Registration(found=False, confidence=0.0),
        product=Product(),
        scores=dict.fromkeys((*KINDS, "any"), 0.0),
        flags=(),
        unmeasured=KINDS,
        findings=(),
    )


class Bench:
    """A measuring whose worker answers as a test says, one pair at a time, when it may."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.replies: dict[str, list[Reply]] = {}
        self.may = threading.Semaphore(0)
        self.news = threading.Condition()
        monkeypatch.setattr(WorkerProcess, "ask", lambda _worker, request: self._ask(request))
        self.measuring = Measuring(EvidenceCache(folder), request_of, self._told, workers=1)
        self.measuring.start()

    def _ask(self, request: MeasurePair) -> Reply:
        name = request.candidate.sha256
        self.asked.append(name)
        self._told()
        self.may.acquire()
        replies = self.replies.get(name)
        return replies.pop(0) if replies else Measured(evidence(name))

    def _told(self) -> None:
        with self.news:
            self.news.notify_all()

    def until(self, there: Callable[[], bool]) -> None:
        with self.news:
            assert self.news.wait_for(there, 20)


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(tmp_path, monkeypatch)
    yield made
    for _ in range(50):
        made.may.release()
    made.measuring.close()


def test_pairs_are_measured_in_the_order_they_are_wanted_in_and_kept(bench: Bench, tmp_path: Path) -> None:
    wanted = [wish(name) for name in "abc"]
    bench.measuring.want(wanted)
    for _ in wanted:
        bench.may.release()
    bench.until(lambda: all(bench.measuring.outcome(one) for one in wanted))
    assert bench.asked == ["a", "b", "c"]
    bench.until(lambda: bench.measuring.progress() is None)
    assert EvidenceCache(tmp_path).get(wish("b").key(algorithm())) == Measured(evidence("b"))


def test_the_order_can_be_said_anew_while_one_is_measured(bench: Bench) -> None:
    bench.measuring.want([wish(name) for name in "abcd"])
    bench.until(lambda: bench.asked == ["a"])
    bench.measuring.want([wish("d"), wish("b")])
    for _ in range(3):
        bench.may.release()
    bench.until(lambda: bool(bench.measuring.outcome(wish("b"))))
    assert bench.asked == ["a", "d", "b"]
    assert bench.measuring.outcome(wish("a")), "what was under way is kept"
    assert bench.measuring.outcome(wish("c")) is None


def test_what_is_on_the_disk_is_not_measured_again(bench: Bench, tmp_path: Path) -> None:
    EvidenceCache(tmp_path).put(wish("a").key(algorithm()), Measured(evidence("a")))
    bench.measuring.want([wish("a")])
    bench.until(lambda: bool(bench.measuring.outcome(wish("a"))))
    assert bench.asked == []


def test_a_pair_that_ends_its_worker_is_tried_twice_and_then_known(bench: Bench, tmp_path: Path) -> None:
    bench.replies["a"] = [Unmeasured(why="crashed"), Unmeasured(why="crashed")]
    bench.measuring.want([wish("a"), wish("b")])
    for _ in range(3):
        bench.may.release()
    bench.until(lambda: bool(bench.measuring.outcome(wish("a"))))
    assert bench.asked == ["a", "b", "a"], "others come before it is tried again"
    assert bench.measuring.outcome(wish("a")) == Unmeasured(why="crashed", tries=2)
    found = EvidenceCache(tmp_path).get(wish("a").key(algorithm()))
    assert isinstance(found, Unmeasured)
    assert found.final, "another session does not try it either"


def test_a_pair_whose_file_is_not_there_is_tried_again_after_news(bench: Bench) -> None:
    bench.replies["a"] = [Absent()]
    bench.measuring.want([wish("a")])
    bench.may.release()
    bench.until(lambda: bench.measuring.progress() is None and bench.asked == ["a"])
    bench.measuring.want([wish("a")])
    assert bench.measuring.progress() is None
    bench.measuring.forget_absent()
    bench.measuring.want([wish("a")])
    bench.may.release()
    bench.until(lambda: bool(bench.measuring.outcome(wish("a"))))
    assert bench.asked == ["a", "a"]


def test_masks_modes_and_measures_are_told_apart() -> None:
    keys = {
        Wish("s", "c", "exact-card").key("1"),
        Wish("s", "c", "white-background").key("1"),
        Wish("s", "c", "exact-card", models=("mine",)).key("1"),
        Wish("s", "c", "exact-card").key("2"),
        Wish("c", "s", "exact-card").key("1"),
    }
    assert len(keys) == 5
