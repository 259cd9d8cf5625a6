"""What an act would do is told by doing it and undoing it: exactly that, and nothing of it stays."""

from __future__ import annotations

import pytest

from engine.actions.cases.act_effects import effects_of
from engine.actions.cases.case_view import view_case
from engine.actions.cases.do_act import BESIDE, Wanted, do_act
from engine.actions.casework.act_forms import FOLDER, act_form
from engine.actions.records.verify import verify
from engine.cases.acts import Act
from engine.errors import Conflict, Forbidden, Invalid, Unknown

REASON = {"reason": "虚构理由"}


def wanted(case, act, form=REASON, **more):
    return Wanted(case.case, act, form, **more)


def test_terminating_would_end_every_task_and_clock_and_does_not_yet(play):
    # given a case under review
    case = play("first_meeting", 1)
    before, version = case.sight(), view_case(case.office, case.actor("director"), case.case).case.version

    # when the director asks what terminating would do
    told = effects_of(case.office, case.actor("director"), wanted(case, Act.TERMINATE))

    # then it is told, and nothing has happened
    assert (told.state_before, told.state_after, told.ends) == ("submitted", "terminated", True)
    assert [row.element for row in told.tasks_ended] == ["review_application"]
    assert told.tasks_opened == ()
    assert [(one.name, one.stops) for one in told.clocks] == [("acceptance", True)]
    assert case.sight() == before
    assert view_case(case.office, case.actor("director"), case.case).case.version == version
    assert verify(case.office) == []

    # and doing it does just that
    do_act(case.office, case.actor("director"), wanted(case, Act.TERMINATE))
    assert case.sight().open == ()


def test_a_message_is_told_the_same_way(play):
    case = play("first_meeting", 7)
    told = effects_of(case.office, case.actor("officer"), wanted(case, Act.CLOSE_ROUND, message="close_round"))

    assert {row.element for row in told.tasks_ended} == {"give_opinion"}
    assert {row.element for row in told.tasks_opened} == {"settle_participant"}


def test_urging_moves_nothing_and_tells_who_holds_the_task(play):
    case = play("first_meeting", 1)

    told = effects_of(case.office, case.actor("supervisor"), wanted(case, Act.URGE))

    assert (told.tasks_ended, told.tasks_opened, told.clocks) == ((), (), ())
    assert told.told == ("case_officer@province_office",)


@pytest.mark.parametrize(
    ("who", "act", "form", "refusal"),
    [
        ("education.liaison", Act.URGE, REASON, Unknown),
        ("officer", Act.TERMINATE, REASON, Forbidden),
        ("director", Act.TERMINATE, {}, Invalid),
        ("officer", Act.CLOSE_ROUND, REASON, Conflict),
        ("officer", Act.VIEW_CASE, REASON, Unknown),
    ],
)
def test_it_refuses_what_the_act_refuses(play, who, act, form, refusal):
    case = play("first_meeting", 1)
    message = "close_round" if act is Act.CLOSE_ROUND else ""

    with pytest.raises(refusal):
        effects_of(case.office, case.actor(who), wanted(case, act, form, message=message))


def test_every_act_beside_the_diagram_has_a_form_that_offers_name(play):
    case = play("first_meeting", 2)
    offers = view_case(case.office, case.actor("director"), case.case).offers

    # retrying asks for nothing
    assert {act for act in BESIDE if act_form(act.value) is None} == {Act.RETRY_INCIDENT}
    assert {one.form for one in offers if one.act is Act.TERMINATE} == {"terminate"}
    assert {path.stem for path in FOLDER.glob("*.form")} - {act.value for act in Act} == {"correct_record"}


def test_the_field_in_error_is_named_by_the_form(play):
    case = play("first_meeting", 1)

    with pytest.raises(Invalid) as refused:
        do_act(case.office, case.actor("officer"), wanted(case, Act.CORRECT, {"name": "nothing", "start": "x"}))

    assert {one.path for one in refused.value.fields} == {"name", "start", "reason"}
