"""Script tasks in the languages that run here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle

THEN = '<bpmn:userTask id="then"/>'


def script(text: str, attributes: str = "") -> str:
    return f'<bpmn:scriptTask id="k" {attributes}><bpmn:script>{text}</bpmn:script></bpmn:scriptTask>'


@pytest.mark.parametrize(
    ("task", "changed"),
    [
        (script("b = a + 1\nif b > 1:\n  c = 2"), {"b": 2, "c": 2}),
        (script("a + 1", 'scriptFormat="python" camunda:resultVariable="b"'), {"b": 2}),
        (script("${a + 1}", 'scriptFormat="juel" camunda:resultVariable="b"'), {"b": 2}),
        (
            script("if a > 0 then a + 1 else 0".replace(">", "&gt;"), 'scriptFormat="feel" camunda:resultVariable="b"'),
            {"b": 2},
        ),
        (script("${a + 1}", 'scriptFormat="JUEL"'), {}),
    ],
)
def test_what_runs(task: str, changed: Any, begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(task + THEN, "k", "then"), a=1)
    assert case.instance.task_data(case.task("then").id) == {"a": 1, **changed}


@pytest.mark.parametrize(
    ("task", "key"),
    [
        (script("a = 1", 'scriptFormat="groovy"'), "scripts.language"),
        (script("a = 1", 'scriptFormat="javascript"'), "scripts.language"),
        (script(""), "scripts.empty"),
        ('<bpmn:scriptTask id="k"/>', "scripts.empty"),
        ('<bpmn:scriptTask id="k" camunda:resource="deployment://x.py"/>', "scripts.resource"),
        (script("import os"), "expressions"),
        (script("b = a", 'camunda:resultVariable="b"'), "expressions"),
        (script("${bean.go()}", 'scriptFormat="juel"'), "expressions"),
    ],
)
def test_what_does_not_run_is_refused(
    task: str, key: str, refused: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    assert refused(drawn(task, "k")) == [("k", f"diagrams.{key}")]
