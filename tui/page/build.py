r"""From a pair to one HTML page that needs nothing else: no network, no further file, no build step.

Everything from outside (file names, listing cells) is made visible by `safe_name` and escaped by Jinja or,
in the data that the script reads, by `\u` escapes. The Content-Security-Policy lets exactly this style and
this script act, by their hashes, so even markup that slipped in would stay inert. The style and the script
hold no text from outside.
"""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from core.model import Answer
from core.safe_name import safe_name
from tui.i18n.catalogue import Catalogue
from tui.page.pair import Embedded, Finding, Matrix, Pair, Shown
from tui.page.template import asset, digest, render, unescaped

SCRIPTS = ("geometry.js", "views.js", "controls.js", "seen.js")
"""In the order in which they are joined into one script."""

VIEWS = ("side", "wipe", "blink", "onion", "difference")
"""The ways to compare, in the order of their buttons."""

_MARKS = {None: "·", Answer.PASS: "✓", Answer.FAIL: "✗", Answer.NA: "–"}
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What would end a script block or, as a line end, a script's string."""


def build_page(pair: Pair, say: Catalogue, *, served: bool, needed_seconds: float = 0.0) -> str:
    """Return the page. `served` lets it report to the desk how it was looked at; a file cannot.

    `needed_seconds` is how long it has to be looked at to count, shown at the start.
    """
    style, script = asset("page.css"), _script()
    return render(
        "page.html",
        say=say,
        pair=pair,
        served=served,
        needed=needed_seconds,
        views=VIEWS,
        style=unescaped(style),
        script=unescaped(script),
        policy=content_policy(served=served),
        data=unescaped(script_data(_data(pair, say, served=served))),
        marks=_MARKS,
        groups=[(name, list(asked)) for name, asked in groupby(pair.questions, attrgetter("group"))],
        uri=data_uri,
        safe=safe_name,
    )


def content_policy(*, served: bool) -> str:
    """Return the Content-Security-Policy of the page: this style, this script, embedded pictures, no more."""
    connect = "'self'" if served else "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src '{digest(asset('page.css'))}'",
            f"script-src '{digest(_script())}'",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def data_uri(embedded: Embedded) -> str:
    """Return a picture as a `data:` address."""
    return f"data:{embedded.mime};base64,{base64.b64encode(embedded.data).decode('ascii')}"


def script_data(values: object) -> str:
    """Return values as JSON that no HTML parser can leave: for a script block of type application/json."""
    return "".join(_UNSAFE.get(char, char) for char in json.dumps(values, ensure_ascii=False))


def _data(pair: Pair, say: Catalogue, *, served: bool) -> dict[str, object]:
    return {
        "candidate": _size(pair.candidate, pair.candidate_sha256),
        "source": _size(pair.source, pair.source_sha256),
        "matrix": _rows(pair.source_to_candidate),
        "findings": [_box(finding) for finding in pair.findings],
        "served": served,
        "words": {
            "closed": say("page-closed"),
            "candidate": say("caption-candidate"),
            "source": say("caption-source"),
        },
    }


def _size(shown: Shown, sha256: str) -> dict[str, object]:
    return {"sha256": sha256, "width": shown.width, "height": shown.height}


def _rows(matrix: Matrix | None) -> list[list[float]] | None:
    return [list(row) for row in matrix] if matrix else None


def _box(finding: Finding) -> list[float] | None:
    box = finding.box
    return [box.x, box.y, box.width, box.height] if box else None


@lru_cache(maxsize=1)
def _script() -> str:
    return "\n".join(('"use strict";', *map(asset, SCRIPTS)))
