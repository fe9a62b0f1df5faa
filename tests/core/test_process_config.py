from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core.config import TEMPLATE, Config, read_config
from core.errors import ConfigInvalid
from core.metrics_config import METRICS_TEMPLATE
from core.process_config import PROCESS_TEMPLATE


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "vitrina.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_template_changes_nothing(tmp_path: Path) -> None:
    assert read_config(written(tmp_path, TEMPLATE + PROCESS_TEMPLATE + METRICS_TEMPLATE)) == Config()


def test_every_commented_line_of_the_template_is_a_setting_with_its_default() -> None:
    lines = [
        line.removeprefix("# ")
        for line in (PROCESS_TEMPLATE + METRICS_TEMPLATE).splitlines()
        if not line.startswith("# ---")
    ]
    shown = tomllib.loads("\n".join(lines))
    opened = msgspec.convert(shown, Config)
    assert {"people", "seasons"} < set(shown)
    assert msgspec.structs.replace(opened, people={}, seasons=()) == Config()
    defaults = msgspec.to_builtins(Config())
    for section in set(defaults) - {"people", "seasons", "keys", "review", "intake", "view", "drift"}:
        assert set(shown[section]) == set(defaults[section]), section


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[people.ana]\nroles = ["boss"]\n', "roles"),
        ('[people.ana]\nfolders = ["../x"]\n', "folders"),
        ('[may]\nfly = ["owner"]\n', "fly"),
        ('[sla]\ntime_zone = "Asia/Atlantis"\n', "time_zone"),
        ('[sla]\ntime_zone = "../../etc/passwd"\n', "time_zone"),
        ('[sla]\nopens = "18:00"\ncloses = "09:00"\n', "closes"),
        ('[sla]\nopens = "9"\n', "opens"),
        ("[sla]\ndays = []\n", "days"),
        ("[sla]\nhours = { moon = 3 }\n", "hours"),
        ("[sla]\nhours = { qa = -3 }\n", "hours"),
        ("[batches]\nsize = 31\n", "size"),
        ('[audit]\npick = "mine"\n', "pick"),
        ('[[seasons]]\nname = "x"\nbegins = 2027-03-08\nends = 2027-03-01\n', "ends"),
        ('[pack]\nslots = ["ad"]\n', "slots"),
        ("[retakes]\nmax_attempts = 0\n", "max_attempts"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigInvalid) as refused:
        read_config(written(tmp_path, text))
    assert named in str(refused.value.args_["why"])


def test_dates_are_read_as_toml_has_them(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, "[sla]\nholidays = [2027-01-01]\n"))
    assert config.sla.holidays == (date(2027, 1, 1),)
