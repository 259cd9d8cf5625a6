"""`huishang check` as a program sees it: one JSON shape, exit 1 for errors alone, never a traceback."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.diagrams.bundle import MAX_FILES
from webhooks.commands.check import command

SHAPES = Path(__file__).parents[2] / "engine" / "diagrams" / "shapes"
FIELDS = {"severity", "rule", "file", "line", "element", "message", "remedy", "folded"}


def run(*arguments: object) -> Result:
    """The command's result; an exception that is no plain exit fails the test."""
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize("path", [SHAPES, *sorted(SHAPES.glob("*.bpmn"))], ids=lambda path: path.name)
def test_warnings_alone_exit_with_nought(path: Path) -> None:
    result = run(path, "--json")
    findings = json.loads(result.output)["findings"]
    assert result.exit_code == 0
    assert {finding["severity"] for finding in findings} == {"warning"}
    assert {frozenset(finding) for finding in findings} == {frozenset(FIELDS)}


def test_an_error_exits_with_one_and_names_its_place(tmp_path: Path) -> None:
    text = (SHAPES / "three_user_tasks.bpmn").read_text().replace("userTask", "complexGateway")
    (tmp_path / "a.bpmn").write_text(text)
    result = run(tmp_path / "a.bpmn", "--json", "--lang", "en")
    found = [one for one in json.loads(result.output)["findings"] if one["rule"] == "known_elements"]
    assert result.exit_code == 1
    assert [(one["file"], one["line"], one["element"]) for one in found] == [
        (str(tmp_path / "a.bpmn"), 5, "task_a"),
        (str(tmp_path / "a.bpmn"), 6, "task_b"),
        (str(tmp_path / "a.bpmn"), 7, "task_c"),
    ]


def test_several_paths_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "a.bpmn").write_text("<")
    result = run(SHAPES, tmp_path / "a.bpmn", tmp_path / "none.bpmn")
    assert result.exit_code == 1
    assert "[not_xml]" in result.output
    assert "[unreadable_path]" in result.output
    assert "错误 2 处" in result.output


@pytest.mark.parametrize("name", ["none", "none.bpmn", "none/inner.dmn"])
def test_a_missing_path_is_told(tmp_path: Path, name: str) -> None:
    result = run(tmp_path / name, "--json")
    assert result.exit_code == 1
    assert [one["rule"] for one in json.loads(result.output)["findings"]] == ["unreadable_path"]


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert "[unknown_file]" in run(tmp_path / "a.txt").output


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert "[processes]" in run(tmp_path).output


def test_forms_and_tables_are_checked_alone(tmp_path: Path) -> None:
    shutil.copy(SHAPES / "answer.form", tmp_path)
    assert run(tmp_path / "answer.form").exit_code == 0


def test_an_archive_is_checked_like_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        for name in ("loop_60.bpmn", "answer.form"):
            archive.write(SHAPES / name, f"p/{name}")
    found = json.loads(run(tmp_path / "p.zip", "--json").output)["findings"]
    assert {one["file"] for one in found} == {str(tmp_path / "p.zip" / "loop_60.bpmn")}


def test_a_hostile_archive_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("../a.bpmn", "<")
    result = run(tmp_path / "p.zip", "--lang", "en")
    assert result.exit_code == 1
    assert "“../a.bpmn” points outside the folder" in result.output


def test_runnable_leaves_out_what_only_the_office_asks_for(tmp_path: Path) -> None:
    text = (
        (SHAPES / "three_user_tasks.bpmn").read_text().replace("camunda:candidateGroups", "camunda:historyTimeToLive")
    )
    (tmp_path / "a.bpmn").write_text(text)
    assert run(tmp_path / "a.bpmn").exit_code == 1
    assert run(tmp_path / "a.bpmn", "--runnable").exit_code == 0


def test_a_file_in_a_crowded_folder_is_checked_alone(tmp_path: Path) -> None:
    for n in range(MAX_FILES + 1):
        (tmp_path / f"{n}.form").write_text("{")
    shutil.copy(SHAPES / "loop_60.bpmn", tmp_path)
    assert "[too_many_files]" not in run(tmp_path / "loop_60.bpmn").output


def test_what_is_folded_is_told_in_a_line(tmp_path: Path) -> None:
    text = (SHAPES / "three_user_tasks.bpmn").read_text().replace('targetRef="task_a"', 'targetRef="nowhere"')
    (tmp_path / "a.bpmn").write_text(text)
    output = run(tmp_path / "a.bpmn", "--runnable").output
    assert "[flow_ends]" in output
    assert "↳" in output
    assert "[reachability]" not in output


def test_the_other_ending_of_a_diagram_is_known(tmp_path: Path) -> None:
    shutil.copy(SHAPES / "loop_60.bpmn", tmp_path / "loop.bpmn20.xml")
    assert "[unknown_file]" not in run(tmp_path / "loop.bpmn20.xml").output
