"""Suggestions and planned meetings: made by units, answered once by the office."""

from __future__ import annotations

from datetime import date

import pytest

from engine.actions.meetings.meeting_plans import MeetingPlan
from engine.actions.meetings.plan_meeting import plan_meeting
from engine.actions.meetings.refer_suggestion import refer_suggestion
from engine.actions.meetings.suggest import suggest
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.storage import meetings, suggestions
from engine.storage.case_lists import Reader

TOPIC = "监护缺失未成年人转学衔接（虚构）"


def test_a_suggestion_is_referred_once(house):
    made = suggest(house.office, house.actor("education.liaison"), TOPIC)
    officer = house.actor("officer")

    refer_suggestion(house.office, officer, made["suggestion"], "luoyang")

    assert house.records("office") == ["office:suggestion:made", "office:suggestion:referred"]
    with house.office.database.reading() as connection:
        assert suggestions.one(connection, made["suggestion"])["referred_to"] == "luoyang"
    with pytest.raises(Conflict):
        refer_suggestion(house.office, officer, made["suggestion"], "zhengzhou")
    with pytest.raises(Unknown):
        refer_suggestion(house.office, officer, "none", "luoyang")


def test_a_suggestion_becomes_a_meeting(house):
    made = suggest(house.office, house.actor("education.liaison"), TOPIC)

    planned = plan_meeting(
        house.office,
        house.actor("officer"),
        MeetingPlan(title="专题会商（虚构）", planned_on=date(2022, 4, 20)),
        suggestion=made["suggestion"],
    )

    with house.office.database.reading() as connection:
        assert meetings.one(connection, planned["meeting"], Reader(everything=True, person=""))["planned_on"] == date(
            2022, 4, 20
        )
        assert suggestions.one(connection, made["suggestion"])["meeting"] == planned["meeting"]
    assert house.events()[-1] == "office.meeting.planned"


def test_who_and_what_is_refused(house):
    officer, liaison = house.actor("officer"), house.actor("education.liaison")
    with pytest.raises(Forbidden):
        suggest(house.office, officer, TOPIC)
    with pytest.raises(Invalid):
        suggest(house.office, liaison, "  ")
    with pytest.raises(Forbidden):
        plan_meeting(house.office, liaison, MeetingPlan(title="x", planned_on=date(2022, 4, 20)))
    with pytest.raises(Invalid) as refused:
        plan_meeting(house.office, officer, MeetingPlan(title="", planned_on=date(2022, 3, 1), case_ids=["none"]))
    assert [error.path for error in refused.value.fields] == ["title", "planned_on", "cases.0"]
    made = suggest(house.office, liaison, TOPIC)
    with pytest.raises(Invalid):
        refer_suggestion(house.office, officer, made["suggestion"], "health")
