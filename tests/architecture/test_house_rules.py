"""House rules that no linter knows: size, opening words, a test for each source file, nothing evaluated."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN = "node_modules"
SOURCES = sorted(
    path for room in ("engine", "webhooks") for path in (ROOT / room).rglob("*.py") if FOREIGN not in path.parts
)
HARD_STOP = 300
LONGEST_FUNCTION = 40
#: made by the migration tool, one a schema change
GENERATED = ("engine/storage/migrations/versions/",)
WRITTEN = [path for path in SOURCES if not str(path.relative_to(ROOT)).startswith(GENERATED)]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_file_is_small_and_opens_with_the_why(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert len(text.splitlines()) <= HARD_STOP
    assert ast.get_docstring(tree), "a module opens with one or two sentences: what it decides"
    if path.name == "__init__.py":
        assert len(tree.body) == 1, "a package's __init__ holds its docstring only"


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_functions_are_short(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }

    assert not long


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_nothing_is_evaluated_or_unpickled(path):
    called = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not called & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("path", WRITTEN, ids=name)
def test_the_time_is_read_by_the_clock_alone(path):
    if name(path) == "engine/clock.py":
        return
    reads = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date"}
    ]

    assert not reads, "now comes from the clock that is passed in"
