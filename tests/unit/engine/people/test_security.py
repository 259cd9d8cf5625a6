"""The settings of 等保 level 3: the shipped files, what is refused, what is weak, and that each names its enforcer."""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from pathlib import Path

import pytest
import yaml

from engine.errors import Invalid
from engine.people.controls import CONTROLS
from engine.people.security import Security, read_security
from engine.texts.catalogue import catalogue

PROCESSES = Path(__file__).parents[4] / "processes"


def shipped(name: str) -> Security:
    return read_security(yaml.safe_load((PROCESSES / name).read_text("utf-8")))


def test_the_shipped_settings_are_the_usual_ones():
    security = shipped("security.yaml")
    assert security == Security()
    assert {control.path: security.value(control) for control in CONTROLS} == {
        control.path: control.usual for control in CONTROLS
    }
    assert not any(security.is_weak(control) for control in CONTROLS)


def test_the_shipped_file_names_every_setting():
    document = yaml.safe_load((PROCESSES / "security.yaml").read_text("utf-8"))
    assert {f"{part}.{name}" for part, values in document.items() for name in values} == {one.path for one in CONTROLS}


def test_the_demonstration_is_weak_in_one_thing():
    security = shipped("demonstration/security.yaml")
    assert [one.path for one in CONTROLS if security.is_weak(one)] == ["second_factor.roles"]


@pytest.mark.parametrize(
    ("document", "path", "key"),
    [
        ({"password": {"shortest": 6}}, "password.shortest", "range"),
        ({"password": {"shortest": "8"}}, "password.shortest", "number"),
        ({"password": {"shortest": True}}, "password.shortest", "number"),
        ({"password": {"length": 8}}, "password.length", "unknown"),
        ({"passwords": {}}, "passwords", "unknown"),
        ({"session": {"idle_minutes": 600}}, "session.idle_minutes", "range"),
        ({"session": {"idle_minutes": 2, "warning_minutes": 2}}, "session.warning_minutes", "warning_late"),
        ({"second_factor": {"roles": "director"}}, "second_factor.roles", "roles"),
        ({"second_factor": {"roles": ["No Role"]}}, "second_factor.roles", "roles"),
        ({"session": None}, "session", "unknown"),
        (None, "", "unknown"),
    ],
)
def test_what_is_refused_is_named(document, path, key):
    with pytest.raises(Invalid) as refused:
        read_security(document)
    assert [(error.path, error.key) for error in refused.value.fields] == [(path, f"identity.security.{key}")]


@pytest.mark.parametrize(
    ("path", "weaker"),
    [
        ("password.oldest_days", 91),
        ("password.failures", 6),
        ("password.lock_minutes", 14),
        ("session.idle_minutes", 21),
        ("session.at_once", 0),
        ("session.at_once", 2),
        ("second_factor.roles", frozenset({"director"})),
    ],
)
def test_weaker_than_usual(path, weaker):
    control = next(one for one in CONTROLS if one.path == path)
    assert control.is_weaker(weaker)
    assert not control.is_weaker(control.usual)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.path)
def test_each_control_has_words(control):
    for lang in ("zh", "en"):
        assert {f"identity.control.{control.path}", f"identity.controls.{control.control}"} <= catalogue(
            lang, "identity"
        ).keys()


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.path)
def test_each_control_names_code_that_is_there(control):
    module, _, name = control.enforced.partition(":")
    assert callable(attrgetter(name)(import_module(module)))
