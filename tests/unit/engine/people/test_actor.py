"""Groups of an actor, own and lent."""

from __future__ import annotations

from engine.people.actor import Actor, Post

OFFICER = Actor("a", "甲（虚构）", "province_office", (Post("case_officer", "province_office"),))


def test_a_post_gives_the_role_anywhere_and_in_its_unit():
    assert OFFICER.groups == {"case_officer", "case_officer@province_office", "person@a"}


def test_lent_posts_are_marked():
    deputy = OFFICER.standing_in("b", (Post("director", "province_office"),))
    assert deputy.groups == OFFICER.groups | {"director", "director@province_office", "person@b"}
    assert deputy.persons == {"a", "b"}
    assert deputy.represents(frozenset({"director"})) == "b"
    assert deputy.represents(frozenset({"director", "case_officer"})) == ""
    assert deputy.represents(frozenset({"nobody"})) == ""


def test_what_was_lent_is_not_lent_on():
    lent = OFFICER.standing_in("b", (Post("director", "province_office"),)).posts
    third = Actor("c", "丙（虚构）", "health").standing_in("a", lent)
    assert third.groups == OFFICER.groups | {"person@c"}


def test_the_system_has_no_post():
    assert Actor.system().groups == frozenset()
    assert Actor.system().units == frozenset()
