"""A rule that breaks is a finding with its name and the file, and hides nothing that the others find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.diagrams import checks
from engine.diagrams.bundle import Bundle
from engine.diagrams.checks import check, check_runnable
from engine.diagrams.lint.context import Context
from engine.findings import Finding
from engine.texts.catalogue import LANGUAGES

SHAPES = Bundle.read(Path(__file__).parents[1] / "shapes")


def brittle(context: Context) -> Iterator[Finding]:
    for diagram in context.diagrams:
        if diagram.file == "timer_wait.bpmn":
            raise RecursionError(diagram.file)
        yield diagram.warning("brittle")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_names_the_rule_and_the_file(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setattr(checks, "RUNNING_RULES", (brittle, *checks.RUNNING_RULES))
    (crashed,) = [one for one in check(SHAPES) if one.rule == "crashed"]
    assert (crashed.file, crashed.severity) == ("timer_wait.bpmn", "error")
    assert "brittle" in crashed.message(lang)


def test_a_file_on_which_the_reading_breaks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.diagrams.lint.context.read_diagram", lambda _file, _root: 1 / 0)
    found = check(SHAPES.only(["loop_60.bpmn"]))
    assert ("crashed", "loop_60.bpmn") in {(one.rule, one.file) for one in found}


def test_what_only_the_office_asks_for_does_not_keep_a_diagram_from_running() -> None:
    # given a task for nobody, without a form
    raw = SHAPES.files["three_user_tasks.bpmn"].replace(b"camunda:candidateGroups", b"camunda:none")
    bundle = Bundle({"a.bpmn": raw})
    # then the office refuses it, and the engine could run it
    assert "people" in {one.rule for one in check(bundle)}
    assert [one.key for one in check_runnable(bundle) if one.severity == "error"] == []
