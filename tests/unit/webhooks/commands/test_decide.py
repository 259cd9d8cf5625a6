"""`huishang decide` answers with its reasons, or refuses in a sentence; it never ends in a traceback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webhooks.cli import main

PROCEDURE = Path(__file__).parents[4] / "processes" / "case_consultation"
GRADE = PROCEDURE / "accident_grade.dmn"


def decide(tmp_path: Path, file: Path | str, decision: str, given: Any, *options: str) -> Result:
    raw = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    inputs = tmp_path / "input.json"
    inputs.write_text(raw, encoding="utf-8")
    return CliRunner().invoke(main, ["decide", str(file), decision, str(inputs), *options])


@pytest.mark.parametrize("asked", ["accident_grade", "未成年人伤亡事故等级"])
def test_a_decision_answers_by_id_or_name(tmp_path: Path, asked: str) -> None:
    answer = decide(tmp_path, GRADE, asked, {"deaths": 3, "serious_injuries": 0}, "--json")
    assert answer.exit_code == 0
    told = json.loads(answer.output)
    assert told["result"] == "large"
    assert [(one["rule"], one["id"], one["inputs"]["死亡人数"]) for one in told["matched"]] == [
        (5, "accident_grade_row5", 3)
    ]


def test_the_text_explains_what_matched(tmp_path: Path) -> None:
    answer = decide(tmp_path, GRADE, "accident_grade", {"deaths": 3, "serious_injuries": 0})
    assert answer.exit_code == 0
    for word in ("未成年人伤亡事故等级", "死亡人数 = 3", "第 5 行", "较大：死亡3人以上10人以下", '"large"'):
        assert word in answer.output


@pytest.mark.parametrize(
    ("decision", "given"),
    [
        ("unknown", {}),
        ("accident_grade", {"deaths": -1, "serious_injuries": 0}),
        ("accident_grade", {"deaths": "many", "serious_injuries": 0}),
        ("accident_grade", "[]"),
        ("accident_grade", "{"),
        ("accident_grade", "[" * 100_000),
        ("accident_grade", '{"deaths": NaN}'),
    ],
)
def test_a_refusal_is_one_sentence(tmp_path: Path, decision: str, given: Any) -> None:
    answer = decide(tmp_path, GRADE, decision, given, "--json")
    assert answer.exit_code == 1
    assert list(json.loads(answer.output)) == ["refused"]
    assert not json.loads(answer.output)["refused"].startswith("decisions.")
    text = decide(tmp_path, GRADE, decision, given, "--lang", "en")
    assert text.exit_code == 1
    assert text.output.count("\n") >= 1


@pytest.mark.parametrize("raw", [b"", b"\x00", b"<a/>", b"<definitions", "壹".encode("gb18030")])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, raw: bytes) -> None:
    file = tmp_path / "x.dmn"
    file.write_bytes(raw)
    answer = decide(tmp_path, file, "d", {}, "--json")
    assert answer.exit_code == 1
    assert list(json.loads(answer.output)) == ["refused"]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert decide(tmp_path, tmp_path / "none.dmn", "d", {}, "--json").exit_code == 1
    assert decide(tmp_path, tmp_path, "d", {}, "--json").exit_code == 1


def test_the_input_may_come_from_standard_input() -> None:
    given = json.dumps({"deaths": 0, "serious_injuries": 0})
    answer = CliRunner().invoke(main, ["decide", str(GRADE), "accident_grade", "-", "--json"], input=given)
    assert json.loads(answer.output)["result"] == "below_grade"
