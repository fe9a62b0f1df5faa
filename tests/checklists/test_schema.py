from __future__ import annotations

import tomllib

import pytest

from checklists.lines import locate
from checklists.schema import read_reasons
from checklists.table import Findings

HEAD = "schema = 1\n"
SHAPE = """[[reason]]
code = "shape"
key = "s"
about = "mismatch"
name = { en = "Shape", ru = "Форма", kk = "Пішіні" }
help = { en = "Differs.", ru = "Отличается.", kk = "Өзгеше." }
"""


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD + SHAPE, []),
        (HEAD + SHAPE + SHAPE.replace("shape", "size"), [(10, "reason[2].key", "duplicate")]),
        (HEAD + SHAPE + SHAPE.replace('"s"', '"t"'), [(9, "reason[2].code", "duplicate")]),
        (HEAD + SHAPE.replace('"s"', '"ы"'), [(4, "reason[1].key", "unknown-letter")]),
        (HEAD + SHAPE.replace('"s"', '"sh"'), [(4, "reason[1].key", "unknown-letter")]),
        (HEAD + SHAPE.replace("mismatch", "taste"), [(5, "reason[1].about", "unknown-option")]),
        (SHAPE, [(1, "schema", "missing-key")]),
    ],
)
def test_the_reasons_are_checked_like_a_checklist(text: str, problems: list[tuple[int, str, str]]) -> None:
    findings = Findings("reasons.toml", locate(text))
    read_reasons(tomllib.loads(text), findings)
    assert [(found.line, found.key, found.code) for found in findings.problems()] == problems
