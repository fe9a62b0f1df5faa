"""The section of `vitrina.toml` about the metrics: below which counts there is too little to say."""

from __future__ import annotations

from typing import Annotated

import msgspec

from core.process_config import Section

Least = Annotated[int, msgspec.Meta(ge=1, le=100_000)]


class MetricsSection(Section, frozen=True, kw_only=True):
    """`[metrics]`: below which counts no share is given."""

    few_sold: Least = 50
    """Units sold below which no share of returns is given: too few to say."""
    few_decided: Least = 20
    """Pictures decided below which no first-pass yield is given."""
    escapes: Least = 3
    """Units that have to escape for one reason before a checklist item is proposed to be raised."""


METRICS_TEMPLATE = """\

# [metrics]
# few_sold = 50                  # below so many units sold no share of returns is given: too few to say
# few_decided = 20               # below so many pictures decided no first-pass yield is given
# escapes = 3                    # units that escape for one reason before a question is to weigh more
"""
"""What `init` writes below the process."""
