"""Groups, dotted keys and lists of rows, with conditions in all of them."""

from __future__ import annotations

import pytest

from engine.errors import Invalid

LEAD = {"type": "textfield", "key": "lead", "validate": {"required": True}}
DISSENT = {"type": "checkbox", "key": "dissent"}
GROUNDS = {
    "type": "textfield",
    "key": "grounds",
    "validate": {"required": True},
    "conditional": {"hide": "=dissent != true"},
}
DECISIONS = {"type": "dynamiclist", "path": "decisions", "components": [LEAD, DISSENT, GROUNDS]}


def paths(errors):
    return [(error.path, error.key.rpartition(".")[2]) for error in errors]


def test_groups_and_dotted_keys_nest(form):
    nested = form(
        {"type": "group", "path": "child", "components": [{"type": "number", "key": "age", "validate": {"min": 0}}]},
        {"type": "textfield", "key": "child.view", "validate": {"required": True}},
        {"type": "group", "components": [{"type": "textfield", "key": "flat"}]},
    )
    assert nested.check({"child": {"age": 3, "view": "愿意"}, "flat": "x"}) == []
    assert paths(nested.check({"child": {"age": -1}})) == [("child.age", "small"), ("child.view", "required")]
    assert paths(nested.check({})) == [("child", "required")]
    assert paths(nested.check({"child": {"view": "x", "more": 1}})) == [("child.more", "unknown")]


def test_each_row_has_its_own_conditions(form):
    rows = form(DECISIONS)
    assert rows.check({"decisions": [{"lead": "a"}, {"lead": "b", "dissent": True, "grounds": "x"}]}) == []
    assert paths(rows.check({"decisions": [{"lead": "a", "dissent": True}]})) == [("decisions.0.grounds", "required")]
    assert paths(rows.check({"decisions": [{"lead": "a", "grounds": "x"}]})) == [("decisions.0.grounds", "hidden")]
    assert paths(rows.check({"decisions": [{"lead": "a"}, "no row"]})) == [("decisions.1", "type")]


def test_a_condition_in_a_row_sees_the_whole_form(form):
    note = {**GROUNDS, "conditional": {"hide": '=kind != "object"'}}
    rows = form({"type": "textfield", "key": "kind"}, {**DECISIONS, "components": [LEAD, note]})
    assert paths(rows.check({"kind": "object", "decisions": [{"lead": "a"}]})) == [("decisions.0.grounds", "required")]
    assert rows.check({"kind": "agree", "decisions": [{"lead": "a"}]}) == []


def test_least_and_most_rows(form):
    rows = form({**DECISIONS, "components": [LEAD], "properties": {"minRows": "1", "maxRows": "2"}})
    assert paths(rows.check({})) == [("decisions", "required")]
    assert paths(rows.check({"decisions": []})) == [("decisions", "required")]
    assert paths(rows.check({"decisions": [{"lead": "a"}] * 3})) == [("decisions", "many")]


def test_a_list_in_a_list(form):
    inner = {"type": "dynamiclist", "path": "parts", "components": [LEAD]}
    rows = form({"type": "dynamiclist", "path": "decisions", "components": [LEAD, inner]})
    assert rows.check({"decisions": [{"lead": "a", "parts": [{"lead": "b"}]}]}) == []
    assert paths(rows.check({"decisions": [{"lead": "a", "parts": [{}]}]})) == [
        ("decisions.0.parts.0.lead", "required")
    ]


def test_a_hidden_group_hides_what_is_in_it(form):
    group = {"type": "group", "components": [LEAD], "conditional": {"hide": "=kind = null"}}
    hiding = form({"type": "textfield", "key": "kind"}, group)
    assert hiding.check({}) == []
    assert paths(hiding.check({"lead": "x"})) == [("lead", "hidden")]
    assert paths(hiding.check({"kind": "a"})) == [("lead", "required")]


def test_accept_gives_what_is_stored_or_names_each_field(form):
    rows = form(DECISIONS)
    assert rows.accept({"decisions": [{"lead": " a ", "grounds": ""}]}) == {"decisions": [{"lead": "a"}]}
    with pytest.raises(Invalid) as refused:
        rows.accept({"decisions": [{}]})
    assert paths(refused.value.fields) == [("decisions.0.lead", "required")]


def test_a_draft_may_be_unfinished_but_not_foreign(form):
    rows = form(LEAD, DECISIONS)
    assert rows.accept_draft({"decisions": [{"lead": 5}]}) == {"decisions": [{"lead": 5}]}
    for wrong in ({"foreign": 1}, {"lead": "\0"}, ["list"]):
        with pytest.raises(Invalid):
            rows.accept_draft(wrong)
