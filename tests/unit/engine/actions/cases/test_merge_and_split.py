"""Merging ends one case into another with its children; splitting opens a linked one. Both on record."""

from __future__ import annotations

import pytest

from engine.actions.cases.merge import merge
from engine.actions.cases.split import split
from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.errors import Conflict, Invalid
from engine.storage import links, subjects

REASON = {"reason": "虚构理由"}


def second(case):
    """Another case of the same applicant, with the same pseudonyms."""
    answer = open_case(case.office, case.actor("civil_affairs.liaison"), case.procedure, case.application())
    case.cases["second"] = answer.case_id
    return answer.case_id


def test_a_merged_case_ends_in_the_other_and_its_children_are_there(play):
    # given two cases under review
    case = play("first_meeting", 1)
    into = second(case)

    # when the office merges the first into the second
    answer = merge(case.office, case.actor("officer"), case.case, into, REASON)

    # then the first has ended as merged, linked, and no child was lost
    with case.office.database.reading() as connection:
        linked = [(link["case_id"], link["kind"], link["other_id"]) for link in links.of_case(connection, case.case)]
        children = [child["pseudonym"] for child in subjects.of_case(connection, into)]
    assert answer.details == {"into": case.number(into)}
    assert case.sight().outcome == "merged"
    assert linked == [(case.case, "merged_into", into)]
    assert len(children) == 4
    assert len(set(children)) == 4
    assert verify(case.office) == []


def test_a_case_is_not_merged_into_itself_or_into_none(play):
    case = play("first_meeting", 1)

    for into in (case.case, "nobody"):
        with pytest.raises(Invalid) as refused:
            merge(case.office, case.actor("officer"), case.case, into, REASON)
        assert [error.path for error in refused.value.fields] == ["into"]


def test_nothing_is_merged_into_an_ended_case(play):
    # given a case that has been merged away
    case = play("first_meeting", 1)
    into = second(case)
    merge(case.office, case.actor("officer"), case.case, into, REASON)

    # when the other is merged back, then it is refused
    with pytest.raises(Conflict):
        merge(case.office, case.actor("officer"), into, case.case, REASON)


def test_a_split_case_is_new_numbered_and_linked(play):
    # given an accepted case that the office opened by assignment
    case = play("circumstance_six", 4)
    opener = case.scenario.steps[0]
    answer = split(case.office, case.actor("officer"), case.case, {**REASON, "application": case.application()})

    # then a second case stands beside it, with a number of its own, and both know of each other
    case.cases["new"] = str(answer.details["case_id"])
    with case.office.database.reading() as connection:
        kinds = [link["kind"] for link in links.of_case(connection, case.case)]
    assert opener.verb == "open_case"
    assert case.sight("new").number == answer.details["number"] != case.sight().number
    assert case.sight("new").state == "submitted"
    assert kinds == ["split_from"]
    assert verify(case.office) == []


def test_a_split_needs_an_application(play):
    case = play("circumstance_six", 4)

    with pytest.raises(Invalid) as refused:
        split(case.office, case.actor("officer"), case.case, REASON)

    assert [error.path for error in refused.value.fields] == ["application"]
