"""Hostile models end in a refusal or an answer, quickly and in little memory, and never in a traceback."""

from __future__ import annotations

import contextlib
import tracemalloc
from typing import Any

import pytest

from engine.decisions.asking import ask
from engine.decisions.model_reader import read_models
from engine.errors import Refusal
from tests.own_time import within
from tests.unit.engine.decisions.drawing import DMN, decision, decision_table, literal, model

SECONDS = 2.0
MEMORY = 256 * 1024 * 1024
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<definitions xmlns="' + DMN.encode() + b'"><decision id="d"><literalExpression><text>"&b;"</text>'
    b"</literalExpression></decision></definitions>"
)
CALLS_ITSELF = (
    '<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="x"/>{}</encapsulatedLogic>'
    '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement></businessKnowledgeModel>'
)


def nested(depth: int) -> str:
    return "<list>" * depth + literal("1") + "</list>" * depth


def doubling(levels: int) -> tuple[str, ...]:
    first = decision("d0", literal("[1, 2]"))
    return (
        first,
        *(decision(f"d{n}", literal(f"concatenate(d{n - 1}, d{n - 1})"), (f"d{n - 1}",)) for n in range(1, levels)),
    )


HOSTILE: dict[str, tuple[bytes, str]] = {
    "ten thousand rules": (
        model(decision("d", decision_table([("n", "", "")], [(f"{n}", "1") for n in range(10_000)]))),
        "d",
    ),
    "three thousand rules": (
        model(
            decision(
                "d", decision_table([("n", "", "")], [(f"< {n % 900}", f"{n % 900}") for n in range(2_900)], "COLLECT")
            )
        ),
        "d",
    ),
    "a cell of a megabyte": (
        model(decision("d", decision_table([("n", "", "")], [('"' + "a" * 999_000 + '"', "1")]))),
        "d",
    ),
    "a file over a megabyte": (model(decision("d", literal('"' + "a" * 1_000_000 + '"'))), "d"),
    "deep XML": (model(decision("d", nested(5_000))), "d"),
    "deep lists": (model(decision("d", nested(200))), "d"),
    "deep brackets": (model(decision("d", literal("(" * 3_000 + "1" + ")" * 3_000))), "d"),
    "an entity bomb": (BOMB, "d"),
    "a circle": (model(decision("a", literal("b"), ("b",)), decision("b", literal("a"), ("a",))), "a"),
    "a long chain": (
        model(
            decision("d0", literal("1")),
            *(decision(f"d{n}", literal(f"d{n - 1}"), (f"d{n - 1}",)) for n in range(1, 450)),
        ),
        "d449",
    ),
    "too many decisions": (model(*(decision(f"d{n}", literal("1")) for n in range(3_000))), "d2999"),
    "doubling lists": (model(*doubling(45)), "d44"),
    "doubling texts": (
        model(
            decision("d0", literal('"ab"')),
            *(decision(f"d{n}", literal(f"d{n - 1} + d{n - 1}"), (f"d{n - 1}",)) for n in range(1, 45)),
        ),
        "d44",
    ),
    "endless recursion": (
        model(CALLS_ITSELF.format(literal("f(x)")), decision("d", literal("f(1)"), knows=("f",))),
        "d",
    ),
    "branching recursion": (
        model(
            CALLS_ITSELF.format(literal("if x > 0 then f(x - 1) + f(x - 1) else 1")),
            decision("d", literal("f(40)"), knows=("f",)),
        ),
        "d",
    ),
    "a huge collection": (
        model(decision("d", decision_table([("n", "", "")], [("-", "[1..10000]") for _ in range(500)], "COLLECT"))),
        "d",
    ),
    "a huge product of rounds": (model(decision("d", literal("for a in 1..10000, b in 1..10000 return a * b"))), "d"),
    "huge powers": (model(decision("d", literal("9 ** 9 ** 9 ** 9"))), "d"),
    "types of types": (
        model(
            *(f'<itemDefinition name="t{n}"><typeRef>t{n + 1}</typeRef></itemDefinition>' for n in range(400)),
            '<inputData id="n" name="n"><variable name="n" typeRef="t0"/></inputData>',
            decision("d", literal("n"), ("?n",)),
        ),
        "d",
    ),
    "nothing at all": (b"", "d"),
    "no XML": (b"\x00\xff\xfe{}", "d"),
    "another kind of file": (b"<svg/>", "d"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_models(name: str) -> None:
    raw, asked = HOSTILE[name]
    with within(SECONDS), contextlib.suppress(Refusal):
        ask({"m.dmn": raw}, "m.dmn", asked, {"n": 1})


@pytest.mark.parametrize("name", ["doubling lists", "a huge collection", "a cell of a megabyte"])
def test_hostile_models_stay_small(name: str) -> None:
    raw, asked = HOSTILE[name]
    tracemalloc.start()
    try:
        ask({"m.dmn": raw}, "m.dmn", asked, {"n": 1})
    except Refusal:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < MEMORY


@pytest.mark.parametrize("value", [None, [], {}, "x" * 10_000, -1, 1e300, [[]] * 1_000, {"n": {"n": {"n": 1}}}, True])
def test_whatever_is_handed_in_is_answered_or_refused(value: Any) -> None:
    raw = model(
        decision(
            "d",
            decision_table([("n", "", ""), ("n + 1", "number", "")], [("> 3", "-", "n"), ("-", "-", "1")], "COLLECT"),
        )
    )
    for given in ({"n": value}, {"cellInput": value}, {"d": value}):
        try:
            ask({"m.dmn": raw}, "m.dmn", "d", given)
        except Refusal:
            continue


def test_findings_of_hostile_models_can_be_told() -> None:
    for raw, _ in HOSTILE.values():
        for finding in read_models({"m.dmn": raw}).findings:
            assert all(finding.message(lang) and finding.remedy(lang) for lang in ("zh", "en"))
