"""`vitrina upload`: says that exported packs were uploaded, so that the clock of moderation runs."""

from __future__ import annotations

from tui.cli.candidates import SCHEMA
from tui.cli.errors import UsageWrong
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session


def run(session: Session) -> int:
    """Record it for the SKUs that are named, or for what is left of the last export.

    Raises NotAllowed, UnknownMarketplace, UnknownSku, NotExported, NotSaved.
    """
    args, say, out = session.args, session.say, session.out
    if bool(args.sku) == args.all:
        raise UsageWrong(say("cli-upload-which"))
    with session.desk() as desk:
        skus = tuple(args.sku) or desk.exporting.to_upload(args.marketplace)
        done = desk.exporting.upload(args.marketplace, skus) if skus else ()
    if session.as_json:
        out.document({"schema": SCHEMA, "marketplace": args.marketplace, "uploaded": list(done)})
    elif done:
        out.line(say("cli-upload-done", marketplace=args.marketplace, skus=len(done)), "good")
    else:
        out.error(say("cli-upload-none", marketplace=args.marketplace))
    return 0 if done else 1


def _arguments(arguments: Arguments) -> None:
    arguments.positional("sku", "SKU", nargs="*")
    arguments.option("--marketplace", required=True, metavar="ID")
    arguments.option("--all", action="store_true")
    arguments.shared("--as", metavar="PERSON", dest="person")


VERB = Verb(
    "upload",
    run,
    _arguments,
    ("vitrina upload POLO-1 POLO-2 --marketplace kaspi", "vitrina upload --all --marketplace ozon"),
)
