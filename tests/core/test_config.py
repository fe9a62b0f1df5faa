from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from core.config import TEMPLATE, Config, read_config
from core.errors import ConfigInvalid


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "vitrina.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    assert read_config(tmp_path / "vitrina.toml") == Config()


def test_the_template_changes_nothing_and_its_commented_lines_are_the_defaults(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, TEMPLATE)) == Config()
    lines = [
        line.removeprefix("# ") for line in TEMPLATE.splitlines() if " = " in line and "#  " not in line[:4]
    ]
    opened = "\n".join(line if not line.startswith("approve") else "" for line in lines)
    review, _, others = opened.partition("watch =")
    intake, _, others = others.partition("renderer =")
    view, _, drift = others.partition("measure =")
    document = tomllib.loads(
        f"[review]\n{review.replace('# Vitrina', '#')}\n[intake]\nwatch ={intake}\n"
        f"[view]\nrenderer ={view}\n[drift]\nmeasure ={drift}"
    )
    shown = {key: value for section in document.values() for key, value in section.items()}
    defaults = Config()
    for key, value in shown.items():
        sections = (defaults.review, defaults.intake, defaults.view, defaults.drift)
        holder = next(one for one in sections if hasattr(one, key))
        expected = getattr(holder, key)
        assert value == (list(expected) if isinstance(expected, tuple) else expected), key


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[review]\nmin_look_secs = 5\n", "min_look_secs"),
        ("[review]\nmin_look_seconds = -1\n", "min_look_seconds"),
        ('[intake]\nwatch = "sometimes"\n', "watch"),
        ("[intake]\npatterns = [1]\n", "patterns"),
        ('[review]\nlanguage = "de"\n', "language"),
        ("[keys]\napprove = 4\n", "keys"),
        ("[review\n", "line 1"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, named: str) -> None:
    with pytest.raises(ConfigInvalid) as refused:
        read_config(written(tmp_path, text))
    assert named in str(refused.value.args_["why"])


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigInvalid):
        read_config(written(tmp_path, "#" * 300_000))
