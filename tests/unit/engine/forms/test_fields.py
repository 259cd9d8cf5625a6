"""Each kind of field: what is taken and what is refused, as a table."""

from __future__ import annotations

import pytest

CHOICES = {"values": [{"label": "甲", "value": "a"}, {"label": "乙", "value": "b"}]}
REQUIRED = {"validate": {"required": True}}


def text(**rules):
    return {"type": "textfield", "key": "x", "validate": rules}


TAKEN = [
    (text(), "任意"),
    (text(required=True), "字"),
    (text(minLength=2, maxLength=3), "三个字"),
    (text(maxLength=3), "  三个字  "),
    (text(pattern=r"^\d{4}$"), "2022"),
    (text(validationType="email"), "a@b.cn"),
    (text(validationType="phone"), "0371-6500 0000"),
    ({"type": "textarea", "key": "x"}, "一\n二"),
    ({"type": "number", "key": "x", "validate": {"min": 0, "max": 100}}, 0),
    ({"type": "number", "key": "x", "validate": {"min": 0, "max": 100}}, 99.5),
    ({"type": "number", "key": "x", "decimalDigits": 1}, 0.1),
    ({"type": "number", "key": "x", "decimalDigits": 0}, 7),
    ({"type": "datetime", "subtype": "date", "key": "x"}, "2022-04-20"),
    ({"type": "datetime", "subtype": "time", "key": "x"}, "09:30"),
    ({"type": "datetime", "subtype": "datetime", "key": "x"}, "2022-04-20T09:30+08:00"),
    ({"type": "checkbox", "key": "x"}, False),
    ({"type": "checkbox", "key": "x", **REQUIRED}, True),
    ({"type": "select", "key": "x", **CHOICES}, "a"),
    ({"type": "radio", "key": "x", **CHOICES}, "b"),
    ({"type": "checklist", "key": "x", **CHOICES}, ["a", "b"]),
    ({"type": "taglist", "key": "x", **CHOICES}, []),
    ({"type": "filepicker", "key": "x"}, "files::0f3a"),
]
REFUSED = [
    (text(required=True), " ", "required"),
    (text(required=True), None, "required"),
    (text(minLength=2), "一", "short"),
    (text(maxLength=3), "四个字了", "too_long"),
    (text(pattern=r"^\d{4}$"), "22", "pattern"),
    (text(pattern=r"^\d{4}$"), "２０２２", "pattern"),
    (text(pattern=r"^\d{4}$"), 2022, "type"),
    (text(validationType="email"), "nobody", "pattern"),
    (text(), 5, "type"),
    (text(), ["a"], "type"),
    ({"type": "number", "key": "x", "validate": {"min": 0}}, -1, "small"),
    ({"type": "number", "key": "x", "validate": {"max": 100}}, 101, "great"),
    ({"type": "number", "key": "x"}, "7", "type"),
    ({"type": "number", "key": "x"}, True, "type"),
    ({"type": "number", "key": "x", "decimalDigits": 1}, 0.25, "decimals"),
    ({"type": "number", "key": "x", "decimalDigits": 0}, 7.5, "type"),
    ({"type": "number", "key": "x", **REQUIRED}, None, "required"),
    ({"type": "datetime", "subtype": "date", "key": "x"}, "2022-02-30", "format"),
    ({"type": "datetime", "subtype": "date", "key": "x"}, "20220420", "format"),
    ({"type": "datetime", "subtype": "date", "key": "x"}, "0022-04-20", "format"),
    ({"type": "datetime", "subtype": "date", "key": "x"}, "2022-W16-3", "format"),
    ({"type": "datetime", "subtype": "time", "key": "x"}, "25:00", "format"),
    ({"type": "datetime", "subtype": "datetime", "key": "x"}, "2022-04-20", "format"),
    ({"type": "checkbox", "key": "x", **REQUIRED}, False, "must_tick"),
    ({"type": "checkbox", "key": "x"}, "yes", "type"),
    ({"type": "select", "key": "x", **CHOICES}, "c", "choice"),
    ({"type": "radio", "key": "x", **CHOICES, **REQUIRED}, "", "required"),
    ({"type": "checklist", "key": "x", **CHOICES}, ["a", "a"], "twice"),
    ({"type": "checklist", "key": "x", **CHOICES}, "a", "type"),
    ({"type": "taglist", "key": "x", **CHOICES, **REQUIRED}, [], "required"),
    ({"type": "filepicker", "key": "x"}, "../../etc/passwd", "pattern"),
]


@pytest.mark.parametrize(("component", "value"), TAKEN)
def test_taken(form, component, value):
    assert form(component).check({"x": value}) == []


@pytest.mark.parametrize(("component", "value", "reason"), REFUSED)
def test_refused(form, component, value, reason):
    assert [(error.path, error.key) for error in form(component).check({"x": value})] == [
        ("x", f"forms.error.{reason}")
    ]


def test_a_wrong_item_of_a_list_is_named_by_its_place(form):
    component = {"type": "taglist", "key": "x", **CHOICES}
    assert [error.path for error in form(component).check({"x": ["a", "z"]})] == ["x.1"]


def test_optional_fields_may_be_blank_and_are_left_out(form):
    fields = [text(), {"type": "select", "key": "y", **CHOICES}, {"type": "taglist", "key": "z", **CHOICES}]
    assert form(*fields).accept({"x": "", "y": None, "z": []}) == {}


def test_unknown_keys_are_refused_even_when_blank(form):
    errors = form(text()).check({"x": "a", "name": None, "other": "b"})
    assert {(error.path, error.key) for error in errors} == {
        ("name", "forms.error.unknown"),
        ("other", "forms.error.unknown"),
    }


def test_a_disabled_field_is_never_sent(form):
    assert form({**text(), "disabled": True}).check({"x": "a"})[0].key == "forms.error.hidden"


def test_all_errors_are_told_at_once(form):
    fields = [{**text(required=True), "key": key} for key in "abc"]
    assert [error.path for error in form(*fields).check({"b": "x"})] == ["a", "c"]


def test_choices_handed_in(form):
    units = form({"type": "taglist", "key": "units", "valuesKey": "units", "validate": {"required": True}})
    known = {"units": ["education", {"value": "health", "label": "省卫生健康委"}]}

    assert units.check({"units": ["education", "health"]}, known) == []
    assert units.check({"units": ["moon"]}, known)[0].key == "forms.error.choice"
    assert units.check({"units": ["education"]}, {"units": []})[0].key in ("forms.error.many", "forms.error.choice")
    assert units.check({"units": ["education"]})[0].key == "forms.error.no_options"
