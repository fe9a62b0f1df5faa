"""The listings as a file that somebody edits while the desk is open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from core.intake.listings import Listings, read_listings


class ListingsFile:
    """Reads the listings again whenever their file has changed."""

    def __init__(
        self, path: Callable[[], Path], categories: Collection[str], marketplaces: Collection[str]
    ) -> None:
        """`path` tells which file it is at present; the others are ids known beside the built-in ones."""
        self._path = path
        self._categories = categories
        self._marketplaces = marketplaces
        self._stamp: tuple[str, int, int] | None = None

    def read_changed(self) -> Listings | None:
        """Return the listings when they are new or have changed since the last call, else None.

        Raises ListingUnreadable, once for each change.
        """
        path = self._path()
        try:
            stat = path.stat()
            stamp = (path.name, stat.st_size, stat.st_mtime_ns)
        except OSError:
            stamp = (path.name, -1, -1)
        if stamp == self._stamp:
            return None
        self._stamp = stamp
        return read_listings(path, categories=self._categories, marketplaces=self._marketplaces)
