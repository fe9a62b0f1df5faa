"""`vitrina check`: what changed between a source and a candidate, measured; no workspace needed.

The exit code says whether it could be measured, not whether anything was found: evidence is no verdict.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec

from core.config import Config, read_config
from core.drift.batch import Refused, check_pairs, refused
from core.drift.check import Pair, check_pair
from core.drift.ocr import with_reading
from core.drift.pairs import MODES, read_pairs
from core.drift.result import KINDS, Evidence, Finding
from core.errors import NotWritten, PairRefused
from core.safe_name import safe_name
from core.workspace import CONFIG_NAME
from tui.cli.errors import UsageWrong
from tui.cli.output import Cell, escaped_json
from tui.cli.parser import Arguments, Verb
from tui.cli.session import Session
from tui.findings import finding_line
from tui.i18n.catalogue import Catalogue

SCHEMA = 1
_LOUD = 0.5


def run(session: Session) -> int:
    """Measure one pair or a list of them."""
    args = session.args
    if args.batch is not None:
        if args.source or args.candidate or args.heatmap or args.source_mask:
            raise UsageWrong(session.say("cli-check-batch-alone"))
        return _run_batch(session, Path(args.batch))
    if not (args.source and args.candidate):
        raise UsageWrong(session.say("cli-check-two-files"))
    mask = Path(args.source_mask) if args.source_mask else None
    heatmap = Path(args.heatmap) if args.heatmap else None
    pair = Pair(Path(args.source), Path(args.candidate), args.mode, mask)
    settings = _settings(session)
    try:
        evidence = check_pair(pair, max_pixels=settings.max_pixels, heatmap=heatmap, models=_models(settings))
    except PairRefused as error:
        why = refused(error)
        session.out.error(refusal_line(session.say, why))
        if session.as_json:
            session.out.document(refusal_values(session.say, pair, why))
        return 1
    except OSError as error:
        raise NotWritten(path=str(heatmap), why=error.strerror or str(error)) from error
    if session.as_json:
        session.out.document(evidence_values(session.say, evidence))
    else:
        _print(session, evidence)
    return 0


def _run_batch(session: Session, path: Path) -> int:
    say, out = session.say, session.out
    pairs = read_pairs(path)
    settings = _settings(session)
    failed = 0
    measured = check_pairs(pairs, max_pixels=settings.max_pixels, models=_models(settings))
    for number, (pair, result) in enumerate(measured, start=1):
        if isinstance(result, Refused):
            failed += 1
            out.error(refusal_line(say, result))
            document = refusal_values(say, pair, result)
        else:
            document = evidence_values(say, result)
        utf8 = (out.stdout.encoding or "").lower().replace("-", "") in {"utf8", "utf8sig"}
        out.line(escaped_json(json.dumps({"row": number, **document}, ensure_ascii=not utf8)))
        out.stdout.flush()
        out.progress(say("cli-check-progress", done=number, all=len(pairs)))
    out.error(say("cli-check-done", measured=len(pairs) - failed, refused=failed))
    return 1 if failed else 0


def _settings(session: Session) -> Config:
    """Return the settings of the workspace asked for, else the defaults: a pair needs no workspace."""
    asked = getattr(session.args, "workspace", None)
    return read_config(Path(asked) / CONFIG_NAME) if asked else Config()


def _models(settings: Config) -> tuple[str, ...]:
    return with_reading(settings.drift.models, wanted=settings.drift.ocr)


def evidence_values(say: Catalogue, evidence: Evidence) -> dict[str, object]:
    """Return evidence as plain values for JSON, its sentences in the language of `say`."""
    # Where nothing was measured the figures are a view of an empty mapping, which is not encoded.
    values: dict[str, object] = msgspec.to_builtins(replace(evidence, figures=dict(evidence.figures)))
    return {"schema": SCHEMA, **values, "findings": [finding_values(say, one) for one in evidence.findings]}


def finding_values(say: Catalogue, finding: Finding) -> dict[str, object]:
    """Return a finding as plain values for JSON, its sentence in the language of `say`."""
    return {
        "kind": finding.kind,
        "score": finding.score,
        "value": finding.value,
        "unit": finding.unit,
        "box": list(finding.box),
        "code": finding.says.id,
        "says": finding_line(say, finding),
    }


def refusal_values(say: Catalogue, pair: Pair, why: Refused) -> dict[str, object]:
    """Return a refused pair as plain values for JSON."""
    return {
        "schema": SCHEMA,
        "refused": True,
        "source": {"path": safe_name(str(pair.source))},
        "candidate": {"path": safe_name(str(pair.candidate))},
        "error": {
            "code": why.refusal or why.code,
            "file": why.args.get("file", ""),
            "says": refusal_line(say, why),
        },
    }


def refusal_line(say: Catalogue, why: Refused) -> str:
    """Return why a pair was not measured, in one line."""
    if not why.refusal:
        return f"{say(f'error-{why.code}', **why.args)} {say(f'error-{why.code}.todo', **why.args)}".strip()
    place = say(f"drift-refused-{why.args['file']}", path=str(why.args["path"]))
    figures = {name: value for name, value in why.args.items() if name not in {"refusal", "file", "path"}}
    return f"{place} {say(f'refusal-{why.refusal}', **figures)}"


def _print(session: Session, evidence: Evidence) -> None:
    say, out = session.say, session.out
    mask = say(f"drift-mask-{evidence.mask.origin}", confidence=round(100 * evidence.mask.confidence))
    out.line(mask, "plain" if evidence.mask.origin != "none" else "warn")
    if evidence.registration.found:
        out.line(say("drift-registered", confidence=round(100 * evidence.registration.confidence)))
    if evidence.measured and not evidence.flags:
        out.line(say("drift-nothing"), "good")
    elif evidence.flags:
        flagged = ", ".join(say(f"drift-kind-{kind}") for kind in evidence.flags if kind != "any")
        out.line(say("drift-flagged", kinds=flagged), "warn")
    if evidence.findings:
        out.line()
        rows = [
            [
                Cell(say(f"drift-kind-{one.kind}")),
                Cell(f"{one.score:.2f}", "warn" if one.score >= _LOUD else "dim"),
                Cell(" ".join(map(str, one.box))),
                Cell(finding_line(say, one)),
            ]
            for one in evidence.findings
        ]
        out.table([say(f"drift-head-{head}") for head in ("kind", "score", "box", "says")], rows, right=(1,))
    if evidence.measured:
        out.line()
        figures = [
            [Cell(say(f"drift-kind-{kind}")), Cell(f"{evidence.scores[kind]:.2f}")]
            for kind in (*KINDS, "any")
        ]
        out.table([say("drift-head-kind"), say("drift-head-score")], figures, right=(1,))
    out.line()
    out.line(say("drift-note"), "dim")


def _arguments(arguments: Arguments) -> None:
    arguments.positional("source", "SOURCE", nargs="?")
    arguments.positional("candidate", "CANDIDATE", nargs="?")
    arguments.option("--mode", choices=MODES, default=MODES[0])
    arguments.option("--source-mask", metavar="MASK.png")
    arguments.option("--heatmap", metavar="OUT.png")
    arguments.option("--batch", metavar="PAIRS.csv")


VERB = Verb(
    "check",
    run,
    _arguments,
    examples=(
        "vitrina check sources/mug.jpg incoming/mug_main_1.png",
        "vitrina check mug.jpg mug_main_1.png --mode white-background --heatmap heat.png",
        "vitrina check --batch pairs.csv > evidence.jsonl",
    ),
)
