"""The literal expressions of the DMN conformance tests: how many are right, wrong, or refused and why.

Stricter than the tests themselves: where they expect null for an error, null is right, and a refusal is a refusal.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
from lxml import etree

from engine.decisions.limits import MAX_DECISIONS
from engine.decisions.model_reader import read_models
from engine.errors import Refusal
from tests.field.dmn import Expected, expected_in, same
from webhooks.commands.decide import sentence

KIND = "literalExpression"
LONGEST_REASON = 160


@click.command("feel")
@click.option("--corpus", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--sample", type=int, default=0, help="How many to draw; 0 for all.")
@click.option("--seed", type=int, default=1)
@click.option("--verbose", is_flag=True, help="One line a result that is refused.")
def command(corpus: Path, sample: int, seed: int, verbose: bool) -> None:
    """Judge every literal expression of the conformance tests."""
    begun = time.monotonic()
    found = list(_cases(corpus))
    if sample:
        found = random.Random(seed).sample(found, min(sample, len(found)))
    verdicts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for case in found:
        verdict, reason = judged(case)
        verdicts[verdict] += 1
        reasons[reason] += verdict == "refused"
        if verdict == "wrong" or (verbose and verdict == "refused"):
            click.echo(f"{verdict} {case.model.name} {case.case} {case.decision}: {reason}")
    click.echo(f"{len(found)} expressions in {time.monotonic() - begun:.1f} s")
    for verdict in ("right", "wrong", "refused"):
        click.echo(f"{verdict:8} {verdicts[verdict]:5}  {100 * verdicts[verdict] / max(1, len(found)):.1f} %")
    for reason, count in (+reasons).most_common(25):
        click.echo(f"{count:6} {reason[:LONGEST_REASON]}")


def judged(case: Expected) -> tuple[str, str]:
    """`right`, `wrong` or `refused`, and why. Anything but a refusal that is raised ends the measurement."""
    try:
        result = _library(case).evaluate(case.decision, case.inputs, file=case.model.name).result
    except Refusal as refusal:
        return "refused", sentence(refusal, "en").splitlines()[0]
    return ("right", "") if same(case.value, result) else ("wrong", f"expected {case.value}, got {result}")


def _cases(corpus: Path) -> Iterator[Expected]:
    for test in sorted(corpus.rglob("*-test-*.xml")):
        if b"modelName>" in test.read_bytes():
            yield from (one for one in expected_in(test) if one.kind == KIND)


def _library(case: Expected) -> Any:
    """The models of the case. A file over our limit of decisions is asked in parts, since one test has a thousand."""
    raw = case.model.read_bytes()
    decisions = list(etree.fromstring(raw).iter("{*}decision"))
    if len(decisions) <= MAX_DECISIONS:
        return _read(case.model, 0, len(decisions))
    place = next(place for place, one in enumerate(decisions) if one.get("name") == case.decision)
    first = place // MAX_DECISIONS * MAX_DECISIONS
    return _read(case.model, first, first + MAX_DECISIONS)


@cache
def _read(model: Path, first: int, last: int) -> Any:
    root = etree.parse(model).getroot()
    for place, decision in enumerate(list(root.iter("{*}decision"))):
        if not first <= place < last:
            root.remove(decision)
    files = {one.name: one.read_bytes() for one in model.parent.glob("*.dmn")}
    return read_models({**files, model.name: etree.tostring(root)})
