"""Who may see the page: whoever brings the one-time token first, and that browser alone from then on.

A token works once and is replaced by a session cookie; a new token ends the session before it. Tokens and
sessions are 96 random bits, compared in constant time, and kept in memory only.
"""

from __future__ import annotations

import secrets
import threading

_BYTES = 12
"""Sixteen characters, so that an address fits beside its QR code; guessing one takes 10**28 requests."""


class Access:
    """The token and the session of one served page. Any thread may call it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._token = self._session = ""

    def issue(self) -> str:
        """Return a new token; the one before and its session end."""
        with self._lock:
            self._token, self._session = secrets.token_urlsafe(_BYTES), ""
            return self._token

    def redeem(self, token: str) -> str | None:
        """Return a new session for the token, once; None for a used or wrong one."""
        with self._lock:
            if not self._token or not secrets.compare_digest(token.encode(), self._token.encode()):
                return None
            self._token, self._session = "", secrets.token_urlsafe(_BYTES)
            return self._session

    @property
    def unused(self) -> bool:
        """Whether the newest token still waits for whoever brings it."""
        with self._lock:
            return bool(self._token)

    def admits(self, session: str) -> bool:
        """Tell whether a browser brings the session."""
        with self._lock:
            return bool(self._session) and secrets.compare_digest(session.encode(), self._session.encode())
