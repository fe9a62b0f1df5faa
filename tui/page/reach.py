"""How a person gets to a page on this machine's loopback: a browser here, or a tunnel from where they sit."""

from __future__ import annotations

import getpass
import shlex
import socket
import subprocess
import sys
from collections.abc import Mapping

import segno


def over_ssh(environment: Mapping[str, str]) -> bool:
    """Tell whether the person sits at another machine."""
    return any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


def has_desktop(environment: Mapping[str, str]) -> bool:
    """Tell whether a browser can open a window where the person sits."""
    if over_ssh(environment):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> bool:
    """Ask the desktop's browser to open `address`; False when that cannot even be tried. Returns at once.

    In a process of its own: some browsers write to the terminal, and some are waited for.
    """
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen(  # noqa: S603 our own interpreter and an address that was made here
            [sys.executable, "-m", "webbrowser", address],
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def ssh_line(port: int, environment: Mapping[str, str]) -> str:
    """Return the command that brings the port to the machine that the person sits at."""
    # SSH_CONNECTION: the client's address and port, then the address and port that it reached us under.
    reached = environment.get("SSH_CONNECTION", "").split()
    host, ssh_port = (reached[2], reached[3]) if len(reached) == 4 else (socket.gethostname(), "22")
    other_port = [] if ssh_port == "22" else ["-p", ssh_port]
    return shlex.join(["ssh", "-N", "-L", f"{port}:127.0.0.1:{port}", *other_port, f"{_login()}@{host}"])


def qr_lines(text: str) -> list[str]:
    """Return a QR code in half blocks, two modules a character, dark on light with a quiet zone of two.

    To be drawn black on white. (ISO/IEC 18004 asks for a zone of four; scanners of today find it with two,
    and it has to fit beside the address on 80 by 24.)
    """
    rows = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    glyphs = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    return [
        "".join(glyphs[bool(above), bool(below)] for above, below in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry in the system's list
        return "user"
