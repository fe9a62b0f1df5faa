"""A writer killed at random moments, and at every system call: no acknowledged event is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.events import Postponed
from core.store.store import Pending
from tests.torture import kills
from tests.torture.calls import intercepted

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


@pytest.mark.parametrize(("writers", "full", "seed"), [(1, 500, 1), (1, 500, 2), (3, 100, 3), (3, 100, 4)])
def test_random_kills(
    tmp_path: Path, times: Callable[[int], int], writers: int, full: int, seed: int
) -> None:
    cycles = times(full)
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.kills", tmp_path, str(cycles), str(writers), str(seed)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["cycles"] == cycles
    assert told["acknowledged"] > cycles
    print(f"{writers} writers: {told}")


def killed_at(folder: Path, call: int, half: bool, roll_at: int) -> tuple[list[str], bool]:
    """Fork a session that dies in its call number `call`; return what it acknowledged, and whether it did."""
    reader, told = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reader)
            store = kills.open_store(folder, roll_at)

            def die(
                number: int, name: str, call_it: Callable[..., object], arguments: tuple[object, ...]
            ) -> object:
                if number == call:
                    if half and name == "write":
                        data = bytes(arguments[1])  # type: ignore[call-overload]
                        call_it(arguments[0], data[: len(data) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return call_it(*arguments)

            with intercepted(die):
                for names in (["one"], ["two", "three"], ["four"]):
                    store.append([Pending("ana", Postponed(sha256=f"{call}.{name}")) for name in names])
                    with intercepted(None):
                        os.write(told, "".join(f"{call}.{name}\n" for name in names).encode())
            os._exit(0)
        finally:
            os._exit(3)
    os.close(told)
    _, status = os.waitpid(pid, 0)
    heard = kills.drain(reader)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return heard, os.WIFSIGNALED(status)


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("roll_at", [300, 4 * 1024 * 1024])
@pytest.mark.parametrize("history", [False, True])
def test_a_kill_at_every_call(tmp_path: Path, half: bool, roll_at: int, history: bool) -> None:
    call, died = 0, True
    while died:
        call += 1
        folder = tmp_path / str(call)
        folder.mkdir()
        acknowledged: set[str] = set()
        if history:
            kills.check(folder, roll_at, acknowledged, "before")
        heard, died = killed_at(folder, call, half, roll_at)
        acknowledged.update(heard)
        kills.check(folder, roll_at, acknowledged, f"after-{call}")
        names = kills.names_of(kills.open_store(folder, roll_at))
        assert (f"{call}.two" in names) == (f"{call}.three" in names), "an append of two is there by half"
    assert call > 20
