"""What a designer is told: every component the server could not check, by name and with a sentence."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from engine.forms.form import Form, deployment_problems
from engine.texts.catalogue import catalogue

from .conftest import schema

CHOICES = {"values": [{"label": "甲", "value": "a"}]}
ROUTING = {"properties": {"routing": "true"}}


def field(**more):
    return {"type": "textfield", "key": "x", **more}


def formula(key, source):
    return {"type": "expression", "key": key, "expression": source}


ERRORS = [
    ([{"type": "expression", "key": "x"}], "formula"),
    ([{"type": "expression", "key": "x", "expression": "=now()"}], "formula"),
    ([{"type": "expression", "key": "x", "expression": "=y + 1"}], "condition_name"),
    ([formula("x", "=y"), formula("y", "=1 + 1")], "formula_order"),
    ([formula("x", "=x")], "formula_order"),
    ([field(key="w"), {**formula("x", "=w"), **ROUTING}], "routing_words"),
    ([{"type": "html", "id": "x", "content": "<p onclick='a()'>甲</p>"}], "markup"),
    ([{"type": "html", "id": "x", "content": "<script>a()</script>"}], "markup"),
    ([{"type": "html", "id": "x", "content": "<p style='color:red'>甲</p>"}], "markup"),
    ([{"type": "html", "id": "x", "content": "<svg/><iframe src='/x'>"}], "markup"),
    ([{"type": "image", "id": "x", "source": "https://elsewhere.example/a.png"}], "image_source"),
    ([{"type": "image", "id": "x", "source": "data:image/svg+xml,<svg/>"}], "image_source"),
    ([{"type": "documentPreview", "id": "x", "dataSource": "=attachments"}], "document_source"),
    ([{"type": "documentPreview", "id": "x", "endpointKey": "=elsewhere"}], "document_source"),
    ([field(properties={"writers": "经办人"})], "rights_group"),
    ([field(readonly="=y")], "readonly_expression"),
    ([field(properties={"readers": "director"}), field(key="z", conditional={"hide": "=x = 1"})], "condition_private"),
    (
        [{"type": "dynamiclist", "path": "r", "components": [field(properties={"writers": "director"})]}],
        "rights_in_rows",
    ),
    ([{"type": "iframe", "id": "x"}], "component_type"),
    ([{"type": "custom", "id": "x"}], "component_type"),
    (["text"], "component"),
    ([field(key="")], "key"),
    ([field(key="a b")], "key"),
    ([field(key="__proto__")], "key"),
    ([field(key="typename")], "key"),
    ([field(), field()], "same_key_twice"),
    ([field(key="a"), field(key="a.b")], "same_key_twice"),
    ([field(id="f"), field(id="f", key="y")], "same_id_twice"),
    (
        [
            {"type": "dynamiclist", "path": "r", "id": "r", "components": [field(id="f")]},
            {"type": "dynamiclist", "path": "s", "id": "s", "components": [field(id="f")]},
        ],
        "same_id_twice",
    ),
    ([field(**ROUTING)], "routing_type"),
    ([field(validate={"minLength": "=n"})], "expression_in_rule"),
    ([field(validate={"maxLength": -1})], "rule_number"),
    ([field(validate={"pattern": "("})], "pattern"),
    ([field(validate={"pattern": "(a+)+b"})], "pattern_runaway"),
    ([field(conditional={"hide": "=a + 1"})], "condition"),
    ([field(conditional={"hide": "=typo = 1"})], "condition_name"),
    ([{"type": "select", "key": "x"}], "no_values"),
    ([{"type": "select", "key": "x", "values": CHOICES["values"] * 2}], "same_value_twice"),
    ([{"type": "select", "key": "x", "valuesExpression": "=all"}], "values_expression"),
    ([{"type": "number", "key": "x", "serializeToString": True}], "number_as_text"),
    ([{"type": "number", "key": "x", "validate": {"min": "1"}}], "rule_number"),
    ([{"type": "datetime", "key": "x", "subtype": "century"}], "subtype"),
    ([{"type": "dynamiclist", "path": "x", "components": [], "properties": {"minRows": "few"}}], "rule_number"),
]


@pytest.mark.parametrize(("components", "reason"), ERRORS)
def test_errors(components, reason):
    problems = deployment_problems(schema(*components))
    assert (f"forms.problem.{reason}", "error") in [(one.key, one.severity) for one in problems]
    with pytest.raises(Invalid):
        Form.compile(schema(*components))


def test_what_only_the_browser_checks_is_a_warning():
    passed = {"type": "datetime", "key": "x", "subtype": "date", "disallowPassedDates": True}
    assert [(one.severity, one.key) for one in deployment_problems(schema(passed))] == [
        ("warning", "forms.problem.passed_dates")
    ]
    Form.compile(schema(passed))


@pytest.mark.parametrize(
    "document", [{}, {"type": "default"}, {"type": "other", "components": []}, {"type": "default", "components": {}}]
)
def test_no_form_at_all(document):
    assert deployment_problems(document)[0].key == "forms.problem.no_form"


def test_a_form_newer_than_we_know():
    newer = {**schema(field()), "schemaVersion": 20}
    assert [one.key for one in deployment_problems(newer)] == ["forms.problem.schema_version"]


def test_every_problem_has_its_sentence():
    known = catalogue("zh", "forms")
    assert {f"forms.problem.{reason}" for _, reason in ERRORS} <= known.keys()


def test_components_nested_without_end_are_refused():
    component = field()
    for _ in range(12):
        component = {"type": "group", "components": [component]}
    assert "forms.problem.component" in [one.key for one in deployment_problems(schema(component))]


def test_text_and_tables_may_be_shown():
    shown = {"type": "html", "id": "x", "content": "<table class='table'><tr><td colspan='2'>甲</td></tr></table>"}

    assert deployment_problems(schema(shown, {"type": "image", "id": "y", "source": "/static/seal.png"})) == []
