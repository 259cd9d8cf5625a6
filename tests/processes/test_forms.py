"""Every form belongs to one place of the drawing, warns against secrets, and lets no words route a case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from engine.diagrams.dialect import camunda, huishang
from engine.forms.form import Form, deployment_problems
from tests.processes.bundle_files import DIAGRAMS, forms, nodes

WORDS = ("textfield", "textarea")


def asked_for() -> set[str]:
    """Every form a diagram names."""
    named = {node.get(camunda("formRef")) for name in DIAGRAMS for node in nodes(name)}
    sent = {one.get("form") for name in DIAGRAMS for node in nodes(name) for one in node.iter(huishang("sender"))}
    return (named | sent) - {None}


def fields(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for component in components:
        yield component
        yield from fields(component.get("components", []))


def is_routing(field: dict[str, Any]) -> bool:
    return field.get("properties", {}).get("routing") == "true"


def test_each_form_is_asked_for_by_one_place_and_each_place_has_its_form():
    assert set(forms()) == asked_for()


def test_a_user_task_asks_for_the_form_of_its_own_name():
    tasks = [node for name in DIAGRAMS for node in nodes(name) if node.tag.endswith("userTask")]

    assert [task.get("id") for task in tasks if task.get(camunda("formRef")) != task.get("id")] == []


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_form_is_sound(name):
    form = forms()[name]

    assert (form["id"], form["schemaVersion"], form["type"]) == (name, 19, "default")
    assert deployment_problems(form) == []
    assert Form.compile(form)
    assert "涉密信息不得录入" in form["components"][0]["text"]


@pytest.mark.parametrize("name", sorted(forms()))
def test_no_words_route_a_case(name):
    routing = [field for field in fields(forms()[name]["components"]) if is_routing(field)]

    assert [field["key"] for field in routing if field["type"] in WORDS] == []


def test_no_classification_above_internal_can_be_chosen():
    offered = {
        value["value"]
        for form in forms().values()
        for field in fields(form["components"])
        if field.get("key") == "classification"
        for value in field["values"]
    }

    assert offered == {"internal", "public"}


@pytest.mark.parametrize(
    "name",
    ["review_application", "review_decline", "decide_withdrawal", "decide_without_consensus", "decide_extension",
     "review_report", "weigh_objections", "settle_participant", "settle_unresolved", "terminate_decision",
     "close_round", "excuse_participant", "declare_conflict", "close_countersigning", "request_withdrawal",
     "sign_supervision_letter", "sign_courtesy_letter", "propose_bulletin", "ask_extension"],
)  # fmt: skip
def test_whoever_decides_gives_a_reason(name):
    reason = next(field for field in fields(forms()[name]["components"]) if field.get("key") == "reason")

    assert reason["validate"]["required"] is True
