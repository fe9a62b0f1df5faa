"""The web application behind a served page: one page, one place to report to, nothing else.

Every request has to name this machine itself as its host (a foreign name that resolves to 127.0.0.1 is
refused: DNS rebinding), and where it names an origin, that same host. Nothing is cached, framed, listed or
shared with another origin.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.process.looks import TRUE_PIXELS
from tui.i18n.catalogue import Catalogue
from tui.page.access import Access
from tui.page.build import content_policy
from tui.page.watch import Report, Status, Watch

HOSTS = ("127.0.0.1", "localhost")
"""Names of this machine; any port, since an SSH tunnel may end on another one than it began."""

TOKEN = "t"  # noqa: S105 the name of the query's field, no secret

_MOST_BYTES = 4096
"""Of a report."""

Clock = Callable[[], float]

_decode = msgspec.json.Decoder(Report).decode


def make_app(
    page: str, watch: Watch, access: Access, say: Catalogue, *, cookie: str, clock: Clock = time.monotonic
) -> Starlette:
    """Return the application for one page. `cookie` is the session cookie's name, `clock` gives seconds."""
    served = _Served(page.encode(), watch, access, say, cookie, clock)
    return Starlette(
        routes=[Route("/", served.show), Route("/report", served.report, methods=["POST"])],
        middleware=[
            Middleware(_Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
            Middleware(_OwnOrigin),
        ],
        exception_handlers={HTTPException: _refused},
    )


@dataclass(frozen=True, slots=True)
class _Served:
    """The page and the place that it reports to."""

    document: bytes
    watch: Watch
    access: Access
    say: Catalogue
    cookie: str
    clock: Clock

    async def show(self, request: Request) -> Response:
        """Trade the token for a session, then hand out the page."""
        admitted = self._admits(request)
        token = request.query_params.get(TOKEN)
        if token is not None and request.method == "GET":  # a HEAD looks, it must not use the token up
            session = self.access.redeem(token)
            if session is not None:
                answer = RedirectResponse("/", status_code=303)
                answer.set_cookie(self.cookie, session, httponly=True, samesite="strict", path="/")
                return answer
            if admitted:  # the address again, in the browser that used it
                return RedirectResponse("/", status_code=303)
        if not admitted:
            return PlainTextResponse(self.say("page-refused"), status_code=403)
        if request.method == "GET":
            self.watch.opened(self.clock())
        return Response(self.document, media_type="text/html")

    async def report(self, request: Request) -> Response:
        """Count what the page tells and answer how far the look is."""
        if not self._admits(request):
            raise HTTPException(403)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415)
        try:
            taken = self.watch.take(_decode(await _body(request)), self.clock())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise HTTPException(400) from None
        if not taken:
            raise HTTPException(409)
        status = self.watch.status()
        progress = 1.0 if status.why == "seen" else min(status.seconds / (status.needed or 1), 1.0)
        says = status_says(self.say, status)
        return JSONResponse({"says": says, "level": status.level, "progress": round(progress, 3)})

    def _admits(self, request: Request) -> bool:
        return self.access.admits(request.cookies.get(self.cookie, ""))


def status_says(say: Catalogue, status: Status) -> str:
    """Return how far a look is, in one sentence."""
    close = status.why != "seen" or status.zoom >= TRUE_PIXELS
    return say(
        f"page-counts-{status.why}" if close else "page-counts-seen-small",
        seconds=int(status.seconds),
        needed=status.needed,
        width=str(status.width),
        height=str(status.height),
    )


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    return body


def _refused(_: Request, error: Exception) -> Response:
    """Answer with the bare number: no word about what there is."""
    code = error.status_code if isinstance(error, HTTPException) else 500
    return PlainTextResponse(str(code), status_code=code)


class _Guarded:
    """Puts the guarding headers on every answer, refusals too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": f"{content_policy(served=True)}; frame-ancestors 'none'",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, guarded)


class _OwnOrigin:
    """Refuses requests that another page has made a browser send, and reports without an origin."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_own(scope["method"], Headers(scope=scope)):
            await PlainTextResponse("403", status_code=403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(method: str, headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return method in ("GET", "HEAD")
    return origin == f"http://{headers.get('host', '')}"
