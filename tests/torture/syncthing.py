"""Two Syncthing daemons on loopback that know nobody but each other.

Discovery, relays, NAT, usage and crash reports and upgrades are off; each is given a free port for the other
and one for its own interface. Works with Syncthing 1.x and 2.x, whose command lines differ; tried with 1.19.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

KEY = "vitrina"
WAIT = 60.0
"""Seconds that anything is waited for."""

_CONFIG = """<configuration version="35">
<folder id="shop" path="{folder}" type="sendreceive" rescanIntervalS="3600" fsWatcherEnabled="true"
  fsWatcherDelayS="1"><device id="{ids[0]}"/><device id="{ids[1]}"/><minDiskFree unit="MB">1</minDiskFree>
  <maxConflicts>-1</maxConflicts></folder>
<device id="{own}"><address>dynamic</address></device>
<device id="{other}"><address>tcp://127.0.0.1:{there}</address></device>
<gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address><apikey>{key}</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{here}</listenAddress>
  <globalAnnounceEnabled>false</globalAnnounceEnabled><localAnnounceEnabled>false</localAnnounceEnabled>
  <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled><startBrowser>false</startBrowser>
  <urAccepted>-1</urAccepted><crashReportingEnabled>false</crashReportingEnabled>
  <autoUpgradeIntervalH>0</autoUpgradeIntervalH><stunKeepaliveStartS>0</stunKeepaliveStartS>
  <announceLANAddresses>false</announceLANAddresses><reconnectionIntervalS>1</reconnectionIntervalS>
</options></configuration>
"""


class NoSyncthing(Exception):
    """It cannot be had here, or does not know the command line of the versions above; the text says why."""


def version() -> int:
    """Return the major version of the program. Raises NoSyncthing."""
    if shutil.which("syncthing") is None:
        raise NoSyncthing("syncthing is not installed (apt-get install syncthing)")
    told = subprocess.run(["syncthing", "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"syncthing v(\d+)\.", told.stdout)
    if found is None:
        raise NoSyncthing(f"syncthing does not tell its version: {(told.stdout or told.stderr)[:200]}")
    return int(found[1])


class Daemon:
    """One of the two, with its home and the folder it syncs."""

    def __init__(self, place: Path, major: int) -> None:
        self.home = place / "home"
        self.folder = place / "workspace"
        self._major = major
        self._log = place / "log"
        self._process: subprocess.Popen[bytes] | None = None
        (self.folder / ".stfolder").mkdir(parents=True)
        if major < 2:
            self._run("generate", f"--home={self.home}", "--no-default-folder", "--skip-port-probing")
            self.id = self._run(f"--home={self.home}", "--device-id")
        else:
            self._run("generate", f"--home={self.home}", "--no-port-probing")
            self.id = self._run("device-id", f"--home={self.home}")
        self.port, self.gui = free_ports(2)

    def configure(self, other: Daemon) -> None:
        text = _CONFIG.format(
            folder=self.folder,
            ids=sorted((self.id, other.id)),
            own=self.id,
            other=other.id,
            here=self.port,
            there=other.port,
            gui=self.gui,
            key=KEY,
        )
        (self.home / "config.xml").write_text(text)

    def start(self) -> None:
        """Start the worker itself: with a monitor around it, killing the process would kill the monitor."""
        flags = ["--no-browser", "--no-restart", "--no-upgrade"] if self._major < 2 else ["--no-browser"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                ["syncthing", "serve", f"--home={self.home}", *flags],
                stdout=log,
                stderr=log,
                env={**os.environ, "STMONITORED": "1", "STNOUPGRADE": "1"},
            )

    def kill(self) -> None:
        """Kill it with no chance to finish anything."""
        self._end(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def connected(self) -> bool:
        """Tell whether it runs and talks to the other one."""
        told = self._ask("GET", "/rest/system/connections")
        return any(found["connected"] for found in (told or {}).get("connections", {}).values())

    def scan(self) -> None:
        """Let it look for changes now."""
        self._ask("POST", "/rest/db/scan?folder=shop")

    def log(self) -> str:
        return self._log.read_text(errors="replace")[-4000:]

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def _ask(self, method: str, path: str) -> Any:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.gui}{path}", method=method, headers={"X-API-Key": KEY}
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except (urllib.error.URLError, OSError):
            return None
        return json.loads(text) if text.strip() else {}

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            ["syncthing", *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "STNODEFAULTFOLDER": "1"},
        )
        if done.returncode:
            raise NoSyncthing(f"syncthing {arguments[0]}: {(done.stderr or done.stdout)[:300]}")
        return done.stdout.strip()


@contextlib.contextmanager
def pair(place: Path) -> Iterator[tuple[Daemon, Daemon]]:
    """Give two running daemons that are connected. Raises NoSyncthing."""
    major = version()
    one, two = Daemon(place / "one", major), Daemon(place / "two", major)
    one.configure(two)
    two.configure(one)
    try:
        for daemon in (one, two):
            daemon.start()
        met = until(lambda: one.connected() and two.connected())
        assert met, f"the daemons did not find each other:\n{one.log()}"
        yield one, two
    finally:
        for daemon in (one, two):
            daemon.stop()


def until(so: Callable[[], bool], seconds: float = WAIT) -> bool:
    """Ask until it is so; return whether it was in time."""
    end = time.monotonic() + seconds
    while not so():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as open_:
        found = [open_.enter_context(socket.socket()) for _ in range(count)]
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in found]
