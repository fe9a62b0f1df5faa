"""The listings in use, of a file that somebody edits while the desk is open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from core.errors import ListingUnreadable
from core.intake.listings import Listings, read_listings


class ListingsFile:
    """Reads the listings again whenever their file has changed; before the first time there are none."""

    def __init__(
        self, path: Callable[[], Path], categories: Collection[str], marketplaces: Collection[str]
    ) -> None:
        """`path` tells which file it is at present; the others are ids known beside the built-in ones."""
        self.now = Listings()
        """Those in use."""
        self.failure: ListingUnreadable | None = None
        """Why the listings in use are not those that lie there; None means they are."""
        self._path = path
        self._categories = categories
        self._marketplaces = marketplaces
        self._stamp: tuple[str, int, int] | None = None

    def read_changed(self) -> bool:
        """Use the listings that lie there and tell whether they are new or have changed since the last call.

        Raises ListingUnreadable, once for each change, and leaves those before in use.
        """
        path = self._path()
        try:
            stat = path.stat()
            stamp = (path.name, stat.st_size, stat.st_mtime_ns)
        except OSError:
            stamp = (path.name, -1, -1)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.now = read_listings(path, categories=self._categories, marketplaces=self._marketplaces)
        except ListingUnreadable as error:
            self.failure = error
            raise
        self.failure = None
        return True
