"""How many decisions of a folder are answered rightly, wrongly, or refused with a reason.

A folder of the DMN conformance tests is judged by its expected results; of any other folder each model is read and each
decision asked once with nothing given, which must end in an answer or a reason.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from lxml import etree

from engine.decisions.asking import NOT_OURS, ask
from engine.decisions.model_reader import read_models
from engine.errors import Refusal
from engine.expressions.feel_values.comparing import equal
from engine.expressions.feel_values.exchange import read_as
from tests.field.apart import apart
from webhooks.commands.decide import sentence

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
TOLERANCE = Decimal("1e-8")
LOGIC = frozenset(
    {"decisionTable", "literalExpression", "context", "invocation", "relation", "list", "functionDefinition"}
    | {"conditional", "for", "every", "some", "filter"}
)
TEMPORAL = frozenset({"date", "time", "dateTime", "duration"})
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Expected:
    """One result that a conformance test asserts."""

    test: Path
    case: str
    model: Path
    decision: str
    kind: str
    inputs: dict[str, Any]
    value: Any
    is_error: bool
    part: str  #: which of a service's answers is meant


@click.command("dmn")
@click.option("--corpus", "folders", type=click.Path(exists=True, path_type=Path), multiple=True, required=True)
@click.option("--literal", is_flag=True, help="Also judge decisions that are one literal expression.")
@click.option("--verbose", is_flag=True, help="One line a result that is not right.")
@click.option("--json", "as_json", type=click.Path(path_type=Path), help="Write each verdict here.")
def command(folders: tuple[Path, ...], literal: bool, verbose: bool, as_json: Path | None) -> None:
    """Judge every decision of the folders."""
    verdicts: list[dict[str, Any]] = []
    for folder in folders:
        tests = [one for one in sorted(folder.rglob("*-test-*.xml")) if b"modelName>" in one.read_bytes()]
        verdicts += _judged(tests, literal) if tests else _tried(folder)
    for verdict in verdicts if verbose else (one for one in verdicts if one["verdict"] in ("wrong", "crash")):
        if verdict["verdict"] not in ("right", "answered"):
            click.echo(" ".join(str(verdict[key]) for key in ("verdict", "kind", "model", "case", "decision", "why")))
    if as_json:
        as_json.write_text(json.dumps(verdicts, ensure_ascii=False, indent=1), encoding="utf-8")
    click.echo("\n".join(_summary(verdicts)))


def _judged(tests: list[Path], literal: bool) -> Iterator[dict[str, Any]]:
    grouped: dict[Path, list[Expected]] = defaultdict(list)
    for test in tests:
        for expected in expected_in(test):
            if literal or expected.kind != "literalExpression":
                grouped[expected.model].append(expected)
    for model, wanted in grouped.items():
        told = apart(lambda model=model, wanted=wanted: _asked(model, wanted), seconds=SECONDS)  # type: ignore[misc]
        if "crash" in told:
            yield _verdict(wanted[0], "crash", told["crash"])
        yield from told.get("verdicts", ())


def _asked(model: Path, wanted: list[Expected]) -> dict[str, Any]:
    files = {model.name: model.read_bytes(), **{one.name: one.read_bytes() for one in model.parent.glob("*.dmn")}}
    library = read_models(files)
    return {"verdicts": [_one(library, expected) for expected in wanted]}


def _one(library: Any, expected: Expected) -> dict[str, Any]:
    try:
        outcome = library.evaluate(expected.decision, expected.inputs, file=expected.model.name)
    except Refusal as refusal:
        if expected.is_error:
            return _verdict(expected, "right", "")
        reason = sentence(refusal, "en")
        return _verdict(expected, "refused", reason)
    except NOT_OURS as error:
        return _verdict(expected, "crash", f"{type(error).__name__}: {error}")
    result = outcome.result
    if expected.kind == "decisionService" and isinstance(result, dict) and expected.part in result:
        result = result[expected.part]
    if same(expected.value, result):
        return _verdict(expected, "right", "")
    return _verdict(expected, "wrong", f"expected {expected.value}, got {result}")


def _verdict(expected: Expected, verdict: str, why: str) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "kind": expected.kind,
        "model": expected.model.name,
        "case": expected.case,
        "decision": expected.decision,
        "why": why,
    }


def expected_in(test: Path) -> Iterator[Expected]:
    root = etree.parse(test).getroot()
    names = [element.text for element in root if _local(element) == "modelName"]
    model = test.parent / str(names[0])
    kinds = _kinds(model)
    for case in root.iter("{*}testCase"):
        inputs = {str(one.get("name")): _plain(_value(one)) for one in case if _local(one) == "inputNode"}
        for result in (one for one in case if _local(one) == "resultNode"):
            asked = case.get("invocableName") if case.get("type") == "decisionService" else result.get("name")
            holder = next((one for one in result if _local(one) == "expected"), None)
            yield Expected(
                test=test,
                case=str(case.get("id")),
                model=model,
                decision=str(asked),
                kind="decisionService" if asked != result.get("name") else kinds.get(str(asked), "other"),
                inputs=inputs,
                value=None if holder is None else _value(holder),
                is_error=result.get("errorResult") == "true",
                part=str(result.get("name")),
            )


def _kinds(model: Path) -> dict[str, str]:
    kinds = {}
    for decision in etree.parse(model).getroot().iter("{*}decision"):
        found = [_local(one) for one in decision if _local(one) in LOGIC]
        kinds[str(decision.get("name"))] = found[0] if found else "none"
    return kinds


def _value(holder: Any) -> Any:
    """What a test writes: `(type, text)`, a list, an object, or None."""
    if holder.get(f"{XSI}nil") == "true":
        return None
    components = {str(one.get("name")): _value(one) for one in holder if _local(one) == "component"}
    if components:
        return components
    for one in holder:
        if _local(one) == "list":
            return [_value(item) for item in one if _local(item) == "item"]
        if _local(one) == "value":
            if one.get(f"{XSI}nil") == "true":
                return None
            return ((one.get(f"{XSI}type") or "xsd:string").rpartition(":")[2], one.text or "")
    return None


def _plain(value: Any) -> Any:
    """The value as it is handed in."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if not isinstance(value, tuple):
        return None
    kind, text = value
    if kind == "boolean":
        return text == "true"
    if kind in TEMPORAL:
        return read_as(kind, text)  # a test may hand it to data of any type, where a text would stay a text
    if kind in ("decimal", "double", "integer", "int", "long", "float"):
        return int(text) if text.lstrip("-").isdigit() else float(text)
    return text


def same(expected: Any, got: Any) -> bool:
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and expected.keys() == got.keys()
            and all(same(inner, got[name]) for name, inner in expected.items())
        )
    if isinstance(expected, list):
        return isinstance(got, list) and len(expected) == len(got) and all(map(same, expected, got))
    if expected is None or got is None:
        return expected is None and got is None
    kind, text = expected
    if kind == "boolean":
        return got is (text == "true")
    if kind in ("decimal", "double", "integer", "int", "long", "float"):
        return _near(text, got)
    if not isinstance(got, str):
        return False
    return got == text or (kind != "string" and equal(read_as(kind, text), read_as(kind, got)) is True)


def _near(text: str, got: Any) -> bool:
    if isinstance(got, bool) or not isinstance(got, int | float):
        return False
    wanted = Decimal(text)
    return abs(wanted - Decimal(str(got))) <= max(TOLERANCE, abs(wanted) * TOLERANCE)


def _tried(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.rglob("*.dmn")):
        told = apart(lambda path=path: _read(path), seconds=SECONDS)  # type: ignore[misc]
        why = told.get("crash") or told["why"]
        verdict = "crash" if "crash" in told else told["verdict"]
        yield {"verdict": verdict, "kind": "model", "model": str(path), "case": "", "decision": "", "why": why}


def _read(path: Path) -> dict[str, Any]:
    """Read the model and ask each decision with nothing given; a refusal is fine, anything else is a crash."""
    files = {path.name: path.read_bytes()}
    library = read_models(files)
    for decision in library.decisions:
        try:
            ask(files, path.name, decision.id, {})
        except Refusal:
            continue
    errors = list(library.findings)
    return {"verdict": "refused", "why": errors[0].message("en")} if errors else {"verdict": "answered", "why": ""}


def _summary(verdicts: list[dict[str, Any]]) -> Iterator[str]:
    kinds = sorted({verdict["kind"] for verdict in verdicts})
    for kind in kinds:
        counted = Counter(verdict["verdict"] for verdict in verdicts if verdict["kind"] == kind)
        total = sum(counted.values())
        yield f"{kind}: {total} " + ", ".join(f"{name} {count}" for name, count in sorted(counted.items()))
    reasons = Counter(_reason(verdict["why"]) for verdict in verdicts if verdict["verdict"] == "refused")
    for reason, count in reasons.most_common(25):
        yield f"{count:6} {reason}"


def _reason(why: str) -> str:
    return why.splitlines()[0][:140] if why else ""


def _local(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
