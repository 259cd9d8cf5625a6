"""The forms of the procedure itself compile, and never route free text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.forms.form import Form, deployment_problems

FORMS = sorted((Path(__file__).parents[4] / "processes" / "case_consultation" / "forms").glob("*.form"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_shipped_form_is_checked_wholly_by_the_server(path):
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert deployment_problems(schema) == []
    assert Form.compile(schema).json_schema()["type"] == "object"
    assert schema["id"] == path.stem


def test_there_are_forms():
    assert FORMS
