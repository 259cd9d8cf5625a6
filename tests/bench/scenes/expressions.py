"""Conditions as they are asked in a case: compiled and cached, beside Python's own `eval` of the same question."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from tests.bench.place import Place
from tests.bench.rows import Row, row

#: How often each is asked in one measurement: milliseconds of a row are microseconds of one evaluation.
TIMES = 1000
DATA: dict[str, Any] = {"status": "filed", "n": 61, "decision": {"lead": "education"}, "approved": True}
ASKED = {
    Notation.PYTHON: "status == 'filed' and n >= 60 and decision['lead'] != 'justice'",
    Notation.JUEL: "${status == 'filed' && n >= 60 && decision.lead != 'justice'}",
    Notation.FEEL: 'status = "filed" and n >= 60 and decision.lead != "justice"',
}


def measure(place: Place) -> list[Row]:
    naive = ASKED[Notation.PYTHON]
    rows = []
    for notation, source in ASKED.items():

        def ours(source: str = source, notation: Notation = notation) -> None:
            for _ in range(TIMES):
                compile_expression(source, notation).evaluate(DATA)

        def floor() -> None:
            for _ in range(TIMES):
                eval(naive, {"__builtins__": {}}, DATA)

        ours()
        turns = [(_seconds(ours), _seconds(floor)) for _ in range(place.sizes.repeats)]
        rows.append(row(f"expressions.{notation}", [one for one, _ in turns], [other for _, other in turns]))
    return rows


def _seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun
