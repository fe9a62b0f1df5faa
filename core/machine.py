"""What this machine is known by, to notice that a disk or a state folder was copied to another one.

Nothing leaves the machine: the figures are hashed and kept in the state folder only.
"""

from __future__ import annotations

import ctypes
import hashlib
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"), Path("/etc/hostid"))
_NETWORKS = Path("/sys/class/net")


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine's marks, hashed. What could not be found out is empty and says nothing."""

    system: str = ""
    """Of the installed system: a cloned disk keeps it, another installation has another."""
    cards: frozenset[str] = frozenset()
    """Of the network cards' own addresses: a cloned disk in another machine meets others."""

    def differs(self, other: Machine) -> bool:
        """Tell whether both are known and are not the same machine; one exchanged card of two is."""
        if self.system and other.system and self.system != other.system:
            return True
        return bool(self.cards and other.cards and not self.cards & other.cards)


def this_machine(ids: Iterable[Path] = _MACHINE_IDS, networks: Path = _NETWORKS) -> Machine:
    """Return the marks of this machine. Never raises: what cannot be read is left empty."""
    return Machine(_hashed(_system_id(ids)), frozenset(map(_hashed, _card_addresses(networks))))


def _hashed(text: str) -> str:
    return hashlib.sha256(f"vitrina-desk {text}".encode()).hexdigest()[:24] if text else ""


def _system_id(ids: Iterable[Path]) -> str:
    if sys.platform == "win32":
        return _windows_id()
    if sys.platform == "darwin":
        return _mac_id()
    for path in ids:
        try:
            found = path.read_text("ascii", "replace").strip()
        except OSError:
            continue
        if found and found != "uninitialized":
            return found
    return ""


def _windows_id() -> str:
    if sys.platform != "win32":
        return ""
    import winreg  # noqa: PLC0415 exists on this platform alone

    try:
        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE,
            r"SOFTWARE\Microsoft\Cryptography",
            0,
            winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
        ) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""


def _mac_id() -> str:
    """Return the hardware's UUID: gethostuuid(2)."""
    found = (ctypes.c_ubyte * 16)()
    wait = (ctypes.c_long * 2)(1, 0)
    try:
        failed = ctypes.CDLL(None).gethostuuid(found, wait)
    except (AttributeError, OSError):
        return ""
    return "" if failed else bytes(found).hex()


def _card_addresses(networks: Path) -> list[str]:
    """Return the addresses burnt into network cards (Linux), without bridges, tunnels and random ones."""
    found: list[str] = []
    try:
        cards = sorted(networks.iterdir())
    except OSError:
        return found
    for card in cards:
        try:
            if (card / "device").exists() and (card / "addr_assign_type").read_text("ascii").strip() == "0":
                found.append((card / "address").read_text("ascii").strip())
        except (OSError, UnicodeDecodeError):
            continue
    return [address for address in found if address.strip("0:")]
