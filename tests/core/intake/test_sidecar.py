import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.intake.sidecar import MAX_BYTES, SIDECAR_PROBLEMS, Sidecar, SidecarProblem, read_sidecar
from core.model import Mode, Slot

FULL = {
    "sku": "DP02/черный",
    "slot": "detail",
    "mode": "white-background",
    "attempt": 3,
    "generator": "studio 4",
    "seed": 17,
    "prompt": {"text": "a shoe"},
}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "card.png"
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize("name", ["card.json", "card.png.json"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_reads_what_the_studio_says(image: Path, name: str, encoding: str) -> None:
    image.with_name(name).write_text(json.dumps(FULL, ensure_ascii=False), encoding=encoding)
    assert read_sidecar(image) == Sidecar(
        "DP02/черный", Slot.DETAIL, Mode.WHITE_BACKGROUND, attempt=3, generator="studio 4"
    )


def test_without_a_sidecar_there_is_nothing(image: Path) -> None:
    assert read_sidecar(image) is None
    assert read_sidecar(image.parent / "no-such-folder" / "x.png") is None
    assert read_sidecar(image.parent / ("x" * 254)) is None
    assert read_sidecar(image / "x.png") is None


def test_the_more_specific_name_wins(image: Path) -> None:
    image.with_name("card.json").write_text('{"sku": "A"}')
    image.with_name("card.png.json").write_text('{"sku": "B"}')
    assert read_sidecar(image) == Sidecar("B")


def test_what_is_not_said_stays_open(image: Path) -> None:
    image.with_name("card.json").write_text(
        '{"sku": " \\u0438\\u0306-1 ", "slot": null, "generator": {"v": 1}}'
    )
    assert read_sidecar(image) == Sidecar("й-1")


def test_a_number_is_a_sku(image: Path) -> None:
    image.with_name("card.json").write_text('{"sku": 4607123456789}')
    assert read_sidecar(image) == Sidecar("4607123456789")


@pytest.mark.parametrize("text", ["{}", '{"seed": 1}', '{"sku": "  "}'])
def test_the_json_of_another_program_says_nothing(image: Path, text: str) -> None:
    image.with_name("card.json").write_text(text)
    assert read_sidecar(image) is None


@pytest.mark.parametrize(
    ("data", "code", "key"),
    [
        (b"", "not-json", None),
        (b'{"sku": "A', "not-json", None),
        (b'{"sku": "\xff"}', "not-json", None),
        ('{"sku": "A"}'.encode("utf-16"), "not-json", None),
        (b'{"x": ' + b"[" * 60_000, "not-json", None),
        (b"[]", "invalid", ""),
        (b'{"slot": "cover"}', "invalid", "slot"),
        (b'{"mode": 1}', "invalid", "mode"),
        (b'{"attempt": 0}', "invalid", "attempt"),
        (b'{"attempt": "2"}', "invalid", "attempt"),
        (b'{"attempt": 99999999999999999999}', "invalid", "attempt"),
        (b'{"sku": 1.5}', "invalid", "sku"),
        (b'{"sku": "a\\u001bb"}', "invalid", "sku"),
        (json.dumps({"sku": "x" * 201}).encode(), "invalid", "sku"),
    ],
)
def test_a_bad_sidecar_is_a_problem(image: Path, data: bytes, code: str, key: str | None) -> None:
    image.with_name("card.json").write_bytes(data)
    problem = read_sidecar(image)
    assert isinstance(problem, SidecarProblem)
    assert problem.code == code
    assert problem.args["file"] == "card.json"
    assert problem.args.get("key") == key


def test_size_is_capped(image: Path) -> None:
    fits = b'{"sku": "A"}'.ljust(MAX_BYTES)
    image.with_name("card.json").write_bytes(fits)
    assert read_sidecar(image) == Sidecar("A")
    image.with_name("card.json").write_bytes(fits + b" ")
    assert read_sidecar(image) == SidecarProblem("too-big", {"file": "card.json", "limit": MAX_BYTES})


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need a POSIX system")
def test_links_pipes_and_folders_are_not_read(image: Path, tmp_path: Path) -> None:
    sidecar = image.with_name("card.json")
    (tmp_path / "other.txt").write_text('{"sku": "A"}')
    sidecar.symlink_to(tmp_path / "other.txt")
    assert read_sidecar(image) == SidecarProblem("link", {"file": "card.json"})
    sidecar.unlink()
    os.mkfifo(sidecar)
    assert read_sidecar(image) == SidecarProblem("not-a-file", {"file": "card.json"})
    sidecar.unlink()
    sidecar.mkdir()
    assert read_sidecar(image) == SidecarProblem("not-a-file", {"file": "card.json"})


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.fixed_dictionaries(
            {},
            optional={
                "sku": st.one_of(st.text(), st.integers(), st.none(), st.lists(st.text())),
                "slot": st.sampled_from(["main", "ad", "MAIN", 1, None]),
                "attempt": st.one_of(st.integers(), st.floats(), st.text()),
            },
        ).map(lambda value: json.dumps(value).encode()),
    )
)
def test_no_bytes_make_it_raise(image: Path, data: bytes) -> None:
    image.with_name("card.json").write_bytes(data)
    said = read_sidecar(image)
    if isinstance(said, SidecarProblem):
        assert said.code in SIDECAR_PROBLEMS
    elif said is not None:
        said.sku.encode()
        assert 0 <= said.attempt <= 9999
