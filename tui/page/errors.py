"""Failures that only the large-screen page knows."""

from __future__ import annotations

from core.errors import VitrinaError


class NothingToCompare(VitrinaError):
    """The candidate `id` has no source to be compared with."""

    code = "nothing-to-compare"


class PictureGone(VitrinaError):
    """A picture of the pair is no longer at `path`."""

    code = "picture-gone"


class PortTaken(VitrinaError):
    """The page cannot be served on `port`: `why`."""

    code = "port-taken"
