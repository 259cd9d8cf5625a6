"""`huishang decide`: asks one decision of a DMN file, and tells what it answers and why, or why it refuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NoReturn

import click
import orjson

from engine.decisions.asking import NOT_OURS, ask
from engine.decisions.outcome import Outcome
from engine.decisions.showing import shown, shown_inputs
from engine.errors import Invalid, Refusal, TooLarge
from engine.findings import Finding
from engine.texts.catalogue import LANGUAGES, say

MAX_INPUT: Final = 1_000_000  #: bytes of the input


@click.command("decide")
@click.argument("file", metavar="FILE.dmn", type=click.Path(path_type=Path))
@click.argument("decision", metavar="DECISION")
@click.argument("inputs", metavar="INPUT.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of the text.")
def command(file: Path, decision: str, inputs: Path, as_json: bool, lang: str) -> None:
    """Evaluate DECISION (its id or name) of FILE.dmn with the JSON object in INPUT.json; `-` reads standard input.

    Models that FILE.dmn imports are read from the files beside it. Exits with 1 when the decision is refused.
    """
    try:
        outcome = ask(_files(file), file.name, decision, _input(inputs))
        body = orjson.loads(orjson.dumps({"result": outcome.result, "matched": outcome.explained()}, default=str))
    except Refusal as refusal:
        _refused(refusal, as_json, lang)
    except NOT_OURS as error:  # whatever a file may make a library do: never a traceback
        _refused(Invalid("decisions.failed", detail=f"{type(error).__name__}: {error}"[:300]), as_json, lang)
    if as_json:
        click.echo(json.dumps(body, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(outcome, lang)))


def _files(file: Path) -> dict[str, bytes]:
    """The file, and the other models beside it, which it may import."""
    try:
        files = {file.name: _bytes(file)}
    except OSError as error:
        raise Invalid("decisions.unreadable", file=str(file), detail=error.strerror or "") from None
    for other in sorted(file.parent.glob("*.dmn"))[:100] if b"import" in files[file.name] else ():
        if other.name != file.name and other.is_file():
            files[other.name] = _bytes(other)
    return files


def _bytes(path: Path) -> bytes:
    """The file's bytes; of a file over the limit just enough to show that it is over."""
    with path.open("rb") as stream:
        return stream.read(MAX_INPUT + 1)


def _input(path: Path) -> dict[str, Any]:
    try:
        raw = sys.stdin.buffer.read(MAX_INPUT + 1) if str(path) == "-" else _bytes(path)
        if len(raw) > MAX_INPUT:
            raise TooLarge("decisions.input_too_large", file=str(path), limit=MAX_INPUT)
        given = json.loads(raw, parse_constant=_no_number)
    except OSError as error:
        raise Invalid("decisions.input_unreadable", file=str(path), detail=error.strerror or "") from None
    except (ValueError, RecursionError) as error:
        raise Invalid("decisions.input_unreadable", file=str(path), detail=str(error)[:200]) from None
    if not isinstance(given, dict):
        raise Invalid("decisions.input_unreadable", file=str(path), detail=type(given).__name__)
    return given


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _refused(refusal: Refusal, as_json: bool, lang: str) -> NoReturn:
    reason = sentence(refusal, lang)
    click.echo(json.dumps({"refused": reason}, ensure_ascii=False, indent=2) if as_json else reason, err=not as_json)
    raise SystemExit(1)


def sentence(refusal: Refusal, lang: str) -> str:
    """The refusal in one sentence; a finding or refusal inside it is told in the same language."""
    filled: dict[str, Any] = {}
    for name, value in refusal.params.items():
        if isinstance(value, Finding):
            filled[name] = value.message(lang)
        else:
            filled[name] = sentence(value, lang) if isinstance(value, Refusal) else value
    return say(refusal.key, lang, **filled)


def _told(outcome: Outcome, lang: str) -> Iterator[str]:
    for made in outcome.chain():
        policy = made.hit_policy or say("decisions.told.expression", lang)
        yield say("decisions.told.decision", lang, name=made.name, policy=policy, result=shown(made.result))
        if made.inputs:
            yield "  " + say("decisions.told.inputs", lang, inputs=shown_inputs(made.inputs))
        for one in made.matched:
            given = shown_inputs(one.outputs)
            yield "  " + say("decisions.told.rule", lang, number=one.number, outputs=given, text=one.text).rstrip()
        if made.hit_policy and not made.matched:
            yield "  " + say("decisions.told.no_rule", lang)
    yield say("decisions.told.answer", lang, result=json.dumps(outcome.result, ensure_ascii=False, default=str))
