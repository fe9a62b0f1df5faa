"""Runs a web application on 127.0.0.1 in a thread of its own, until it is closed.

The port is bound before the thread starts, so that a port which is taken is an error where it can be said,
and it is free again when `close` returns.
"""

from __future__ import annotations

import socket
import threading

import uvicorn
from starlette.types import ASGIApp

from tui.page.errors import PortTaken

LOOPBACK = "127.0.0.1"

_CLOSING_SECONDS = 1
"""How long open connections are waited for."""


def bind(port: int) -> socket.socket:
    """Return a listening socket on 127.0.0.1; port 0 takes any that is free. Raises PortTaken."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: nobody else may bind over it
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:  # elsewhere: a port whose last connection has just ended can be used at once
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((LOOPBACK, port))
        sock.listen()  # who comes before the thread runs waits instead of being refused
    except (OSError, OverflowError) as error:
        sock.close()
        raise PortTaken(port=str(port), why=getattr(error, "strerror", None) or str(error)) from error
    return sock


class Server:
    """An application that is being served on a bound socket."""

    def __init__(self, app: ASGIApp, sock: socket.socket) -> None:
        self._sock = sock
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_CLOSING_SECONDS,
            limit_concurrency=32,
            ws="none",
            http="h11",
            loop="asyncio",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, name="page-server", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port. Waits some seconds at most; may be called again."""
        self._server.should_exit = True
        self._thread.join(_CLOSING_SECONDS + 3)
        self._sock.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._sock])
