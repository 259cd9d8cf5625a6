"""`huishang workdays` as it is typed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from webhooks.commands.workdays import command


def run(*arguments: str):
    return CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    ("arguments", "due", "status"),
    [
        (("2022-04-20", "30"), "2022-06-02", "final"),
        (("2026-11-19", "30"), "2026-12-31", "provisional"),
        (("2026-11-23", "30"), None, "undetermined"),
        (("2020-01-10", "11", "--as-of", "2020-01-26"), "2020-01-31", "final"),
        (("2020-01-10", "11"), "2020-02-03", "final"),
        (("2018-01-02", "1", "--as-of", "2017-01-01"), None, "undetermined"),
    ],
)
def test_json(arguments, due, status):
    result = run(*arguments, "--json")

    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["due"], answer["status"]) == (0, due, status)
    assert ("estimate" in answer) == (due is None)


def test_text_is_chinese_unless_asked():
    assert "届满日：2022年6月2日" in run("2022-04-20", "30").stdout
    assert "Due day: 2022-06-02" in run("2022-04-20", "30", "--lang", "en").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("20220420", "30"), "YYYY-MM-DD"),
        (("2022-02-30", "30"), "YYYY-MM-DD"),
        (("2022-04-20", "thirty"), "整数"),
        (("2022-04-20", "-1"), "0至2000"),
        (("2022-04-20", "2001"), "0至2000"),
        (("2017-12-31", "1"), "2018-01-01至2099-12-31"),
        (("2022-04-20", "30", "--as-of", "now"), "YYYY-MM-DD"),
        (("2022-04-20",), "DAYS"),
    ],
)
def test_bad_input_is_told_and_exits_with_2(arguments, told):
    result = run(*arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert not isinstance(result.exception, ValueError)
