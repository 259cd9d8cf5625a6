"""The command line: every subcommand is there, explained, and loaded only when called."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.actions.house.office import open_office
from engine.settings import Settings
from webhooks.cli import COMMANDS, main
from webhooks.commands.run import prepare, welcome


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUISHANG_VAR", str(tmp_path))
    return tmp_path


def test_help_lists_every_command_in_chinese() -> None:
    said = CliRunner().invoke(main, ["--help"]).output
    assert all(name in said for name in COMMANDS)
    assert "cli." not in said


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str) -> None:
    answer = CliRunner().invoke(main, [name, "--help"])
    assert answer.exit_code == 0
    assert "cli." not in answer.output


def test_an_unknown_command_is_refused() -> None:
    assert CliRunner().invoke(main, ["fly"]).exit_code == 2


def test_counting_days_loads_no_web_and_no_engine() -> None:
    looked = (
        "import sys; from webhooks.cli import main\n"
        "main(['workdays', '2026-03-02', '30'], standalone_mode=False)\n"
        "print([name for name in ('flask', 'SpiffWorkflow', 'apscheduler', 'lxml') if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True).stdout
    assert said.strip().endswith("[]")


def test_what_run_prepares_is_found_by_the_others(var: Path) -> None:
    prepare(Settings(var=var))
    prepare(Settings(var=var))
    runner = CliRunner()
    assert runner.invoke(main, ["migrate"]).exit_code == 0
    assert runner.invoke(main, ["verify"]).exit_code == 0
    assert '"clean": true' in runner.invoke(main, ["verify", "--json"]).output
    issued = runner.invoke(main, ["token", "officer", "--scope", "tasks:read", "--days", "3"])
    assert issued.output.startswith("hs_")
    assert runner.invoke(main, ["token", "nobody"]).exit_code == 2
    assert runner.invoke(main, ["token", "officer", "--scope", "everything"]).exit_code == 1


def test_a_procedure_that_cannot_run_is_refused_with_its_findings(var: Path, tmp_path: Path) -> None:
    open_office(Settings(var=var), migrate=True).close()
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "broken.bpmn").write_text("<no/>", "utf-8")
    answer = CliRunner().invoke(main, ["deploy", str(broken)])
    assert answer.exit_code == 1
    assert "broken.bpmn" in answer.output


def test_verify_names_what_does_not_agree(var: Path) -> None:
    from sqlalchemy import text

    prepare(Settings(var=var))
    office = open_office(Settings(var=var))
    with office.database.writing() as connection:
        connection.execute(text("UPDATE audit SET actor = 'somebody else' WHERE chain = 'people' AND seq = 1"))
    office.close()
    answer = CliRunner().invoke(main, ["verify"])
    assert answer.exit_code == 1
    assert "people" in answer.output


def test_a_schema_of_another_release_is_refused(var: Path) -> None:
    answer = CliRunner().invoke(main, ["verify"])
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


def test_the_welcome_tells_where_to_go(tmp_path: Path) -> None:
    said = welcome(Settings(var=tmp_path, port=8123))
    assert "http://127.0.0.1:8123/api/docs" in said
    assert '{"login": "luoyang.liaison"' in said
