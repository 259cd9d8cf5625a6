"""Routing values and the view without real data."""

from __future__ import annotations

import orjson
import pytest

from engine.forms.form import routing_values

from .conftest import schema

ROUTING = {"properties": {"routing": "true"}}
CHOICES = {"values": [{"label": "甲", "value": "a"}]}
FORM = [
    {"type": "textfield", "key": "name"},
    {"type": "textarea", "key": "item", "properties": {"deidentified": "true"}},
    {"type": "select", "key": "choice", **CHOICES, **ROUTING},
    {"type": "checkbox", "key": "tick", **ROUTING},
    {"type": "taglist", "key": "units", **CHOICES, **ROUTING},
    {"type": "number", "key": "count", **ROUTING},
    {"type": "datetime", "key": "born", "subtype": "date", "properties": {"identifying": "true"}},
    {"type": "filepicker", "key": "file"},
    {
        "type": "dynamiclist",
        "path": "rows",
        "components": [
            {"type": "textfield", "key": "content"},
            {"type": "select", "key": "lead", **CHOICES, **ROUTING},
        ],
    },
]
FULL = {
    "name": "张小明（虚构）",
    "item": "监护如何衔接",
    "choice": "a",
    "tick": True,
    "units": ["a"],
    "count": 2,
    "born": "2012-01-01",
    "file": "files::1",
    "rows": [{"content": "内容", "lead": "a"}],
}


def test_routing_values_and_nothing_else(form):
    assert form(*FORM).routing(FULL) == {
        "choice": "a",
        "tick": True,
        "units": ["a"],
        "count": 2,
        "rows": [{"lead": "a"}],
    }
    assert form(*FORM).routing_keys == ("choice", "tick", "units", "count", "rows")


def test_blank_routing_fields_reach_the_diagram_as_blank(form):
    assert form(*FORM).routing({}) == {"choice": None, "tick": False, "units": [], "count": None, "rows": []}
    assert form(*FORM).routing({"rows": [{}]})["rows"] == [{"lead": None}]
    assert routing_values(schema(*FORM), {})["choice"] is None


def test_no_free_text_is_ever_routed(form):
    assert "虚构" not in orjson.dumps(form(*FORM).routing(FULL)).decode()


def test_the_view_without_real_data(form):
    seen = form(*FORM).masked(FULL)
    assert seen["name"] == seen["born"] == seen["file"] == seen["rows"][0]["content"] == "▇▇▇"
    assert seen["item"] == "监护如何衔接"
    assert (seen["choice"], seen["rows"][0]["lead"]) == ("a", "a")


@pytest.mark.parametrize(
    "data", [{"old_field": "张小明"}, {"rows": "张小明"}, {"rows": ["张小明"]}, {"name": ["张小明"]}]
)
def test_what_the_form_does_not_know_is_covered(form, data):
    assert "张小明" not in orjson.dumps(form(*FORM).masked(data)).decode()
