"""`vitrina compare`: the large-screen page of a pair, written or served; the verb and its arguments."""

from __future__ import annotations

from tui.cli.decide import find
from tui.cli.errors import UsageWrong
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session


def run(session: Session) -> int:
    """Write or serve the page. Raises NothingToCompare, PictureGone, PortTaken, FileTaken and others."""
    # Here and not above: the other verbs start a fifth faster without a web server.
    from tui.cli.large_page import serve_page, write_page  # noqa: PLC0415

    args = session.args
    if (args.port is not None and not args.serve) or (args.serve and (args.out or args.force)):
        raise UsageWrong(session.say("cli-compare-usage-serve"))
    with session.desk() as desk:
        row = desk.row(find(desk, args.id).sha256)
        return serve_page(session, desk, row) if args.serve else write_page(session, desk, row)


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65535:
        raise ValueError(text)
    return port


def _arguments(arguments: Arguments) -> None:
    arguments.positional("id", "ID")
    arguments.option("--out", metavar="FILE", default="")
    arguments.option("--force", action="store_true")
    arguments.option("--serve", action="store_true")
    arguments.option("--port", type=_port, default=None, metavar="PORT")
    arguments.shared("--as", metavar="PERSON", dest="person")


VERB = Verb(
    "compare",
    run,
    _arguments,
    examples=(
        "vitrina compare 3f2a91c0",
        "vitrina compare 3f2a91c0 --out polo.html",
        "vitrina compare 3f2a91c0 --serve --port 8765",
    ),
)
