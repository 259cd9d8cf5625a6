"""People, posts and deputies: who may give them, what they change, and that each act is on record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from engine.actions.house.answers import Once
from engine.actions.people.appoint_deputy import appoint_deputy
from engine.actions.people.assign_post import assign_post
from engine.actions.people.create_person import create_person
from engine.actions.people.deactivate_person import deactivate_person
from engine.actions.people.remove_post import remove_post
from engine.actions.signing_in.authenticate import known_actor
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.storage import posts


def test_loading_the_same_office_again_changes_nothing(house):
    assert house.load() == {"units": 0, "people": 0}
    assert house.records() == ["people:office:loaded"]


def test_sysadmin_creates_and_secadmin_gives_the_post(house):
    made = create_person(house.office, house.actor("sysadmin"), login="new.one", name="新来（虚构）", unit="education")
    assert house.actor(made["person"]).posts == ()

    assign_post(house.office, house.actor("secadmin"), made["person"], "liaison", "education")

    assert "liaison@education" in house.actor(made["person"]).groups
    assert house.records()[-2:] == ["people:person:created", "people:post:assigned"]
    assert house.events()[-2:] == ["people.person.created", "people.post.assigned"]


@pytest.mark.parametrize("login", ["officer", "director", "secadmin", "auditor", "designer"])
def test_nobody_else_creates_people(house, login):
    with pytest.raises(Forbidden):
        create_person(house.office, house.actor(login), login="x1", name="某（虚构）", unit="education")


def test_one_person_is_never_two_administrators_nor_does_casework(house):
    secadmin = house.actor("secadmin")
    for person, role in (("sysadmin", "auditor"), ("sysadmin", "case_officer"), ("officer", "sysadmin")):
        with pytest.raises(Conflict) as refused:
            assign_post(house.office, secadmin, person, role, "province_office")
        assert refused.value.key == "people.post.clash"


def test_nobody_widens_the_own_rights(house):
    with pytest.raises(Forbidden) as refused:
        assign_post(house.office, house.actor("secadmin"), "secadmin", "director", "province_office")
    assert refused.value.key == "people.right.own_rights"


def test_a_removed_post_is_gone_at_once(house):
    remove_post(house.office, house.actor("secadmin"), "officer2", "case_officer", "province_office")

    assert house.actor("officer2").posts == ()
    with pytest.raises(Conflict):
        remove_post(house.office, house.actor("secadmin"), "officer2", "case_officer", "province_office")


def test_a_deputy_acts_between_the_days_and_marked(house):
    start = date(2022, 3, 29)
    appoint_deputy(house.office, house.actor("secadmin"), "director", "officer", start, start + timedelta(days=2))
    before = house.actor("officer")

    house.office.clock.advance(timedelta(days=1))
    during = house.actor("officer")
    house.office.clock.advance(timedelta(days=3))
    after = house.actor("officer")

    assert ["director@province_office" in one.groups for one in (before, during, after)] == [False, True, False]
    assert during.represents(frozenset({"director@province_office"})) == "director"


def test_an_administrators_post_is_never_lent(house):
    with pytest.raises(Conflict):
        appoint_deputy(
            house.office, house.actor("secadmin"), "auditor", "officer", date(2022, 3, 29), date(2022, 3, 30)
        )


def test_deputies_for_days_that_make_no_sense(house):
    secadmin = house.actor("secadmin")
    with pytest.raises(Invalid):
        appoint_deputy(house.office, secadmin, "officer", "officer2", date(2022, 3, 30), date(2022, 3, 29))
    appoint_deputy(house.office, secadmin, "officer", "officer2", date(2022, 3, 29), date(2022, 4, 1))
    with pytest.raises(Invalid):
        appoint_deputy(house.office, secadmin, "officer", "reviewer", date(2022, 4, 1), date(2022, 4, 2))


def test_a_deactivated_person_is_out_and_stays_on_record(house):
    deactivate_person(house.office, house.actor("sysadmin"), "officer2")

    assert known_actor(house.office, "officer2") is None
    with house.office.database.reading() as connection:
        assert posts.holders(connection, "case_officer@province_office", date(2022, 3, 28)) == ["officer"]
    with pytest.raises(Conflict):
        deactivate_person(house.office, house.actor("sysadmin"), "officer2")
    with pytest.raises(Unknown):
        deactivate_person(house.office, house.actor("sysadmin"), "nobody")


def test_the_first_answer_is_given_again_to_the_same_request(house):
    once = Once("k1", "digest")
    given = [
        create_person(house.office, house.actor("sysadmin"), login="a.b", name="甲（虚构）", unit="health", once=once)
        for _ in range(2)
    ]

    assert given[0] == given[1]
    assert house.records().count("people:person:created") == 1
    with pytest.raises(Conflict):
        create_person(
            house.office, house.actor("sysadmin"), login="a.c", name="乙", unit="health", once=Once("k1", "other")
        )
