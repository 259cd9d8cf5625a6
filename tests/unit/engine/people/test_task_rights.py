"""Tasks: candidates, claims, hands that keep off, deputies, handing over."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.cases.acts import Act
from engine.errors import Conflict, Forbidden, Kind, Unknown
from engine.people.actor import Actor, Post
from engine.people.rights import may
from engine.people.subjects import TaskFacts
from engine.people.task_rights import may_receive

from .cast import CASE, CAST, person

CASE_NOW = replace(CASE, state="implementing")
TASK = TaskFacts(CASE_NOW, "t1", "review_report", "d1", frozenset({"reviewer@province_office"}))
REVIEWER = CAST["reviewer"]


def reason(actor: Actor, act: Act, task: TaskFacts) -> str:
    return may(actor, act, task).key.rpartition(".")[2]


def test_a_task_without_a_candidate_is_visible_to_nobody():
    nobody = replace(TASK, groups=frozenset())
    assert {may(actor, Act.VIEW_TASK, nobody).kind for name, actor in CAST.items() if name != "system"} == {
        Kind.UNKNOWN
    }


def test_a_role_anywhere_and_a_role_in_a_unit():
    anywhere = replace(TASK, groups=frozenset({"reviewer"}))
    elsewhere = person("other", "reviewer@luoyang")
    assert may(elsewhere, Act.COMPLETE, anywhere).allowed
    assert may(elsewhere, Act.COMPLETE, TASK).kind is Kind.UNKNOWN


def test_whoever_did_one_step_does_not_do_the_other():
    assert reason(REVIEWER, Act.COMPLETE, replace(TASK, separated=frozenset({"reviewer"}))) == "separated"


def test_nobody_decides_on_the_own_unit():
    assert reason(REVIEWER, Act.COMPLETE, replace(TASK, barred_units=frozenset({"province_office"}))) == "own_matter"


@pytest.mark.parametrize("act", ["decide_extension", "file_or_return", "sign_letter"])
def test_the_lead_unit_does_not_decide_on_its_own_item(act):
    both = Actor("both", "兼任（虚构）", "civil_affairs", (Post("reviewer", "province_office"),))
    task = replace(TASK, act=act, item_lead="civil_affairs")
    assert reason(both, Act(act), task) == "own_matter"
    assert may(REVIEWER, Act(act), task).allowed


def test_the_applicant_does_not_decide_on_the_own_withdrawal():
    case = replace(CASE_NOW, opened_by="director", applicant_unit="")
    task = TaskFacts(case, "t", "decide", groups=frozenset({"director@province_office"}), act="decide_withdrawal")
    assert reason(CAST["director"], Act.DECIDE_WITHDRAWAL, task) == "own_matter"


def test_a_recused_person_holds_no_task():
    task = replace(TASK, case=replace(CASE_NOW, recused=frozenset({"reviewer"})))
    assert reason(REVIEWER, Act.COMPLETE, task) == reason(REVIEWER, Act.VIEW_TASK, task) == "recused"


def test_a_done_task_names_who_and_when():
    done = replace(TASK, done=True, done_by="x", done_by_name="王某（虚构）", done_at="2022-05-20T08:00:00+00:00")
    verdict = may(REVIEWER, Act.COMPLETE, done)
    assert (verdict.kind, dict(verdict.params)) == (
        Kind.CONFLICT,
        {"by": "王某（虚构）", "at": "2022-05-20T08:00:00+00:00"},
    )
    assert may(CAST["participant"], Act.COMPLETE, done).kind is Kind.FORBIDDEN


def test_a_claim_keeps_others_off():
    claimed = replace(TASK, claimed_by="somebody", claimed_by_name="李某（虚构）", claimed_at="t")
    for act in (Act.CLAIM, Act.COMPLETE, Act.SAVE_DRAFT, Act.HAND_OVER, Act.RELEASE):
        assert reason(REVIEWER, act, claimed) == "claimed"
    own = replace(TASK, claimed_by="reviewer")
    for act in (Act.CLAIM, Act.COMPLETE, Act.SAVE_DRAFT, Act.HAND_OVER, Act.RELEASE):
        assert may(REVIEWER, act, own).allowed
    assert reason(REVIEWER, Act.RELEASE, TASK) == "not_claimed"


def test_the_director_frees_the_task_of_somebody_absent():
    claimed = replace(TASK, claimed_by="reviewer")
    assert may(CAST["director"], Act.RELEASE, claimed).allowed
    assert may(CAST["director"], Act.HAND_OVER, claimed).allowed
    assert may(CAST["director"], Act.COMPLETE, claimed).kind is Kind.FORBIDDEN


def test_a_task_handed_over_by_name_may_be_done_without_the_group():
    assert may(CAST["other_unit"], Act.COMPLETE, replace(TASK, claimed_by="other_unit")).allowed


def test_who_did_it_may_look_back():
    done = replace(TASK, done=True, done_by="other_unit")
    assert may(CAST["other_unit"], Act.VIEW_TASK, done).allowed


def test_an_administrator_does_no_casework_even_when_a_diagram_names_the_role():
    task = replace(TASK, groups=frozenset({"sysadmin"}))
    assert reason(CAST["sysadmin"], Act.COMPLETE, task) == "administrator"


def test_a_deputy_acts_on_behalf_and_only_where_needed():
    deputy = CAST["officer_of_case"].standing_in("reviewer", REVIEWER.posts)
    assert may(deputy, Act.COMPLETE, TASK).on_behalf_of == "reviewer"
    officers = replace(TASK, groups=frozenset({"case_officer@province_office"}))
    assert may(deputy, Act.COMPLETE, officers).on_behalf_of == ""


def test_a_deputy_is_bound_by_what_the_represented_person_did():
    deputy = CAST["officer_of_case"].standing_in("reviewer", REVIEWER.posts)
    assert reason(deputy, Act.COMPLETE, replace(TASK, separated=frozenset({"reviewer"}))) == "separated"
    own_task = replace(TASK, groups=frozenset({"case_officer@province_office"}), separated=frozenset({"reviewer"}))
    assert may(deputy, Act.COMPLETE, own_task).allowed


def test_a_deputy_finds_the_part_of_the_represented_liaison():
    task = TaskFacts(CASE_NOW, "t", "give_opinion", "p01", frozenset({"participant@p01"}))
    deputy = CAST["other_unit"].standing_in("participant", CAST["participant"].posts)
    assert may(deputy, Act.COMPLETE, task).on_behalf_of == "participant"


def test_an_expert_is_asked_in_person():
    task = TaskFacts(
        replace(CASE, state="collecting_opinions"), "t", "give_opinion", "p10", frozenset({"participant@p10"})
    )
    deputy = CAST["other_expert"].standing_in("expert", CAST["expert"].posts)
    assert may(CAST["expert"], Act.COMPLETE, task).allowed
    assert reason(CAST["expert"], Act.HAND_OVER, task) == "expert_in_person"
    assert may(deputy, Act.COMPLETE, task).kind is Kind.UNKNOWN


def test_the_posts_of_an_administrator_are_never_lent():
    assert CAST["officer_of_case"].standing_in("auditor", CAST["auditor"].posts).administrator is None


def test_who_may_receive_a_task():
    colleague = person("colleague", "case_officer@province_office")
    assert may_receive(colleague, REVIEWER, TASK).allowed
    assert may_receive(CAST["other_unit"], REVIEWER, TASK).key.endswith("receiver_elsewhere")
    assert may_receive(REVIEWER, REVIEWER, TASK).key.endswith("receiver_oneself")
    assert may_receive(CAST["sysadmin"], REVIEWER, TASK).key.endswith("receiver_administrator")
    kept_off = replace(TASK, separated=frozenset({"colleague"}))
    assert may_receive(colleague, REVIEWER, kept_off).key.endswith("receiver_kept_off")


@pytest.mark.parametrize(
    ("actor", "task", "refusal"),
    [
        (CAST["participant"], TASK, Forbidden),
        (CAST["other_unit"], TASK, Unknown),
        (REVIEWER, replace(TASK, done=True), Conflict),
    ],
)
def test_require_raises_the_refusal_of_its_kind(actor, task, refusal):
    with pytest.raises(refusal):
        may(actor, Act.COMPLETE, task).require()
    assert may(REVIEWER, Act.COMPLETE, TASK).require().allowed
