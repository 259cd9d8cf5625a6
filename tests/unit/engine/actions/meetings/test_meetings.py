"""One meeting for two cases: planned, invited to, answered, moved, called off; each guest sees the own cases alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from engine.actions.lists.house_lists import list_meetings, view_meeting
from engine.actions.meetings.answer_invitation import answer_invitation
from engine.actions.meetings.change_meeting import cancel_meeting, change_meeting
from engine.actions.meetings.invite_to_meeting import invite, seats_of
from engine.actions.meetings.meeting_calendar import calendar_of
from engine.actions.meetings.meeting_pack import pack_of
from engine.actions.meetings.meeting_view import show_meeting
from engine.actions.meetings.pledges import pledge_of, pledges_of
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.storage import audit, invitations, notices
from tests.unit.engine.actions.meetings.two_cases import DAY, plan_of, planned


def seen(live, who, meeting):
    return show_meeting(live.office, live.actor(who), meeting)


def told(live):
    with live.office.database.reading() as connection:
        rows = [row for case in live.cases.values() for row in notices.of_case(connection, case)]
    return [(row.kind, tuple(row.recipients)) for row in rows if row.element == "meeting"]


def test_the_agenda_gives_each_case_its_time(two):
    meeting = planned(two)

    view = seen(two, "officer", meeting)

    assert [line.slot.text for line in view.lines] == ["09:00—10:00", "10:00—10:30"]
    assert [line.round for line in view.lines] == [1, 1]
    assert view.words["chair"] == "虚构主持人"
    with two.office.database.reading() as connection:
        seats = {(seat.kind, seat.who): set(seat.parts) for seat in seats_of(connection, meeting)}
    assert len(seats) == 15
    assert seats["unit", "education"] == set(two.cases.values())
    assert seats["expert", "expert.law2"] == {two.cases["main"]}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"starts_at": "9 Uhr"}, "starts_at"),
        ({"ends_at": "08:00"}, "ends_at"),
        ({"ends_at": "10:00"}, "ends_at"),  # the agenda needs until 10:30
        ({"starts_at": ""}, "starts_at"),
        ({"planned_on": date(2022, 4, 1)}, "planned_on"),
        ({"clerk": "nobody"}, "clerk"),
        ({"room": "x" * 201}, "room"),
        ({"case_ids": ["nobody"], "minutes": {}}, "cases.0"),
        ({"minutes": {"x": 1}}, "minutes.x"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(two, wrong, field):
    with pytest.raises(Invalid) as refused:
        planned(two, **wrong)

    assert [one.path for one in refused.value.fields] == [field]


def test_everybody_with_a_part_is_invited_once(two):
    meeting = planned(two)
    officer = two.actor("officer")

    assert invite(two.office, officer, meeting)["told"] == 15
    assert invite(two.office, officer, meeting)["told"] == 0

    kinds = told(two)
    assert len(kinds) == 15
    assert {kind for kind, _ in kinds} == {"meeting_invitation"}
    with pytest.raises(Invalid):
        invite(two.office, officer, planned(two, starts_at="", ends_at=""))
    with pytest.raises(Forbidden):
        invite(two.office, two.actor("education.liaison"), meeting)


def test_each_guest_sees_the_own_cases_and_nobody_elses_names(two):
    meeting = planned(two)
    invite(two.office, two.actor("officer"), meeting)
    answer_invitation(
        two.office, two.actor("education.liaison"), meeting, {"reply": "attending", "headcount": 2, "names": "虚构甲乙"}
    )

    both, first = seen(two, "expert.law1", meeting), seen(two, "health.liaison", meeting)

    assert [line.case_id for line in both.lines] == list(two.cases.values())
    assert [line.case_id for line in first.lines] == [two.cases["main"]]
    for view in (both, first):
        assert (view.invited, view.seats, view.clashes, dict(view.words)) == ((), (), (), {})
        assert view.row["title"] == ""
        assert "虚构甲乙" not in str(view)
    with pytest.raises(Unknown):
        seen(two, "zhengzhou_office.officer", meeting)
    replies = {one.who: one for one in seen(two, "officer", meeting).invited}
    assert (replies["education"].headcount, replies["education"].words["names"]) == (2, "虚构甲乙")


def test_an_expert_of_one_case_never_sees_the_other(two):
    meeting = planned(two)
    invite(two.office, two.actor("officer"), meeting)
    number = two.number(two.cases["second"])

    expert = two.actor("expert.law2")
    view, pack = show_meeting(two.office, expert, meeting), pack_of(two.office, expert, meeting, "zh")
    file = calendar_of(two.office, expert, meeting, "zh").data.decode()

    assert number not in f"{view}{pack}{file}"
    assert [one.line.case_id for one in pack.cases] == [two.cases["main"]]
    assert next(name for name, _ in pack.cases[0].forms) == "会商申请已提出"
    assert "虚构姓名" not in str(pack)
    assert "▇▇▇" in str(pack)


def test_replies_are_checked_and_counted_by_head(two):
    meeting = planned(two)
    invite(two.office, two.actor("officer"), meeting)
    liaison = two.actor("education.liaison")

    for form, field in [
        ({}, "reply"),
        ({"reply": "attending"}, "headcount"),
        ({"reply": "substitute", "headcount": 1}, "substitute"),
        ({"reply": "declined"}, "reason"),
        ({"reply": "perhaps"}, "reply"),
        ({"reply": "attending", "headcount": 99}, "headcount"),
    ]:
        with pytest.raises(Invalid) as refused:
            answer_invitation(two.office, liaison, meeting, form)
        assert [one.path for one in refused.value.fields] == [field]
    answer_invitation(two.office, liaison, meeting, {"reply": "declined", "reason": "公务冲突（虚构）"})
    with two.office.database.reading() as connection:
        rows = {row["who"]: row for row in invitations.of_meeting(connection, meeting)}
        words = [one.record for one in audit.read(connection, "office") if "invitation" in one.record.word]
    assert (rows["education"]["reply"], rows["education"]["headcount"]) == ("declined", 0)
    assert "公务冲突".encode() not in rows["education"]["details"]
    assert "公务冲突" not in str(words)
    with pytest.raises(Unknown):
        answer_invitation(
            two.office, two.actor("zhengzhou_office.officer"), meeting, {"reply": "attending", "headcount": 1}
        )


def test_moving_a_meeting_counts_the_invitation_up_and_tells_again(two):
    # given an invitation that was answered
    meeting = planned(two)
    officer, liaison = two.actor("officer"), two.actor("education.liaison")
    invite(two.office, officer, meeting)
    answer_invitation(two.office, liaison, meeting, {"reply": "attending", "headcount": 1})
    first = Calendar.from_ical(calendar_of(two.office, liaison, meeting, "zh").data).walk("VEVENT")[0]

    # when only remarks change, nobody is told; when the day changes, everybody is
    assert change_meeting(two.office, officer, meeting, plan_of(two, remarks="虚构"))["told"] == 0
    moved = change_meeting(two.office, officer, meeting, plan_of(two, planned_on=DAY + timedelta(days=1)))
    assert (moved["sequence"], moved["told"]) == (1, 15)

    # then the old answer no longer counts, and the file supersedes the old one under the same name
    (own,) = show_meeting(two.office, liaison, meeting).own
    second = Calendar.from_ical(calendar_of(two.office, liaison, meeting, "zh").data).walk("VEVENT")[0]
    assert own.outdated
    assert (str(first["UID"]), int(first["SEQUENCE"])) == (str(second["UID"]), 0)
    assert int(second["SEQUENCE"]) == 1
    assert str(second["SUMMARY"]).count("会商会议") == 1


def test_calling_off_tells_everybody_and_cancels_in_calendars(two):
    meeting = planned(two)
    officer, liaison = two.actor("officer"), two.actor("health.liaison")
    invite(two.office, officer, meeting)

    with pytest.raises(Invalid):
        cancel_meeting(two.office, officer, meeting, " ")
    assert cancel_meeting(two.office, officer, meeting, "改期另行通知（虚构）")["told"] == 15

    assert {kind for kind, _ in told(two)} == {"meeting_invitation", "meeting_called_off"}
    calendar = Calendar.from_ical(calendar_of(two.office, liaison, meeting, "zh").data)
    assert (str(calendar["METHOD"]), str(calendar.walk("VEVENT")[0]["STATUS"])) == ("CANCEL", "CANCELLED")
    for act in (
        lambda: change_meeting(two.office, officer, meeting, plan_of(two)),
        lambda: invite(two.office, officer, meeting),
        lambda: cancel_meeting(two.office, officer, meeting, "虚构"),
    ):
        with pytest.raises(Conflict):
            act()


def test_two_meetings_of_one_time_want_the_same_room_and_people(two):
    one = planned(two, case_ids=[two.cases["main"]])
    other = planned(two, case_ids=[two.cases["second"]], starts_at="09:30", ends_at="10:30")
    later = planned(two, case_ids=[two.cases["second"]], starts_at="14:00", ends_at="15:00", minutes={})

    clashes = {(clash.meeting, clash.kind, clash.who) for clash in seen(two, "officer", one).clashes}

    assert (other, "room", "第三会议室") in clashes
    assert (other, "clerk", "officer") in clashes
    assert (other, "expert", "expert.law1") in clashes
    assert (other, "expert", "expert.law2") not in clashes
    assert later not in {meeting for meeting, _, _ in clashes}


def test_pledges_are_told_case_by_case(two):
    meeting = planned(two)
    officer = two.actor("officer")
    known = {case: pledges_of(two.office, officer, case) for case in two.cases.values()}
    seats = {seat.who: seat for seat in show_meeting(two.office, officer, meeting).seats}

    expert = seats["expert.law1"]
    for case in two.cases.values():
        assert pledge_of(known, expert, case) is not None
        assert pledge_of(known, expert, case).pledged
    assert pledge_of(known, seats["health"], two.cases["second"]) is None
    with pytest.raises(Forbidden):
        pledges_of(two.office, two.actor("expert.law1"), two.cases["main"])


def test_lists_of_programs_hold_nothing_sealed_and_no_name_for_guests(two):
    meeting = planned(two)

    for who, title in (("officer", "四月会商（虚构）"), ("education.liaison", ""), ("expert.law1", "")):
        (row,) = list_meetings(two.office, two.actor(who)).rows
        one = view_meeting(two.office, two.actor(who), meeting)
        assert (row["title"], one["title"]) == (title, title)
        assert not {"details"} & (row.keys() | one.keys())
        assert not any(isinstance(value, bytes) for value in (*row.values(), *one.values()))
