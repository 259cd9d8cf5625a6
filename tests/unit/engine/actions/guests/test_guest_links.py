"""A link into one case: told by two channels, opened once, good for that case alone and for the consultation alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from engine.actions.cases.case_view import view_case
from engine.actions.guests.enter_as_guest import enter_as_guest, is_open
from engine.actions.guests.guest_view import view_guests
from engine.actions.guests.issue_guest_link import issue_guest_link, revoke_guest_link
from engine.actions.lists.inbox import of_my_groups
from engine.actions.signing_in.sessions import Origin, Over, Present, find_session
from engine.cases.acts import Act
from engine.clock import beijing_day
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.people.rights import may
from engine.people.sessions import Ending, Kind
from engine.people.subjects import CaseFacts, ContentFacts, MessageFacts, TaskFacts

HERE = Origin("10.1.2.3", "Chrome 120 · Windows")


@pytest.fixture
def case(play):
    """The round of the first meeting: nine units and six experts were asked."""
    return play("first_meeting", 5)


def today(case) -> date:
    return beijing_day(case.clock.now())


def issue(case, person="expert.law1", days=5):
    until = today(case) + timedelta(days=days)
    return issue_guest_link(case.office, case.actor("officer"), case.case, person, until).details


def enter(case, **more) -> str:
    made = issue(case, **more)
    opened, where = enter_as_guest(case.office, made["token"], made["code"], HERE)
    assert where == case.case
    return opened.token


def test_link_and_code_give_a_session_for_this_case(case):
    found = find_session(case.office, enter(case))
    assert isinstance(found, Present)
    assert (found.kind, found.case_id, found.actor.id) == (Kind.GUEST, case.case, "expert.law1")
    assert view_case(case.office, found.actor, case.case).case.id == case.case
    assert [row.task.case_id for row in of_my_groups(case.office, found.actor).rows] == [case.case]
    assert case.words()[-2:] == ["case:guest_link:issued", "case:guest_link:opened"]


def test_every_other_case_is_not_there(case):
    found = find_session(case.office, enter(case))
    assert isinstance(found, Present)
    other = CaseFacts("another", state="collecting_opinions", has_task=True)
    for act, subject in (
        (Act.VIEW_CASE, other),
        (Act.VIEW_TASK, TaskFacts(other, "t", claimed_by=found.actor.id)),
        (Act.MARK_DANGER, MessageFacts(other, "mark_danger")),
        (Act.VIEW_CONTENT, ContentFacts(other, author=found.actor.id)),
    ):
        assert may(found.actor, act, subject).key == "people.right.unknown"
    for act in (Act.VIEW_MEETINGS, Act.VIEW_PEOPLE, Act.OPEN_CASE, Act.ISSUE_TOKEN, Act.VIEW_MONITORING):
        assert may(found.actor, act).key == "people.right.one_case"


def test_the_one_row_of_an_expert_that_another_may_replace(case):
    # given a link that was opened, and one that wrong codes have used up
    opened = enter(case)
    spent = issue(case, person="expert.law2")
    for _ in range(case.office.security.guest.tries):
        with pytest.raises((Invalid, Unknown)):
            enter_as_guest(case.office, spent["token"], "wrong", HERE)
    assert spent["replaced"] is False

    # then each may be replaced with one press, by the same day
    rows = view_guests(case.office, case.actor("officer"), case.case).links
    assert {row.person: (row.counts, row.renewable) for row in rows} == {
        "expert.law1": (True, True),
        "expert.law2": (False, True),
    }

    # when the office does
    again = issue(case)

    # then the old one is dead at once, its session with it, and one row of the expert may be replaced
    assert again["replaced"] is True
    found = find_session(case.office, opened)
    assert isinstance(found, Over)
    assert found.reason is Ending.LINK
    assert is_open(case.office, again["token"])
    rows = view_guests(case.office, case.actor("officer"), case.case).links
    assert [row.renewable for row in rows if row.person == "expert.law1"].count(True) == 1


def test_no_link_is_renewed_after_its_day(case):
    issue(case, days=0)
    case.clock.advance(timedelta(days=1))
    (row,) = view_guests(case.office, case.actor("officer"), case.case).links
    assert (row.counts, row.renewable) == (False, False)


def test_a_link_opens_once(case):
    made = issue(case)
    assert is_open(case.office, made["token"])
    enter_as_guest(case.office, made["token"], made["code"], HERE)
    assert not is_open(case.office, made["token"])
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], made["code"], HERE)


def test_wrong_codes_use_the_link_up(case):
    made = issue(case)
    wrong = "0" * 8 if made["code"] != "0" * 8 else "1" * 8
    for left in (4, 3, 2, 1):
        with pytest.raises(Invalid) as refused:
            enter_as_guest(case.office, made["token"], wrong, HERE)
        assert refused.value.fields[0].params == {"left": left}
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], wrong, HERE)
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], made["code"], HERE)
    assert case.words().count("case:guest_link:refused") == 5
    assert case.words()[-1] == "case:guest_link:ended"


def test_withdrawing_puts_the_guest_out(case):
    token = enter(case)
    link = view_guests(case.office, case.actor("officer"), case.case).links[0]
    assert (link.name, link.counts) == ("章法言（虚构）", True)
    revoke_guest_link(case.office, case.actor("director"), case.case, link.id)
    over = find_session(case.office, token)
    assert isinstance(over, Over)
    assert over.reason is Ending.LINK
    with pytest.raises(Conflict):
        revoke_guest_link(case.office, case.actor("officer"), case.case, link.id)


def test_a_new_link_ends_the_one_before(case):
    first = enter(case)
    issue(case)
    assert isinstance(find_session(case.office, first), Over)
    counting = [one.counts for one in view_guests(case.office, case.actor("officer"), case.case).links]
    assert sorted(counting) == [False, True]


def test_a_link_dies_on_its_day(case):
    made = issue(case, days=0)
    case.clock.advance(timedelta(days=1))
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], made["code"], HERE)


def test_everything_ends_with_the_consultation(play):
    # given a guest in the middle of the round
    case = play("first_meeting", 5)
    token, unopened = enter(case), issue(case, "expert.law2", days=30)

    # when consensus is reached (the later steps of the scenario)
    for step in case.scenario.steps:
        if 5 < step.position <= 11 and step.kind == "do" and not step.refused:
            case.clock.move_to(step.at or case.clock.now())
            from engine.rehearsals.verbs import Scene, act

            act(Scene(case.office, case.procedure, case.actor(step.actor), case.cases), step)

    # then the guest is out and no link opens any more
    assert isinstance(find_session(case.office, token), Over)
    assert not is_open(case.office, unopened["token"])


def test_a_session_of_a_guest_lasts_a_working_day_at_most(case):
    token = enter(case)
    for _ in range(8 * 4):
        case.clock.advance(timedelta(minutes=15))
        found = find_session(case.office, token)
    assert isinstance(found, Over)
    assert found.reason is Ending.EXPIRED


@pytest.mark.parametrize("who", ["director", "reviewer", "health.liaison", "expert.law2", "supervisor"])
def test_who_may_not_issue(case, who):
    with pytest.raises(Forbidden):
        issue_guest_link(case.office, case.actor(who), case.case, "expert.law1", today(case))


@pytest.mark.parametrize(
    ("person", "days", "path"),
    [("officer", 1, "person"), ("expert.psychology1", 1, "person"), ("expert.law1", 31, "until"), ("x", -1, "until")],
)
def test_what_cannot_be_issued(case, person, days, path):
    with pytest.raises(Invalid) as refused:
        issue(case, person, days)
    assert path in [error.path for error in refused.value.fields]


def test_only_experts_of_the_case_are_offered(case):
    assert view_guests(case.office, case.actor("director"), case.case).experts == ()
    offered = view_guests(case.office, case.actor("officer"), case.case).experts
    assert [person for person, _ in offered] == [
        "expert.law1",
        "expert.law2",
        "expert.law3",
        "expert.social1",
        "expert.social2",
        "expert.social3",
    ]


def _set(case, **changed) -> None:
    guest = replace(case.office.security.guest, **changed)
    session = replace(case.office.security.session, idle_minutes=60)
    case.office.security = replace(case.office.security, guest=guest, session=session)


def test_the_settings_decide(case):
    # guest.longest_days
    _set(case, longest_days=2)
    with pytest.raises(Invalid):
        issue(case, days=3)

    # guest.tries
    _set(case, tries=1)
    made = issue(case, days=1)
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], "no code", HERE)
    with pytest.raises(Unknown):
        enter_as_guest(case.office, made["token"], made["code"], HERE)

    # guest.session_hours
    _set(case, session_hours=1)
    token = enter(case, days=1)
    case.clock.advance(timedelta(minutes=59))
    assert isinstance(find_session(case.office, token), Present)
    case.clock.advance(timedelta(minutes=1))
    assert isinstance(find_session(case.office, token), Over)
