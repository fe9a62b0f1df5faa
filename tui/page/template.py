"""The templates of HTML pages: everything is escaped unless it is a file of this package.

The one place that knows Jinja. A style or a script is named in a page's Content-Security-Policy by its hash,
so that markup which slipped in would stay inert.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup


def render(template: str, **values: object) -> str:
    """Return a page; a variable that is not there raises jinja2.UndefinedError."""
    return _environment().get_template(template).render(**values)


@lru_cache(maxsize=16)
def asset(name: str) -> str:
    """Return the text of a file that ships with the program."""
    return resources.files("tui.page").joinpath("assets", name).read_text("utf-8")


def unescaped(text: str) -> Markup:
    """Return text that goes into a page as it is: of this package, or escaped already."""
    return Markup(text)  # noqa: S704 the callers' promise, above


def digest(text: str) -> str:
    """Return the hash by which a Content-Security-Policy names a style or a script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
