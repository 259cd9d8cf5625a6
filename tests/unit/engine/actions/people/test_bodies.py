"""A renamed body keeps its key and its old name on old papers; a successor finds what its predecessor had."""

from __future__ import annotations

from datetime import date

import pytest

from engine.actions.people.rename_body import rename_body, succeed_body
from engine.errors import Conflict, Forbidden, Invalid
from engine.storage import posts, reference, units

NEW_NAME = {"zh": "河南省妇女儿童工作委员会办公室（虚构）", "en": "invented"}


def test_a_new_name_from_a_day_on(house):
    since = date(2024, 5, 1)
    rename_body(
        house.office, house.actor("sysadmin"), "province_office", names=NEW_NAME, since=since, basis="虚构〔2024〕1号"
    )

    with house.office.database.reading() as connection:
        names = units.all_names(connection)["province_office"]
    assert [(name.from_on, name.names["zh"]) for name in names] == [
        (date(2021, 1, 1), "河南省未成年人保护工作领导小组办公室"),
        (since, NEW_NAME["zh"]),
    ]
    assert house.records()[-1] == "people:body:renamed"
    with pytest.raises(Conflict):
        rename_body(house.office, house.actor("sysadmin"), "province_office", names=NEW_NAME, since=since, basis="虚构")


def test_the_successors_people_hold_the_posts_of_the_body_that_ended(house):
    with house.office.database.reading() as connection:
        before = reference.version(connection)

    succeed_body(house.office, house.actor("sysadmin"), "health", "education")

    assert {"liaison@health", "liaison@education"} <= house.actor("health.liaison").groups
    assert {"liaison@health", "liaison@education"} <= house.actor("education.liaison").groups
    with house.office.database.reading() as connection:
        assert "education.liaison" in posts.holders(connection, "liaison@health", date(2022, 3, 28))
        assert reference.version(connection) > before


def test_a_chain_of_successors_reaches_the_first_body(house):
    sysadmin = house.actor("sysadmin")
    succeed_body(house.office, sysadmin, "health", "education")
    succeed_body(house.office, sysadmin, "education", "justice")

    assert {"liaison@health", "liaison@education", "liaison@justice"} <= house.actor("justice.liaison").groups


def test_what_cannot_be_done_to_a_body(house):
    sysadmin = house.actor("sysadmin")
    with pytest.raises(Forbidden):
        succeed_body(house.office, house.actor("director"), "health", "education")
    with pytest.raises(Invalid):
        succeed_body(house.office, sysadmin, "health", "health")
    with pytest.raises(Invalid):
        succeed_body(house.office, sysadmin, "health", "nowhere")
    with pytest.raises(Invalid):
        rename_body(house.office, sysadmin, "health", names={"zh": " "}, since=date(2024, 1, 1), basis="虚构")
