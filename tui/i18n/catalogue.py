"""From a message id to a sentence in the person's language.

The sentences are Fluent files, one folder a language (`en/`, `ru/`, `kk/`), one file a topic. Every text
variable passes `safe_name` on its way into a sentence, so that nothing from outside (file names, notes,
listing cells) can steer the terminal, whichever screen or command shows it.

A file is only cut into its entries when the program starts; an entry is parsed when it is first said. All of
a language would take a quarter of a second, and a command says a dozen of its sentences. So no entry may
refer to another one.
"""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import get_args

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern

from checklists.model import Language, Problem
from checklists.packs import Question, Rule
from core.errors import GateOpen, VitrinaError
from core.model import Say
from core.process.checked import PackStanding
from core.process.rules import RuleFinding, needed
from core.safe_name import safe_name
from core.store.note import StoreNote

LANGUAGES: tuple[Language, ...] = get_args(Language)

_REMEMBERED = 4096
"""Sentences, filled in, that are remembered."""

_ENTRY = re.compile(r"^(?=([a-zA-Z][\w-]*) *=)", re.MULTILINE)
"""Where an entry begins, and its id: everything that belongs to one is indented."""


class Catalogue:
    """The sentences of one language."""

    def __init__(self, language: Language, entries: Mapping[str, str]) -> None:
        """`entries` are texts in Fluent's syntax by their ids."""
        self.language: Language = language
        self._entries = entries
        self._bundle = FluentBundle([language], use_isolating=False)
        # A screen says most of what it says over and over: ages, states, keys.
        self._filled = lru_cache(maxsize=_REMEMBERED, typed=True)(self._fill)

    def __call__(self, id_: str, /, **args: str | int | float) -> str:
        """Return the sentence `id_` with its variables filled in; `id.attribute` names an attribute."""
        return self._filled(id_, **args)

    def _fill(self, id_: str, /, **args: str | int | float) -> str:
        message_id, _, attribute = id_.partition(".")
        pattern = self._pattern(message_id, attribute)
        if pattern is None:
            return "" if attribute and message_id in self._entries else safe_name(id_)
        safe = {key: safe_name(arg) if isinstance(arg, str) else arg for key, arg in args.items()}
        text, _ = self._bundle.format_pattern(pattern, safe)
        return str(text)

    def has(self, id_: str) -> bool:
        """Tell whether the sentence or attribute is there."""
        message_id, _, attribute = id_.partition(".")
        if not attribute:
            return message_id in self._entries
        return self._pattern(message_id, attribute) is not None

    def _pattern(self, id_: str, attribute: str) -> Pattern | None:
        if not self._bundle.has_message(id_):
            self._bundle.add_resource(FluentResource(self._entries.get(id_, "")))
            if not self._bundle.has_message(id_):
                return None
        message = self._bundle.get_message(id_)
        return message.attributes.get(attribute) if attribute else message.value

    def say(self, what: Say) -> str:
        """Return a core sentence in words."""
        return self(what.id, **what.args)

    def clear(self, what: Say) -> str:
        """Return how to clear a gate condition; empty where the sentence itself says it."""
        return self(f"{what.id}.clear", **what.args)

    def error(self, error: VitrinaError) -> str:
        """Return what went wrong and what to do, as one text."""
        name = f"error-{error.code}"
        what, todo = self(name, **error.args_), self(f"{name}.todo", **error.args_)
        lines = [f"{what} {todo}".strip()]
        if isinstance(error, GateOpen):
            lines += [f"  - {self.gate_line(item.says)}" for item in error.gate]
        return "\n".join(lines)

    def gate_line(self, what: Say) -> str:
        """Return a gate condition and how to clear it, on one line."""
        return f"{self.say(what)} {self.clear(what)}".strip()

    def note(self, note: StoreNote) -> str:
        """Return what should be known about the store files."""
        return self(f"store-{note.code}", file=note.file, count=note.count)

    def finding(self, finding: RuleFinding, *, cited: bool = True) -> str:
        """Return what a marketplace's rule finds in a picture, on one line.

        A question comes without its source unless `cited`.
        """
        limit = finding.rule.limit
        if not isinstance(limit, Question):
            return self.say(finding.says)
        asks = self.say(finding.says) if cited else f"{safe_name(finding.pack.name.in_(self.language))}:"
        return f"{asks} {safe_name(limit.text.in_(self.language))}"

    def rule(self, rule: Rule) -> str:
        """Return what a marketplace's rule asks for."""
        if isinstance(rule.limit, Question):
            return safe_name(rule.limit.text.in_(self.language))
        return self("rules-asks", check=rule.check, needed=needed(rule))

    def stale(self, found: PackStanding) -> str:
        """Return that a rule pack is past its date, and what to do."""
        pack = found.pack
        name = pack.name.in_(self.language)
        since = found.good_until.isoformat()
        return self("rules-stale", marketplace=name, since=since, id=pack.id, help=pack.help)

    def problem(self, problem: Problem) -> str:
        """Return a checklist file's mistake with its place."""
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        key = f" {problem.key}" if problem.key else ""
        return f"{safe_name(place)}{safe_name(key)}: {self(f'checklist-{problem.code}', **problem.args)}"


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: Language) -> Catalogue:
    """Return the catalogue of a language."""
    entries: dict[str, str] = {}
    for file in resources.files(__package__ or "tui.i18n").joinpath(language).iterdir():
        if file.name.endswith(".ftl"):
            _, *parts = _ENTRY.split(file.read_text("utf-8"))
            entries |= zip(parts[::2], parts[1::2], strict=True)
    return Catalogue(language, entries)


def choose_language(asked: str, environment: Mapping[str, str] | None = None) -> Language:
    """Return the language asked for; for `auto` that of `VITRINA_LANG` or the system, else English."""
    environment = os.environ if environment is None else environment
    wanted = [asked, environment.get("VITRINA_LANG", "")]
    wanted += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    if os.name == "nt":
        wanted.append(locale.getlocale()[0] or "")
    for name in wanted:
        for language in LANGUAGES:
            if name.lower().replace("-", "_").split("_")[0].split(".")[0] == language:
                return language
    return "en"
