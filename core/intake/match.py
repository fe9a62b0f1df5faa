"""Which SKU, slot, mode and attempt a file shows: by sidecar, pattern, folder or name.

Pure: a path and what is known go in, a match comes out. Only a known SKU matches, the longest one wins,
and what two rules read differently matches nothing: a candidate in the tray costs one key press, a
candidate under the wrong SKU costs a wrong approval.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from core.errors import PatternInvalid
from core.intake.sku_names import KnownSkus, clean_name, decode_sku, fold_name, known_skus, only, stem_of
from core.model import Match, Mode, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import PurePath

    from core.intake.sidecar import Sidecar

__all__ = ["KnownSkus", "compile_patterns", "known_skus", "match", "match_source"]

MAX_PATTERN = 500
"""Longest file name pattern, in characters."""

MAX_SEARCHED = 300
"""Longest text a pattern is tried on, in characters; a longer one is not searched."""

PATTERN_FAULTS = ("too-long", "syntax", "no-sku-group", "nested-repeat")
"""Every `why` of PatternInvalid."""

_TOKEN = re.compile(
    r"(?P<open>\()|(?P<branch>\|)|(?:(?P<close>\))|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.)"
    r"(?:(?P<varying>[*+]|\{\d*,\d*\})(?P<kept>\+)?|(?P<fixed>\{\d+\}))?",
    re.DOTALL,
)
"""A regular expression's parts, each with its repeat; a possessive repeat (`++`) gives nothing back."""

_COPY = re.compile(
    r"(?:\s*\(\d{1,3}\)|[\s_–—-]+(?:copy|копия|көшірме)(?:[\s_]*\(?\d{1,3}\)?)?)+$", re.IGNORECASE
)
"""What browsers and file managers add to a second copy."""

_SEPARATORS = frozenset("_- ")
_SPLIT = re.compile(r"[\s_-]+")
_SLOT = re.compile(r"(main|detail|social|ad)([0-9]{1,3})?")
_ATTEMPT = re.compile(r"a0*([1-9][0-9]{0,3})")
_NUMBER = re.compile(r"[0-9]{1,3}")
_SHORT_MODES = {
    "exact": Mode.EXACT_CARD,
    "card": Mode.EXACT_CARD,
    "white": Mode.WHITE_BACKGROUND,
    "life": Mode.LIFESTYLE,
}
_LONG_MODES = {mode.value: mode for mode in Mode}

_VIEWS = (
    "main|detail|social|front|back|side|left|right|top|bottom|inside|label|tag|"
    "спереди|сзади|сбоку|слева|справа|сверху|снизу|внутри|деталь|бирка|алды|арты|жаны|іші"
)
_VIEW = re.compile(rf"(?:[_\s]+[0-9]{{1,2}}|[_\s-]+(?:{_VIEWS})(?:[_\s-]?[0-9]{{1,2}})?)*", re.IGNORECASE)
"""What may follow the SKU in the name of a source: numbers and sides. `-2` is a variant, no number."""


class _Details(NamedTuple):
    """What is said beside the SKU; None and 0 mean not said."""

    slot: Slot | None = None
    mode: Mode | None = None
    attempt: int = 0

    def joined(self, other: _Details) -> _Details | None:
        """Return both together, or None where they contradict each other."""
        if any(mine and theirs and mine != theirs for mine, theirs in zip(self, other, strict=True)):
            return None
        return self.over(other)

    def over(self, other: _Details) -> _Details:
        """Return these, completed from `other`."""
        return _Details(self.slot or other.slot, self.mode or other.mode, self.attempt or other.attempt)


class _Found(NamedTuple):
    """A way of reading a path. An empty `sku` means: more than one reading, so none."""

    sku: str
    details: _Details = _Details()
    how: str = ""


class _Hit(NamedTuple):
    """The longest known SKU at the start of a name, and the rest; an empty `sku` means ambiguous."""

    sku: str
    rest: str


class _Path(NamedTuple):
    """A relative path as clean text."""

    dirs: tuple[str, ...]
    stem: str
    whole: str


class _Folder(NamedTuple):
    """Folders `start` to `end` of a path that name a SKU; an empty `sku` means ambiguous."""

    sku: str
    start: int
    end: int


_Read: TypeAlias = "Callable[[str], _Details | None]"
_CONFLICT = _Found("")


def match(
    relative: PurePath,
    *,
    sidecar: Sidecar | None,
    known: KnownSkus,
    patterns: tuple[re.Pattern[str], ...],
) -> Match:
    """Return what the candidate at `relative` (to the hot folder) shows, and how that is known.

    An empty SKU in the answer means the tray: nothing matched, the readings contradict each other, or a
    sidecar or pattern names a SKU that is not known. What the sidecar or pattern leaves open is taken from
    the path where that means the same SKU.
    """
    path = _taken_apart(relative)
    by_path = _by_path(path, known)
    said = _Details(sidecar.slot, sidecar.mode, sidecar.attempt) if sidecar else _Details()
    if sidecar and sidecar.sku:
        found: _Found | None = _Found(known.resolve(sidecar.sku), said, "sidecar")
    else:
        found = _by_pattern(path, known, patterns) or by_path
    if found is None or not found.sku:
        return _made(_Found("", said))
    if by_path is not None and by_path.sku == found.sku:
        found = found._replace(details=found.details.over(by_path.details))
    return _made(found._replace(details=said.over(found.details)))


def match_source(relative: PurePath, *, listed: KnownSkus, patterns: tuple[re.Pattern[str], ...] = ()) -> str:
    """Return the SKU of the source photo at `relative` (to the sources folder).

    The longest listed SKU wins (`listed` is `known_skus` over the listing alone). Without a listing row
    the SKU is what the file name says up to `__`, decoded; or the folder's name where the file name says
    only a side or a number. Empty means: two listed SKUs claim it.
    """
    path = _taken_apart(relative)
    for groups in _searched(path, patterns):
        if written := (groups.get("sku") or "").strip():
            return listed.resolve_written(written) or decode_sku(written)
    named = _by_joined_name(path, listed, _view)
    folder = _folder(path.dirs, listed) if named is None else None
    named = named or _by_name(path.stem, listed, _view)
    if folder is not None:
        if named is None or named.sku == folder.sku:
            return folder.sku
        return named.sku if _extends(named.sku, folder.sku) else ""
    return named.sku if named is not None else _unlisted(path)


def _unlisted(path: _Path) -> str:
    """Return the SKU that the path of a source states where no listing row does."""
    if path.dirs and _VIEW.fullmatch(f"_{path.stem}"):
        return decode_sku(path.dirs[-1]).strip()
    own = decode_sku(path.stem.partition("__")[0]).strip()
    return own or decode_sku(path.stem).strip()


def compile_patterns(texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return the file name patterns of the config, compiled.

    Raises PatternInvalid(pattern=, why=) with `why` one of `PATTERN_FAULTS`; `too-long` adds `limit`,
    `syntax` adds `position` (of the mistake, from 0).
    """
    return tuple(map(_compiled, texts))


def _compiled(text: str) -> re.Pattern[str]:
    if len(text) > MAX_PATTERN:
        raise PatternInvalid(pattern=text[:MAX_PATTERN], why="too-long", limit=MAX_PATTERN)
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise PatternInvalid(pattern=text, why="syntax", position=error.pos or 0) from error
    except (OverflowError, RecursionError) as error:
        raise PatternInvalid(pattern=text, why="syntax", position=0) from error
    if "sku" not in pattern.groupindex:
        raise PatternInvalid(pattern=text, why="no-sku-group")
    if _repeats_a_repeat(text):
        raise PatternInvalid(pattern=text, why="nested-repeat")
    return pattern


def _repeats_a_repeat(text: str) -> bool:
    """Tell whether a group that repeats or branches inside is itself repeated.

    Such a pattern can take years on a name of 40 characters (`(a+)+$`, `(a|a)*$`). Refuses harmless ones
    too: file names can be read without them.
    """
    varies = [False]
    for token in _TOKEN.finditer(text):
        if token["open"]:
            varies.append(False)
        elif token["branch"]:
            varies[-1] = True
        else:
            inside = varies.pop() if token["close"] and len(varies) > 1 else False
            varying = token["varying"] is not None and not token["kept"]
            if inside and (varying or token["fixed"]):
                return True
            varies[-1] |= inside or varying
    return False


def _by_pattern(path: _Path, known: KnownSkus, patterns: tuple[re.Pattern[str], ...]) -> _Found | None:
    """Return what the first pattern says that names a known SKU; a conflict where they name only others."""
    found = None
    for groups in _searched(path, patterns):
        if written := (groups.get("sku") or "").strip():
            found = _CONFLICT
            sku, details = known.resolve_written(written), _of_groups(groups)
            if sku and details is not None:
                return _Found(sku, details, "pattern")
    return found


def _searched(path: _Path, patterns: tuple[re.Pattern[str], ...]) -> Iterator[dict[str, str | None]]:
    for pattern in patterns:
        for text in (path.stem, path.whole):
            # Also a guard on time: a pattern may need the square or cube of the length.
            if len(text) <= MAX_SEARCHED and (found := pattern.search(text)):
                yield found.groupdict()


def _of_groups(groups: Mapping[str, str | None]) -> _Details | None:
    """Return what a pattern's groups say; None where one holds a word that is none of its own."""
    attempt = groups.get("attempt") or ""
    written = (
        groups.get("slot") or "",
        groups.get("mode") or "",
        f"a{attempt}" if attempt.isdecimal() else attempt,
    )
    read = [_details(text) for text in written]
    if any(
        bool(text) != bool(said and said[place])
        for place, (text, said) in enumerate(zip(written, read, strict=True))
    ):
        return None
    slot, mode, number = (said or _Details() for said in read)
    return _Details(slot.slot, mode.mode, number.attempt)


def _by_path(path: _Path, known: KnownSkus) -> _Found | None:
    """Return what folders and file name say together; None where neither names a known SKU."""
    joined = _by_joined_name(path, known, _details)
    if joined is not None:
        return joined
    named = _by_name(path.stem, known, _details)
    folder = _folder(path.dirs, known)
    if folder is None:
        return named and _with_dirs(named, path.dirs)
    details = _details(path.stem)
    if details is None:
        hit = _longest(path.stem, known)
        if named is not None and _extends(named.sku, folder.sku):
            return _with_dirs(named, path.dirs)
        if (named or hit or folder).sku != folder.sku:
            return _CONFLICT
        details = named.details if named else _details(hit.rest if hit else path.stem, loose=True)
    if not folder.sku or details is None:
        return _CONFLICT
    found = _Found(folder.sku, details, "folder")
    return _with_dirs(found, path.dirs[: folder.start], path.dirs[folder.end :])


def _with_dirs(found: _Found, above: Sequence[str], below: Sequence[str] = ()) -> _Found:
    """Return `found` completed from folder names (`lifestyle/`, `main/`), a conflict where they differ.

    Above the SKU a short word is more likely a colour or a kind of goods (`white/`) than a mode.
    """
    details: _Details | None = found.details
    for said in (*(_details(name, short=False) for name in above), *map(_details, below)):
        if said is not None:
            details = details.joined(said) if details is not None else None
    return found._replace(details=details) if details is not None else _CONFLICT


def _folder(dirs: Sequence[str], known: KnownSkus) -> _Folder | None:
    """Return the deepest folder, or run of folders, that is named by a known SKU."""
    for end in range(len(dirs), 0, -1):
        for start in range(max(0, end - 1 - known.depth), end):
            name = "/".join(dirs[start:end])
            # A SKU that ends with `/`, unencoded, makes a folder without it.
            for claims in (known.exactly, known.folded):
                if skus := claims(name) | claims(f"{name}/"):
                    return _Folder(only(skus), start, end)
    return None


def _by_joined_name(path: _Path, known: KnownSkus, read: _Read) -> _Found | None:
    """Return what the name says where a `/` of the SKU, unencoded, made folders of its beginning."""
    for depth in range(min(known.depth, len(path.dirs)), 0, -1):
        above, first = path.dirs[:-depth], "/".join(path.dirs[-depth:])
        found = _by_name(f"{first}/{path.stem}", known, read, least=len(first) + 2)
        if found is not None:
            return _with_dirs(found, above)
    return None


def _by_name(name: str, known: KnownSkus, read: _Read, least: int = 1) -> _Found | None:
    """Return what a file name says if it is a known SKU and a rest that `read` understands.

    What marks a second copy is passed over only where an exact SKU is left.
    """
    hit = _longest(name, known, least)
    if hit is not None and (details := read(hit.rest)) is not None:
        return _Found(hit.sku, details, "name")
    first = _COPY.sub("", name)
    hit = _longest(first, known, least) if first != name else None
    return _Found(hit.sku, how="name") if hit is not None and not hit.rest else None


def _longest(text: str, known: KnownSkus, least: int = 1) -> _Hit | None:
    """Return the longest known SKU that `text` begins with, up to a separator or its end.

    Case decides between SKUs that differ in nothing else. A longer SKU that fits only without regard to
    case makes a shorter exact one doubtful.
    """
    folded: _Hit | None = None
    for cut in range(len(text), least - 1, -1):
        if cut < len(text) and text[cut] not in _SEPARATORS:
            continue
        head, rest = text[:cut], text[cut:]
        if exact := known.exactly(head):
            sku = only(exact)
            return _Hit(sku, rest) if folded is None or folded.sku == sku else _Hit("", rest)
        if folded is None and (skus := known.folded(head)):
            folded = _Hit(only(skus), rest)
    return folded


def _details(text: str, *, short: bool = True, loose: bool = False) -> _Details | None:
    """Return what the words of `text` say; None where a word is unknown or two contradict each other.

    `short` also reads the short words for modes. `loose` passes over unknown words, and then takes no
    short ones: in `white_shirt_main` white is the shirt.
    """
    words = [word for word in _SPLIT.split(text.casefold()) if word]
    details: _Details | None = _Details()
    while words and details is not None:
        said, used = _word(words, short=short and not loose)
        if said is not None:
            details = details.joined(said)
        elif not loose:
            return None
        del words[:used]
    return details


def _word(words: Sequence[str], *, short: bool) -> tuple[_Details | None, int]:
    """Return what the first of `words` says, None for an unknown one, and how many words that took."""
    if mode := _LONG_MODES.get("-".join(words[:2])):
        return _Details(mode=mode), 2
    if mode := _LONG_MODES.get(words[0]) or (_SHORT_MODES.get(words[0]) if short else None):
        return _Details(mode=mode), 1
    if slot := _SLOT.fullmatch(words[0]):
        numbered = slot[2] is None and len(words) > 1 and _NUMBER.fullmatch(words[1])
        return _Details(slot=Slot(slot[1])), 2 if numbered else 1
    if attempt := _ATTEMPT.fullmatch(words[0]):
        return _Details(attempt=int(attempt[1])), 1
    return None, 1


def _view(rest: str) -> _Details | None:
    """Say nothing about a source, but only if `rest` may follow its SKU."""
    return _Details() if rest.startswith("__") or _VIEW.fullmatch(rest) else None


def _made(found: _Found) -> Match:
    slot, mode, attempt = found.details
    return Match(found.sku, slot or Slot.MAIN, mode or Mode.EXACT_CARD, attempt, found.how)


def _taken_apart(relative: PurePath) -> _Path:
    parts = tuple(map(clean_name, relative.parts))
    return _Path(parts[:-1], stem_of(parts[-1]) if parts else "", "/".join(parts))


def _extends(longer: str, shorter: str) -> bool:
    return len(longer) > len(shorter) and fold_name(longer).startswith(fold_name(shorter))
