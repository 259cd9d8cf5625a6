"""Service on paper and its receipt, what is entered afterwards, and corrections beside the record."""

from __future__ import annotations

from datetime import date

import pytest

from engine.actions.cases.correct import correct_deadline, correct_submission
from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.cases.serve import serve
from engine.actions.cases.sign_for_service import sign_for_service
from engine.actions.records.verify import verify
from engine.clock import at_beijing
from engine.errors import Conflict, Forbidden, Invalid
from engine.storage import services, submissions

PAPER = {"subject": "不予受理通知（虚构）", "recipient": "civil_affairs", "how": "post", "served_on": "2022-03-28"}
RECEIPT = {"received_by": "虚构签收人", "conflict_free": True, "pledge": True}


def test_paper_is_served_once_and_signed_for_once(play):
    # given papers that the office posted
    case = play("first_meeting", 3)
    served = serve(case.office, case.actor("officer"), case.case, PAPER).details["service"]

    # when the slip comes back
    case.clock.move_to(at_beijing(date(2022, 4, 1), 9))
    sign_for_service(case.office, case.actor("officer"), case.case, served, {"received_on": "2022-03-29"})

    # then the day on the slip is the day of receipt, and a second slip is refused
    with case.office.database.reading() as connection:
        (row,) = services.of_case(connection, case.case)
    assert (row["paper"], row["receipt_on"]) == (True, date(2022, 3, 29))
    with pytest.raises(Conflict):
        sign_for_service(case.office, case.actor("officer"), case.case, served, {"received_on": "2022-03-29"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"how": "pigeon"}, "how"),
        ({"served_on": "2022-04-29"}, "served_on"),  # lies in the future
        ({"served_on": "yesterday"}, "served_on"),
        ({"recipient": ""}, "recipient"),
        ({"subject": None}, "subject"),
    ],
)
def test_a_wrong_field_is_named(play, wrong, field):
    case = play("first_meeting", 3)

    with pytest.raises(Invalid) as refused:
        serve(case.office, case.actor("officer"), case.case, PAPER | wrong)

    assert [error.path for error in refused.value.fields] == [field]


def test_what_is_entered_afterwards_carries_its_true_day_and_both_people(play):
    # given a round that runs since 6 April
    case = play("first_meeting", 5)
    case.clock.move_to(at_beijing(date(2022, 4, 11), 9))

    # when the office enters a receipt of 8 April
    enter_afterwards(
        case.office,
        case.actor("officer"),
        case.task("sign_receipt", "p05"),
        RECEIPT,
        true_day="2022-04-08",
        done_by="education.liaison",
        reason="纸质回证后到（虚构）",
    )

    # then the form answers for the liaison on that day, entered by the officer
    with case.office.database.reading() as connection:
        kept = [row for row in submissions.of_case(connection, case.case) if row.element == "sign_receipt"]
    assert [(row.written_by, row.entered_by, row.true_day) for row in kept] == [
        ("education.liaison", "officer", date(2022, 4, 8))
    ]
    assert verify(case.office) == []


def test_nobody_enters_afterwards_what_the_other_could_not_have_done(play):
    case = play("first_meeting", 5)

    with pytest.raises(Forbidden):
        enter_afterwards(
            case.office,
            case.actor("officer"),
            case.task("sign_receipt", "p05"),
            RECEIPT,
            true_day="2022-04-06",
            done_by="justice.liaison",
            reason="虚构理由",
        )


def test_a_correction_stands_beside_the_wrong_entry(play):
    # given an application with a mistake
    case = play("first_meeting", 1)
    with case.office.database.reading() as connection:
        (wrong,) = submissions.of_case(connection, case.case)

    # when it is corrected
    content = {"summary": "虚构更正"}
    correct_submission(
        case.office, case.actor("officer"), case.case, wrong.id, {"content": content, "reason": "虚构理由"}
    )

    # then both are there and the second points at the first
    with case.office.database.reading() as connection:
        kept = {row.id: row.corrects for row in submissions.of_case(connection, case.case)}
    assert kept[wrong.id] is None
    assert list(kept.values()).count(wrong.id) == 1


def test_a_wrong_start_day_is_corrected_and_the_original_stays(play):
    # given a clock that was opened on 28 March
    case = play("first_meeting", 1)
    case.clock.move_to(at_beijing(date(2022, 4, 1), 9))

    # when its start is corrected to 29 March
    form = {"name": "acceptance", "start": "2022-03-29", "reason": "虚构理由"}
    correct_deadline(case.office, case.actor("officer"), case.case, form)

    # then the new day counts and the original is still told
    (clock,) = case.sight().deadlines
    assert (clock["start"], clock["due"]) == ("2022-03-29", "2022-04-06")
    assert clock["original_due"] == "2022-04-02"
    assert verify(case.office) == []
