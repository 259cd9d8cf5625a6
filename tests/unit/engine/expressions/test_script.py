"""Scripts change a case's routing data by whole keys, as plain JSON, and never half."""

from __future__ import annotations

from typing import Any

import pytest

from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.script import compile_script


@pytest.mark.parametrize(
    ("source", "before", "after"),
    [
        ("rounds = rounds + 1\ndel opinions", {"rounds": 1, "opinions": [1]}, {"rounds": 2}),
        ("rounds += 1", {"rounds": 1}, {"rounds": 2}),
        ("if n > 1:\n    a = 'x'\nelif n:\n    a = 'y'\nelse:\n    a = 'z'", {"n": 1}, {"n": 1, "a": "y"}),
        ("pair = (1, (2, 3))", {}, {"pair": [1, [2, 3]]}),
        ("units = d.keys()", {"d": {"a": 1}}, {"d": {"a": 1}, "units": ["a"]}),
        ("d['lead'] = 'health'", {"d": {"id": "d1"}}, {"d": {"id": "d1", "lead": "health"}}),
        ("\n    a = 1\n    b = a\n", {}, {"a": 1, "b": 1}),
        ("pass", {"a": 1}, {"a": 1}),
    ],
)
def test_it_sets_and_deletes_whole_keys(source: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    compile_script(source).execute(before)
    assert before == after


def test_nested_data_are_never_changed_in_place() -> None:
    # given an object that another branch of the case also holds
    shared = {"id": "d1", "parts": []}
    data: dict[str, Any] = {"decision": shared}
    # when a script assigns a part of it and copies it under another name
    compile_script("decision['lead'] = 'health'\nother = decision\nother['lead'] = 'justice'").execute(data)
    # then the other branch sees nothing, and the two names hold two objects
    assert shared == {"id": "d1", "parts": []}
    assert (data["decision"]["lead"], data["other"]["lead"]) == ("health", "justice")


def test_a_failing_script_changes_nothing() -> None:
    data: dict[str, Any] = {"a": 1}
    with pytest.raises(ExpressionFailed) as failed:
        compile_script("a = 2\nb = missing").execute(data)
    assert data == {"a": 1}
    assert failed.value.line == 2


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "while True:\n    pass",
        "for x in xs:\n    y = x",
        "try:\n    a = 1\nexcept:\n    pass",
        "def f():\n    pass",
        "class A:\n    pass",
        "global a",
        "raise a",
        "assert a",
        "with a:\n    pass",
        "a.b = 1",
        "a, b = 1, 2",
        "a = b = 1",
        "del a['x']",
        "a['x'] += 1",
        "a[1:2] = []",
        "a: int = 1",
        "print(1)",
        "a @= 2",
        "async def f():\n    pass",
        "return 1",
        "len()()",
        "a",
    ],
)
def test_what_is_no_plain_assignment_is_refused(source: str) -> None:
    with pytest.raises(ExpressionRefused):
        compile_script(source)


@pytest.mark.parametrize(
    "source",
    [
        "\n".join(["x = [x, x]"] * 30),
        "\n".join(["x = {'a': x, 'b': x}"] * 30),
        "\n".join(["x = x + x"] * 200),
        "\n".join(["s = s + s"] * 200),
        "\n".join(["n = n * n"] * 20),
        "\n".join(["x = [x]"] * 100),
        "\n".join(["x[0] = x"] * 100),
    ],
)
def test_values_cannot_be_grown_without_bound(source: str) -> None:
    with pytest.raises(ExpressionFailed):
        compile_script(source).execute({"x": [1], "s": "ab", "n": 9})


def test_it_tells_what_it_writes() -> None:
    script = compile_script("a = b\nc['x'] = [i for i in d]\ndel e")
    assert (script.writes, script.deletes) == ({"a", "c"}, {"e"})
    assert script.names == {"b", "c", "d", "e"}
