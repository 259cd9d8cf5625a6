"""The rights as a table: every person of the cast, every act, every state, letter for letter; and laws over it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, READING_ACTS, TASK_ACTS, Act
from engine.cases.states import ENDED, CaseState
from engine.errors import Kind
from engine.people.rights import may
from engine.texts.catalogue import catalogue

from .cast import AT_LARGE, CAST, IN_CASE, ROLES, subject_of

MATRIX = yaml.safe_load(Path(__file__).with_name("rights_matrix.yaml").read_text(encoding="utf-8"))
LETTERS = {None: "A", Kind.FORBIDDEN: "F", Kind.UNKNOWN: "U", Kind.CONFLICT: "C"}
STATES = [state.value for state in CaseState]


def letters(act: Act, who: str) -> str:
    return "".join(LETTERS[may(CAST[who], act, subject_of(act, state)).kind] for state in STATES)


def test_the_matrix_is_complete():
    assert MATRIX["states"] == STATES
    assert list(MATRIX["in_case"]) == [act.value for act in IN_CASE]
    assert list(MATRIX["at_large"]) == [act.value for act in AT_LARGE]
    assert {*IN_CASE, *AT_LARGE} == set(Act)
    assert all(list(rows) == list(CAST) for rows in MATRIX["in_case"].values())
    assert all(list(rows) == list(ROLES) for rows in MATRIX["at_large"].values())
    assert {len(line) for rows in MATRIX["in_case"].values() for line in rows.values()} == {len(STATES)}


@pytest.mark.parametrize("act", IN_CASE, ids=lambda act: act.value)
def test_rights_in_a_case(act):
    assert {who: letters(act, who) for who in CAST} == MATRIX["in_case"][act.value]


@pytest.mark.parametrize("act", AT_LARGE, ids=lambda act: act.value)
def test_rights_about_no_case(act):
    assert {role: LETTERS[may(actor, act).kind] for role, actor in ROLES.items()} == MATRIX["at_large"][act.value]


def allowed(who: str) -> set[str]:
    return {act for act, rows in MATRIX["in_case"].items() if "A" in rows[who]}


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor", "designer", "viewer", "other_unit", "other_expert"])
def test_whoever_has_no_part_does_not_know_of_the_case(who):
    assert {line for rows in MATRIX["in_case"].values() for line in [rows[who]]} == {"U" * len(STATES)}


def test_the_system_does_no_casework():
    assert allowed("system") == set()


def test_whoever_stepped_back_may_do_nothing():
    assert allowed("recused_expert") == allowed("excused_unit") == set()


def test_experts_are_in_the_case_while_it_is_consulted_on_and_never_see_real_data():
    assert allowed("expert") == {"view_case", "view_content", "mark_danger", "declare_conflict", "receipt"}
    seen = {
        state for state, letter in zip(STATES, MATRIX["in_case"]["view_case"]["expert"], strict=True) if letter == "A"
    }
    assert seen == {"accepted", "preparing", "collecting_opinions", "in_session", "no_consensus"}


def test_real_data_for_four_reasons_only():
    readers = {who for who in CAST if "A" in MATRIX["in_case"]["view_real_data"][who]}
    assert readers == {"officer_of_case", "director", "lead", "grantee"}


def test_nothing_is_written_into_an_ended_case_but_corrections_complaints_guidance_and_who_is_to_read():
    of_real_data = {"grant_real_data", "request_real_data", "refuse_real_data", "end_real_data"}
    beside = {"correct", "complain", "circulate", "revoke_guest_link", "draw_paper", "void_paper", "keep_scan"}
    after_the_end = beside | of_real_data | {act.value for act in TASK_ACTS}
    for act in (TASK_ACTS | MESSAGE_ACTS | CASE_ACTS) - READING_ACTS:
        for state in ENDED:
            for who in CAST:
                if may(CAST[who], act, subject_of(act, state)).allowed:
                    assert act.value in after_the_end
                    assert state is CaseState.CLOSED or act not in TASK_ACTS


def test_danger_may_be_marked_by_everyone_concerned_until_the_end():
    running = [state for state in CaseState if state not in ENDED]
    for who in ("officer_of_case", "applicant", "lead", "support", "participant", "supervisor"):
        assert all(may(CAST[who], Act.MARK_DANGER, subject_of(Act.MARK_DANGER, state)).allowed for state in running)


def test_every_refusal_has_its_sentence():
    known = catalogue("zh", "people")
    for act in IN_CASE:
        for actor in CAST.values():
            for state in STATES:
                verdict = may(actor, act, subject_of(act, state))
                assert verdict.allowed or verdict.key in known
