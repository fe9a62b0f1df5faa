from __future__ import annotations

from pathlib import Path

import pytest

from core.identity import fresh_device, this_identity
from core.machine import Machine, this_machine

HERE = Machine("system-a", frozenset({"card-1", "card-2"}))


@pytest.fixture
def device_file(own_folders: Path) -> Path:
    return own_folders / "state" / "device"


def test_a_device_keeps_its_name(device_file: Path) -> None:
    first = this_identity(HERE)
    assert this_identity(HERE) == first
    assert first.former == ()
    assert device_file.read_text().splitlines()[0] == first.device


@pytest.mark.parametrize(
    "elsewhere",
    [Machine("system-b"), Machine("system-a", frozenset({"card-9"})), Machine("system-b", HERE.cards)],
)
def test_a_cloned_disk_or_a_copied_state_folder_gets_a_new_name(
    device_file: Path, elsewhere: Machine
) -> None:
    first = this_identity(HERE)
    clone = this_identity(elsewhere)
    assert clone.device != first.device
    assert clone.former == (first.device,)
    assert this_identity(elsewhere) == clone


@pytest.mark.parametrize(
    "same", [Machine(), Machine("system-a"), Machine("system-a", frozenset({"card-2", "card-3"}))]
)
def test_what_cannot_be_read_and_one_exchanged_card_change_nothing(device_file: Path, same: Machine) -> None:
    first = this_identity(HERE)
    assert this_identity(same) == first
    assert this_identity(HERE) == first


def test_a_name_of_an_earlier_version_is_bound_to_this_machine(device_file: Path) -> None:
    device_file.parent.mkdir()
    device_file.write_text("studio-3fa2c1\n")
    assert this_identity(HERE).device == "studio-3fa2c1"
    assert this_identity(Machine("system-b")).former == ("studio-3fa2c1",)


@pytest.mark.parametrize("text", [b"", b"\xff\0", b"../up\n", b"\n\n", b"A B\nmachine x\n"])
def test_a_damaged_name_is_made_anew(device_file: Path, text: bytes) -> None:
    device_file.parent.mkdir()
    device_file.write_bytes(text)
    first = this_identity(HERE)
    assert this_identity(HERE) == first


def test_a_fresh_name_is_like_the_old_one_and_short() -> None:
    assert fresh_device("studio-3fa2c1").startswith("studio-")
    assert fresh_device("studio-3fa2c1") != fresh_device("studio-3fa2c1")
    assert len(fresh_device("x" * 40)) <= 40


def test_a_machine_is_known_by_hashes_alone(tmp_path: Path) -> None:
    (tmp_path / "id").write_text("0123456789abcdef0123456789abcdef\n")
    for name, kind in (("eth0", "0"), ("wlan0", "3")):
        card = tmp_path / "net" / name
        (card / "device").mkdir(parents=True)
        (card / "addr_assign_type").write_text(kind)
        (card / "address").write_text("00:11:22:33:44:55" if name == "eth0" else "02:00:00:00:00:01")
    (tmp_path / "net" / "lo").mkdir()
    found = this_machine([tmp_path / "missing", tmp_path / "id"], tmp_path / "net")
    assert len(found.cards) == 1, "a random address and a card without hardware say nothing"
    assert "0123456789abcdef" not in found.system
    assert this_machine([tmp_path / "missing"], tmp_path / "nothing") == Machine()
