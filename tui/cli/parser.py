"""The command line's grammar, built when it runs, in the person's language.

argparse has its own English sentences; its headings are replaced here, and the messages people meet are
recognised and said by the catalogue. What a person typed comes back in such a message, so it is made safe.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn, get_args

from core.config import Renderer
from core.safe_name import safe_name
from tui.cli.session import Session
from tui.i18n.catalogue import LANGUAGES, Catalogue

_WIDTH = 96
"""Longest line of a description."""

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), id_)
    for pattern, id_ in (
        (r"the following arguments are required: (?P<what>.*)", "missing"),
        (r"unrecognized arguments: (?P<what>.*)", "unrecognised"),
        (r"one of the arguments (?P<what>.*) is required", "one-of"),
        (r"argument (?P<name>.*?): expected one argument", "one-value"),
        (r"argument (?P<name>.*?): expected at least one argument", "some-values"),
        (r"argument (?P<name>.*?): invalid choice: (?P<what>.*) \(choose from (?P<known>.*)\)", "choice"),
        (r"argument (?P<name>.*?): not allowed with argument (?P<what>.*)", "together"),
        (r"argument (?P<name>.*?): ignored explicit argument (?P<what>.*)", "no-value"),
        (r"argument (?P<name>.*?): (?P<what>.*)", "argument"),
    )
)
"""What argparse says, and the catalogue's `cli-usage-<id>` for it. Anything else is shown as it is."""


class Arguments:
    """The arguments of one verb, with their help from the catalogue: `cli-arg-<verb>-<name>`."""

    def __init__(self, parser: argparse.ArgumentParser, say: Catalogue, verb: str) -> None:
        self._say = say
        self._verb = verb
        self._positionals = parser.add_argument_group(say("cli-arguments"))
        self._options = parser.add_argument_group(say("cli-options"))
        self._options.add_argument("-h", "--help", action="help", help=say("cli-arg-help"))

    def positional(self, name: str, metavar: str, **settings: Any) -> None:
        """Add a value that is told by its place."""
        self._positionals.add_argument(name, metavar=metavar, help=self._help(name), **settings)

    def option(self, flag: str, **settings: Any) -> None:
        """Add an option of this verb."""
        self._options.add_argument(flag, help=self._help(flag.lstrip("-")), **settings)

    def shared(self, flag: str, **settings: Any) -> None:
        """Add an option that several verbs have; its help is `cli-arg-<name>`."""
        text = _plain(self._say(f"cli-arg-{flag.lstrip('-')}"))
        self._options.add_argument(flag, help=text, default=argparse.SUPPRESS, **settings)

    def one_of(self, *options: tuple[str, dict[str, Any]]) -> None:
        """Add options of which exactly one is needed."""
        group = self._options.add_mutually_exclusive_group(required=True)
        for flag, settings in options:
            group.add_argument(flag, help=self._help(flag.lstrip("-")), **settings)

    def _help(self, name: str) -> str:
        return _plain(self._say(f"cli-arg-{self._verb}-{name}"))


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its words are `cli-verb-<name>` (one line) and the attribute `about`."""

    name: str
    run: Callable[[Session], int] | None = None
    """Returns the exit code; None for a verb that only has verbs of its own."""
    arguments: Callable[[Arguments], None] = field(default=lambda _: None)
    examples: tuple[str, ...] = ()
    prints_data: bool = True
    """Whether it has `--json`."""
    verbs: tuple[Verb, ...] = ()


def build_parser(say: Catalogue, verbs: Iterable[Verb], version: str) -> argparse.ArgumentParser:
    """Return the parser of `vitrina`; the parsed namespace has the chosen verb's function as `run`."""
    made = _parser_class(say)
    parser = made(prog="vitrina", description=_wrapped(say("cli-about")))
    arguments = Arguments(parser, say, "vitrina")
    arguments.shared("--version", action="version", version=f"vitrina {version}")
    _shared(arguments, prints_data=False)
    arguments.shared("--as", metavar="PERSON", dest="person")
    arguments.shared("--renderer", choices=get_args(Renderer))
    arguments.shared("--slow-link", action="store_true")
    _add(made, parser, say, verbs, prefix="", title=say("cli-verbs"), required=False)
    parser.epilog = (
        f"{say('cli-examples')}\n  vitrina demo\n  vitrina --workspace shop review\n  vitrina queue --help"
    )
    return parser


def _add(
    made: type[argparse.ArgumentParser],
    parser: argparse.ArgumentParser,
    say: Catalogue,
    verbs: Iterable[Verb],
    *,
    prefix: str,
    title: str,
    required: bool,
) -> None:
    below = parser.add_subparsers(
        title=title, metavar="VERB", dest="verb", parser_class=made, required=required
    )
    for verb in verbs:
        name = f"{prefix}{verb.name}"
        text = say(f"cli-verb-{name}")
        about = f"{text}\n\n{_wrapped(say(f'cli-verb-{name}.about'))}".strip()
        child = below.add_parser(verb.name, help=_plain(text), description=about)
        arguments = Arguments(child, say, name)
        verb.arguments(arguments)
        if verb.run is not None:
            _shared(arguments, prints_data=verb.prints_data)
            child.set_defaults(run=verb.run)
        if verb.examples:
            child.epilog = "\n".join((say("cli-examples"), *(f"  {line}" for line in verb.examples)))
        if verb.verbs:
            _add(made, child, say, verb.verbs, prefix=f"{name}-", title=say("cli-verbs"), required=True)


def _shared(arguments: Arguments, *, prints_data: bool) -> None:
    arguments.shared("--workspace", metavar="DIR")
    arguments.shared("--lang", choices=LANGUAGES)
    if prints_data:
        arguments.shared("--json", action="store_true", dest="as_json")


def _parser_class(say: Catalogue) -> type[argparse.ArgumentParser]:
    """Return a parser class for one language: argparse makes the verbs' parsers itself, by their class."""

    class Formatter(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            heading = f"{say('cli-usage')} " if prefix is None else prefix
            super().add_usage(usage, actions, groups, heading)

    class Parser(argparse.ArgumentParser):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings, add_help=False, allow_abbrev=False, formatter_class=Formatter)

        def error(self, message: str) -> NoReturn:
            self.print_usage(sys.stderr)
            self.exit(2, f"{usage_error(say, message)}\n")

    return Parser


def usage_error(say: Catalogue, message: str) -> str:
    """Return argparse's message in the person's language, safe to print."""
    for pattern, id_ in _SENTENCES:
        found = pattern.fullmatch(message)
        if found:
            words = found.groupdict()
            # Some Python versions quote each choice, some none.
            words.update({"known": words["known"].replace("'", "")} if "known" in words else {})
            return say(f"cli-usage-{id_}", **words)
    return safe_name(message)


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(part, _WIDTH) for part in text.split("\n"))


def _plain(text: str) -> str:
    """Return a help text without argparse's own formatting in it."""
    return text.replace("%", "%%")
