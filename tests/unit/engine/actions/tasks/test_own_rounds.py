"""A round again begins with one's own words of the round before, marked as such, and with nobody else's."""

from __future__ import annotations

from engine.actions.case_page.timeline import view_timeline
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.save_draft import save_draft
from engine.actions.tasks.task_page import task_page


def page(case, who, element, item=""):
    return task_page(case.office, case.actor(who), case.task(element, item), "zh")


def test_an_application_that_came_back_begins_with_the_applicants_own(play):
    case = play("returned_for_correction", 4)
    begun = page(case, "civil_affairs.liaison", "correct_application")

    assert begun.taken_over is not None
    assert begun.beginning["subject"] == case.application()["subject"]
    assert begun.beginning["subjects"] == case.application()["subjects"]
    assert begun.draft is None  # nothing of it is kept until somebody saves it


def test_what_was_saved_since_stands_in_its_place(play):
    case = play("returned_for_correction", 4)
    applicant, task = case.actor("civil_affairs.liaison"), case.task("correct_application")
    save_draft(case.office, applicant, task, {"subject": "改写的事由（虚构）"})

    begun = page(case, "civil_affairs.liaison", "correct_application")
    assert (begun.taken_over, begun.beginning) == (None, {})
    assert begun.draft.values["subject"] == "改写的事由（虚构）"


def test_a_review_is_judged_anew(play):
    case = play("returned_for_correction", 4)
    form = case.application() | {"correction_note": "已填明（虚构）"}
    complete(case.office, case.actor("civil_affairs.liaison"), case.task("correct_application"), form)

    begun = page(case, "officer", "review_application")
    assert (begun.taken_over, begun.beginning) == (None, {})


def test_the_second_round_begins_with_the_own_opinion_of_the_first_and_bears_its_number(play):
    # given a case in its second round, each unit having spoken in the first
    case = play("no_consensus_second_round", 1)
    step = next(
        one.position
        for one in case.scenario.steps
        if one.get("task") == "give_opinion" and _rounds_before(case.scenario, one.position) == 2
    )
    case = play("no_consensus_second_round", step - 1)
    wanted = next(one for one in case.scenario.steps if one.position == step)
    first = next(one for one in case.scenario.steps if one.get("task") == "give_opinion" and one.actor == wanted.actor)

    # then it begins with the very person's own words, without pledges and files
    begun = page(case, wanted.actor, "give_opinion", wanted.get("item"))
    assert begun.taken_over is not None
    assert begun.beginning["facts_opinion"] == first.form["facts_opinion"]
    assert "opinion_files" not in begun.beginning

    # and the timeline tells in which round each was given
    case.steps(step)
    told = view_timeline(case.office, case.actor("officer"), case.case, "zh", most=200)
    entries = [inner for entry in told.entries for inner in (entry.alike or (entry,))]
    assert {one.round for one in entries if one.round} == {1, 2}


def _rounds_before(scenario, position):
    return sum(1 for one in scenario.steps if one.get("task") == "prepare_consultation" and one.position < position)
