"""A made-up submission is one the form accepts, whatever the form asks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from engine.errors import Incident
from engine.forms.examples import example
from engine.forms.form import Form

FORMS = sorted((Path(__file__).parents[4] / "processes" / "case_consultation").rglob("*.form"))
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_shipped_form_can_be_answered(path: Path) -> None:
    form = Form.compile(json.loads(path.read_text(encoding="utf-8")))
    options = {name: ["one", "two"] for name in form.option_lists}
    for seed in range(5):
        assert form.check(example(form, Random(seed), options, TODAY), options) == []


def _form(**component: Any) -> Form:
    return Form.compile({"type": "default", "id": "f", "schemaVersion": 19, "components": [component]})


@pytest.mark.parametrize(
    "component",
    [
        {"type": "textfield", "key": "a", "validate": {"required": True, "pattern": "^[A-Z]{2}[0-9]{4}$"}},
        {"type": "textfield", "key": "a", "validate": {"required": True, "minLength": 40, "maxLength": 41}},
        {"type": "textfield", "key": "a", "validate": {"required": True, "validationType": "email"}},
        {"type": "number", "key": "a", "decimalDigits": 0, "validate": {"required": True, "min": 7, "max": 7}},
        {"type": "checkbox", "key": "a", "validate": {"required": True}},
        {"type": "datetime", "key": "a", "subtype": "time", "validate": {"required": True}},
    ],
    ids=lambda component: component["type"],
)
def test_rules_of_a_field_are_kept(component: dict[str, Any]) -> None:
    form = _form(label="甲", **component)
    assert set(example(form, Random(3), {}, TODAY)) == {"a"}


def test_a_form_whose_rules_contradict_each_other_says_so() -> None:
    form = _form(type="number", key="a", label="甲", decimalDigits=0, validate={"required": True, "min": 2, "max": 1})
    with pytest.raises(Incident):
        example(form, Random(1), {}, TODAY)
