"""Which measures there are: the built-in ones, and modules that a workspace's settings name.

A learned measure is one more module with `KIND` and `measure` (see `measured.Measure`); `drift.models` in the
settings names it as an importable module. None is shipped.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, cast

from core.drift.measures import (
    background,
    blur,
    clipped,
    colour,
    halo,
    hardware,
    kit,
    label,
    pattern,
    shadow,
    shape,
)
from core.drift.result import KINDS
from core.errors import MeasureUnusable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.drift.measures.measured import Measure

BUILT_IN: tuple[Measure, ...] = cast(
    "tuple[Measure, ...]",
    (colour, shape, pattern, label, hardware, kit, halo, clipped, shadow, blur, background),
)


def measures(models: Sequence[str] = ()) -> tuple[Measure, ...]:
    """Return all measures, those named in `models` (importable modules) last.

    Raises MeasureUnusable for a module that cannot be imported or is no measure.
    """
    return (*BUILT_IN, *(_named(name) for name in models))


def _named(name: str) -> Measure:
    try:
        module = importlib.import_module(name)
    except Exception as error:  # a module of the user's own may raise anything while it is imported
        raise MeasureUnusable(name=name, why=f"{type(error).__name__}: {error}") from error
    if getattr(module, "KIND", None) not in KINDS or not callable(getattr(module, "measure", None)):
        raise MeasureUnusable(name=name, why="KIND, measure()")
    return cast("Measure", module)
