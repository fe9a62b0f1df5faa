from __future__ import annotations

import socket
import threading
import urllib.request

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tui.page.errors import PortTaken
from tui.page.server import Server, bind

APP = Starlette(routes=[Route("/", lambda _: PlainTextResponse("here"))])


def test_it_serves_on_loopback_alone_until_it_is_closed_and_frees_the_port() -> None:
    sock = bind(0)
    host, port = sock.getsockname()
    assert host == "127.0.0.1"
    server = Server(APP, sock)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        assert answer.read() == b"here"
        assert "server" not in answer.headers
    server.close()
    server.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    bind(port).close()
    assert not [thread for thread in threading.enumerate() if thread.name == "page-server"]


def test_a_port_that_is_taken_is_said_at_once() -> None:
    taken = bind(0)
    with pytest.raises(PortTaken) as refused:
        bind(taken.getsockname()[1])
    assert refused.value.args_["port"] == str(taken.getsockname()[1])
    taken.close()
