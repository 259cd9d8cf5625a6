"""The commands of a version's life: deploy, diff, migrate-cases, as an operator types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.settings import Settings
from webhooks.cli import main
from webhooks.commands.run import prepare

SHAPES = Path(__file__).parents[2] / "engine" / "diagrams" / "shapes"
NAMES = ("three_user_tasks.bpmn", "answer.form")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setenv("HUISHANG_VAR", str(tmp_path / "var"))
    prepare(Settings(var=tmp_path / "var"))
    for folder, name in (("a", "B"), ("b", "B2")):
        (tmp_path / folder).mkdir()
        for file in NAMES:
            text = (SHAPES / file).read_text("utf-8").replace('name="B"', f'name="{name}"')
            (tmp_path / folder / file).write_text(text, "utf-8")
    return str(tmp_path / "a"), str(tmp_path / "b")


def test_from_folder_to_migration(folders: tuple[str, str]) -> None:
    # given a version in force, tried first
    old, new = folders
    tried = json.loads(run("deploy", old, "--dry-run", "--json").output)
    assert (tried["deployed"], tried["version"]) == (False, None)
    first = json.loads(run("deploy", old, "--json").output)
    assert (first["version"], first["proof"]) == (1, "proved")

    # when the next differs in one name
    assert run("diff", old, old).exit_code == 0
    different = run("diff", old, new, "--lang", "en")
    assert (different.exit_code, "renamed: user task “B2” (task_b)" in different.output) == (1, True)
    second = json.loads(run("deploy", new, "--skip-proof", "--json").output)
    assert (second["version"], second["proof"]) == (2, "skipped")

    # then cases move in two steps by two people
    key = "three_user_tasks"
    planned = run("migrate-cases", "plan", key, "1", "2", "--by", "designer", "--reason", "虚构", "--json")
    move = json.loads(planned.output)["id"]
    assert run("migrate-cases", "apply", key, move, "--by", "designer").exit_code == 1
    assert run("migrate-cases", "apply", key, move, "--by", "director").exit_code == 0
    assert run("migrate-cases", "undo", key, move, "--by", "director", "--reason", "虚构").exit_code == 0
    assert move in run("migrate-cases", "show", key, move, "--by", "director").output
    assert run("migrate-cases", "show", key, move, "--by", "nobody").exit_code == 1


def test_what_a_counterexample_is_known_of_is_not_deployed(folders: tuple[str, str]) -> None:
    # given a clause that no run can honour: nobody may ever leave the first task but by the second
    duties = "duties: [{number: 1, title: {zh: 期限不作决定, en: Nothing by time}, source: 虚构, clauses: [%s]}]"
    broken = Path(folders[0]) / "duties.yaml"
    broken.write_text(duties % "{asked_rightly: {act: task_b, must: '1 == 2'}}", "utf-8")
    refused = run("deploy", folders[0], "--lang", "en")
    assert (refused.exit_code, "Nothing by time" in refused.output) == (1, True), refused.output
    assert not re.search(r"[\u4e00-\u9fff]", refused.output)
    refused = run("deploy", folders[0])
    assert (refused.exit_code, "期限不作决定" in refused.output) == (1, True), refused.output

    # and a clause about something that is not there is no clause
    broken.write_text(duties % "{asked_rightly: {act: task_x}}", "utf-8")
    refused = run("deploy", folders[0], "--lang", "en")
    assert (refused.exit_code, "task_x" in refused.output) == (1, True), refused.output


def test_what_cannot_run_is_not_deployed(folders: tuple[str, str]) -> None:
    (Path(folders[0]) / NAMES[0]).write_text("<", "utf-8")
    refused = run("deploy", folders[0])
    assert refused.exit_code == 1
    assert NAMES[0] in refused.output
