"""Field rights: a field that is not this hand's is never taken from what is posted, whoever posts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Invalid
from engine.forms.field_rights import FieldRights, Hand, Level
from engine.forms.form import Form

from .conftest import schema

OFFICER = Hand(frozenset({"case_officer", "case_officer@office"}), "review")
DIRECTOR = Hand(frozenset({"director"}), "review")
LIAISON = Hand(frozenset({"liaison@a"}), "report")
COMPONENTS = [
    {"type": "textfield", "key": "open"},
    {"type": "textfield", "key": "advice", "properties": {"writers": "director"}},
    {"type": "textfield", "key": "secret", "properties": {"readers": "director,step:audit", "writers": "director"}},
    {"type": "textfield", "key": "fixed", "readonly": True, "defaultValue": "依据第三条"},
    {
        "type": "group",
        "path": "inner",
        "properties": {"writers": "step:report"},
        "components": [{"type": "number", "key": "amount"}, {"type": "number", "key": "twice"}],
    },
    {
        "type": "dynamiclist",
        "path": "rows",
        "properties": {"writers": "case_officer"},
        "components": [{"type": "textfield", "key": "content"}],
    },
]


@pytest.mark.parametrize(
    ("writers", "readers", "hand", "level"),
    [
        ("", "", OFFICER, Level.WRITE),
        ("director", "", OFFICER, Level.READ),
        ("director", "", DIRECTOR, Level.WRITE),
        ("", "director", DIRECTOR, Level.WRITE),
        ("", "director", OFFICER, Level.HIDDEN),
        ("director", "case_officer", OFFICER, Level.READ),
        ("director", "case_officer", DIRECTOR, Level.WRITE),
        ("director", "case_officer", LIAISON, Level.HIDDEN),
        ("step:report", "", LIAISON, Level.WRITE),
        ("step:report", "", OFFICER, Level.READ),
        ("case_officer@office", "", OFFICER, Level.WRITE),
        ("case_officer@elsewhere", "", OFFICER, Level.READ),
    ],
)
def test_what_a_field_is_to_a_hand(writers, readers, hand, level):
    rights = FieldRights(frozenset(filter(None, [writers])), frozenset(filter(None, [readers])))

    assert rights.level(hand) is level


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"advice": "同意"}, "read_only"),
        ({"secret": "x"}, "unknown"),
        ({"fixed": "改过的"}, "read_only"),
        ({"inner": {"amount": 1}}, "read_only"),
    ],
)
def test_what_is_not_yours_is_refused(form, posted, sentence):
    with pytest.raises(Invalid) as refused:
        form(*COMPONENTS).accept(posted, hand=OFFICER)

    assert [one.key for one in refused.value.fields] == [f"forms.error.{sentence}"]


def test_what_others_wrote_is_kept_and_what_is_fixed_stands_as_drawn(form):
    kept = {"advice": "同意", "secret": "只给主任", "open": "旧", "inner": {"amount": 3, "twice": 6}}

    whole = form(*COMPONENTS).accept({"open": "新"}, hand=OFFICER, kept=kept)

    assert whole == {
        "open": "新",
        "advice": "同意",
        "secret": "只给主任",
        "fixed": "依据第三条",
        "inner": {"amount": 3, "twice": 6},
    }


def test_a_hidden_field_is_not_shown(form):
    values = {"open": "a", "secret": "b", "inner": {"amount": 1}, "rows": [{"content": "c"}]}

    assert form(*COMPONENTS).seen(values, OFFICER) == {key: values[key] for key in ("open", "inner", "rows")}
    assert form(*COMPONENTS).seen(values, DIRECTOR) == values


def test_a_draft_of_one_hand_leaves_the_other_hands_fields_alone(form):
    first = form(*COMPONENTS).accept_draft({"advice": "同意"}, DIRECTOR)
    second = form(*COMPONENTS).accept_draft({"open": "x", "rows": [{"content": ""}]}, OFFICER, first)

    assert second["advice"] == "同意"
    with pytest.raises(Invalid):
        form(*COMPONENTS).accept_draft({"advice": "不同意"}, OFFICER, first)


def test_a_required_field_of_another_hand_is_said_to_be_awaited(form):
    advice = {
        "type": "textfield",
        "key": "advice",
        "validate": {"required": True},
        "properties": {"writers": "director"},
    }

    errors = form(advice).check({}, hand=OFFICER)

    assert [(one.path, one.key) for one in errors] == [("advice", "forms.error.awaits_other")]
    assert form(advice).check({}, hand=OFFICER, kept={"advice": "同意"}) == []


GROUPS = ("director", "case_officer", "liaison@a", "step:review", "step:report")
_named = st.frozensets(st.sampled_from(GROUPS), max_size=2)
_component = st.builds(
    lambda key, writers, readers, fixed: {
        "type": "textfield",
        "key": key,
        "readonly": fixed,
        "defaultValue": "原有",
        "properties": {"writers": ",".join(writers), "readers": ",".join(readers)},
    },
    st.sampled_from("abcdef"),
    _named,
    _named,
    st.booleans(),
)
_forms = st.lists(_component, min_size=1, max_size=6, unique_by=lambda one: one["key"])
_hands = st.builds(
    Hand,
    st.frozensets(st.sampled_from(("director", "case_officer", "liaison@a"))),
    st.sampled_from(("review", "report")),
)


@given(_forms, _hands, st.dictionaries(st.sampled_from("abcdef"), st.just("写的"), max_size=6))
def test_nothing_posted_ever_lands_in_a_field_that_is_not_the_hands(components, hand, posted):
    form = Form.compile(schema(*components))
    levels = {key: leaf.rights.level(hand) for key, leaf in form.shape.members.items()}
    kept = dict.fromkeys(levels, "旧的")
    posted = {key: value for key, value in posted.items() if key in levels}

    errors = form.check(posted, hand=hand, kept=kept)
    trespassing = {key for key in posted if levels[key] is not Level.WRITE}

    assert {one.path for one in errors} == trespassing
    if not trespassing:
        whole = form.accept(posted, hand=hand, kept=kept)
        assert {key: whole[key] for key, level in levels.items() if level is not Level.WRITE} == {
            key: "旧的" for key, level in levels.items() if level is not Level.WRITE
        }
        assert Level.HIDDEN not in {levels[key] for key in form.seen(whole, hand)}
