"""Figures as a person of each language writes them; pure text."""

from __future__ import annotations

from core.metrics.rate import Rate
from tui.i18n.catalogue import Catalogue


def decimal_sign(say: Catalogue) -> str:
    """Return what stands between whole and parts of a number."""
    return "." if say.language == "en" else ","


def number(say: Catalogue, value: float, digits: int = 1) -> str:
    """Return a number with so many decimals, with the language's decimal sign."""
    return f"{value:.{digits}f}".replace(".", decimal_sign(say))


def hundredths(say: Catalogue, rate: Rate) -> str:
    """Return a share per 100; why there is none where there is none."""
    if rate.share is None:
        return missing(say, rate)
    return number(say, 100 * rate.share, _digits(rate))


def spread(say: Catalogue, rate: Rate) -> str:
    """Return a rate's interval per 100, as `0.7–2.1`; empty where there is none."""
    if rate.interval is None:
        return ""
    low, high = rate.interval
    digits = _digits(rate)
    return f"{number(say, 100 * low, digits)}–{number(say, 100 * high, digits)}"


def missing(say: Catalogue, rate: Rate) -> str:
    """Return why a rate has no share."""
    return say("metrics-beyond") if rate.beyond and not rate.too_few else say("metrics-too-few")


def rate_words(say: Catalogue, rate: Rate, id_: str) -> str:
    """Return a rate as the sentence `id_`, or why there is none."""
    if rate.share is None or rate.interval is None:
        return missing(say, rate)
    low, high = rate.interval
    digits = _digits(rate)
    return say(
        id_,
        share=number(say, 100 * rate.share, digits),
        low=number(say, 100 * low, digits),
        high=number(say, 100 * high, digits),
    )


def _digits(rate: Rate) -> int:
    """Two decimals for small shares of many: 0.04 per 100 is not 0.0."""
    return 2 if rate.of >= 1000 and rate.hits * 100 < rate.of else 1
