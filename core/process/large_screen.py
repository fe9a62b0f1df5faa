"""What counts as having compared a pair on a large screen; pure rules.

A look is a person's, on one candidate against one source, in a window at least as large as a tablet's. What
would go wrong otherwise: a glance at a phone, or at yesterday's source, that opens the gate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from msgspec import structs

from core.model import Draft, LargeLook, LargeScreen, Proof

SHORT_EDGE = 600
"""Least CSS pixels on a window's short edge: Android calls a screen a tablet's from a smallest width of
600 dp on (`sw600dp`, developer.android.com, "Support different screen sizes"); phones end near 480. A laptop
of 1366 by 768 leaves its browser some 610 pixels of height, so a higher figure would refuse laptops."""

LONG_EDGE = 768
"""Least CSS pixels on the long edge: the short edge of the first iPad, and where CSS frameworks (Bootstrap's
`md`) let tablets begin."""


def large_enough(width: float, height: float) -> bool:
    """Tell whether a window or screen of so many CSS pixels is at least a tablet's."""
    return min(width, height) >= SHORT_EDGE and max(width, height) >= LONG_EDGE


def seen_by(
    looks: Iterable[LargeLook], person: str, source_sha256: str, needed_seconds: float
) -> LargeScreen | None:
    """Return the longest look of `person` at the pair with this source that counts; None without one.

    Its zoom is the largest that any of them reached.
    """
    screens = [
        look.screen
        for look in looks
        if look.person == person
        and look.source_sha256 == source_sha256
        and look.screen.seconds >= needed_seconds
        and large_enough(look.screen.width, look.screen.height)
    ]
    if not source_sha256 or not screens:
        return None
    longest = max(screens, key=lambda screen: screen.seconds)
    return structs.replace(longest, zoom=max(screen.zoom for screen in screens))


def credited(draft: Draft, seen: LargeScreen | None) -> Draft:
    """Return the review with a recorded look on the large-screen page in it.

    A draft that says seen by itself is not believed: without a look in the record it counts as not done.
    """
    looked = draft.looked
    if seen is not None:
        return replace(draft, looked=structs.replace(looked, large_screen=Proof.SEEN, large=seen))
    if looked.large_screen is Proof.SEEN:
        return replace(draft, looked=structs.replace(looked, large_screen=Proof.NOT, large=None))
    return draft
