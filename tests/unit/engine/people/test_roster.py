"""A whole office in one document: the demonstration reads, and what is wrong is named by its place."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
import yaml

from engine.cases.scopes import SCOPES
from engine.errors import Invalid
from engine.people.passwords import PasswordPolicy
from engine.people.roles import ADMINISTRATORS, Role
from engine.people.roster import read_roster

OFFICE = Path(__file__).parents[4] / "processes" / "demonstration" / "office.yaml"
DOCUMENT = yaml.safe_load(OFFICE.read_text(encoding="utf-8"))
NINE = {
    "civil_affairs",
    "political_legal",
    "high_court",
    "procuratorate",
    "education",
    "public_security",
    "justice",
    "health",
    "womens_federation",
}


def test_the_demonstration_office():
    roster = read_roster(DOCUMENT)

    assert {unit.key for unit in roster.units if unit.is_member} == NINE
    assert roster.scopes == SCOPES
    assert {role for member in roster.people for role in [post.role for post in member.posts]} == {*Role}
    assert all(member.name.endswith("（虚构）") for member in roster.people)
    for unit in NINE:
        assert any(member.login == f"{unit}.liaison" for member in roster.people)


def test_the_demonstrations_administrators_are_three_people():
    holders = [m.login for m in read_roster(DOCUMENT).people if any(p.role in ADMINISTRATORS for p in m.posts)]
    assert holders == ["sysadmin", "secadmin", "auditor"]


def test_the_demonstrations_password_keeps_the_policy():
    for member in read_roster(DOCUMENT).people:
        PasswordPolicy().check(member.password, member.login)
    assert len({member.token for member in read_roster(DOCUMENT).people}) == len(DOCUMENT["people"])


def changed(path: str, value: object) -> dict:
    document = copy.deepcopy(DOCUMENT)
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = document
    for step in steps:
        place = place[step]
    place[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("units.0.kind", "club", "units.0.kind"),
        ("units.0.level", "moon", "units.0.level"),
        ("units.0.key", "Not A Key", "units.0.key"),
        ("units.1.key", "leading_group", "units.1.key"),
        ("units.1.parent", "nowhere", "units.1.parent"),
        ("units.0.names", [], "units.0.names"),
        ("units.0.names.0.since", "soon", "units.0.names.0.since"),
        ("people.0.login", "", "people.0.login"),
        ("people.1.login", "officer", "people.1.login"),
        ("people.0.unit", "nowhere", "people.0.unit"),
        ("people.0.roles", ["Chief!"], "people.0.roles"),
        ("people.0.roles", ["sysadmin", "auditor"], "people.0.roles"),
        ("people.0.roles", ["sysadmin", "case_officer"], "people.0.roles"),
        ("people.0.token", "hs_short", "people.0.token"),
        ("people", "none", "people"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(path, value, place):
    with pytest.raises(Invalid) as refused:
        read_roster(changed(path, value))
    assert place in [error.path for error in refused.value.fields]


@pytest.mark.parametrize("document", [None, [], "text", {}])
def test_no_document_at_all(document):
    with pytest.raises(Invalid):
        read_roster(document)


def test_a_post_elsewhere():
    people = read_roster(changed("people.0.roles", ["liaison@education"])).people
    assert [(post.role, post.unit) for post in people[0].posts] == [("liaison", "education")]
