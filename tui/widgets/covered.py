"""What lies beneath pictures and is never seen."""

from __future__ import annotations

from typing import ClassVar


class Covered:
    """Mixed into a container that its children cover: it has no border and no content.

    Textual would style each of its lines anew for every frame of a picture above it.
    """

    BLANK: ClassVar[bool] = True
