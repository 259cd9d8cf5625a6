"""`huishang rehearse`: what it prints, and by which status a program knows how it went."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webhooks.commands.rehearse import command

REHEARSALS = Path(__file__).parents[4] / "processes" / "case_consultation" / "rehearsals"
DECLINED = REHEARSALS / "declined.yaml"


def rehearse(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_story_that_goes_as_told_ends_with_zero():
    result = rehearse(DECLINED)

    assert result.exit_code == 0
    assert "2023-03-06" in result.output
    assert "剩余5个工作日" in result.output


def test_json_is_as_programs_expect():
    result = rehearse(DECLINED, "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["outcome"] == "not_accepted"
    assert told["case"] == "豫未保会商申〔2023〕1号"
    first = told["events"][0]
    assert (first["at"], first["actor"], first["act"], first["element"]) == (
        "2023-03-06",
        "civil_affairs.liaison",
        "open_case",
        "application",
    )
    assert all(event["element"] for event in told["events"])
    assert {*told["deadlines"][0]} == {"for", "start", "original_due", "due", "status"}


def test_a_story_that_goes_otherwise_ends_with_one_and_says_where(tmp_path):
    # given a scenario that expects another end, away from its procedure: the packaged one is rehearsed
    other = tmp_path / "other.yaml"
    other.write_text(DECLINED.read_text(encoding="utf-8").replace("outcome: not_accepted", "outcome: closed"), "utf-8")

    result = rehearse(other)

    assert result.exit_code == 1
    assert "closed" in result.output
    assert "not_accepted" in result.output


@pytest.mark.parametrize("text", ["steps: [", "title: x", "fictional: true\nsteps: [{do: claim}]"])
def test_what_cannot_be_read_ends_with_two(tmp_path, text):
    broken = tmp_path / "broken.yaml"
    broken.write_text(text, "utf-8")

    result = rehearse(broken)

    assert result.exit_code == 2
    assert result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_ends_with_two(tmp_path):
    assert rehearse(tmp_path / "nowhere.yaml").exit_code == 2


def test_the_record_is_the_golden_story():
    result = rehearse(DECLINED, "--record")

    golden = DECLINED.read_text(encoding="utf-8").partition("story: |\n")[2].splitlines()
    assert [line.split() for line in result.output.splitlines()] == [line.split() for line in golden]
