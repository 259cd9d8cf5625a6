"""Two cases that one meeting hears, and the plan of it."""

from __future__ import annotations

from datetime import date

from engine.actions.meetings.meeting_plans import MeetingPlan
from engine.actions.meetings.plan_meeting import plan_meeting

DAY = date(2022, 4, 20)


def plan_of(live, **more):
    plan = {
        "title": "四月会商（虚构）",
        "planned_on": DAY,
        "place": "办公楼三层",
        "room": "第三会议室",
        "starts_at": "09:00",
        "ends_at": "11:00",
        "chair": "虚构主持人",
        "clerk": "officer",
        "case_ids": [live.cases["main"], live.cases["second"]],
        "minutes": {live.cases["main"]: 60},
    }
    return MeetingPlan(**{**plan, **more})


def planned(live, **more):
    return plan_meeting(live.office, live.actor("officer"), plan_of(live, **more))["meeting"]
