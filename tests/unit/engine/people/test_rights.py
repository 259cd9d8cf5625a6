"""Messages, contents, scopes and administration: what the matrix cannot show in letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.cases.acts import Act
from engine.cases.scopes import SCOPES, scope_of
from engine.errors import Kind
from engine.people.participation import GRANT, Participation
from engine.people.rights import may
from engine.people.subjects import ContentFacts, DraftFacts, MessageFacts, PersonFacts, StartFacts, TaskFacts

from .cast import CASE, CAST, ROLES, person

CONSULTING = replace(CASE, state="collecting_opinions")
IMPLEMENTING = replace(CASE, state="implementing")


def test_a_drawn_sender_is_the_only_sender():
    message = MessageFacts(IMPLEMENTING, "ask_extension", "d1", frozenset({"liaison@civil_affairs"}))
    assert may(CAST["lead"], Act.ASK_EXTENSION, message).allowed
    assert may(CAST["support"], Act.ASK_EXTENSION, message).key == "people.right.not_sender"
    assert may(CAST["other_unit"], Act.ASK_EXTENSION, message).kind is Kind.UNKNOWN


def test_a_sender_named_by_group_alone_knows_of_the_case():
    message = MessageFacts(replace(CASE, state=""), "nudge", "", frozenset({"bench"}))
    assert may(person("judge", "bench@high_court"), Act.SEND_MESSAGE, message).allowed


@pytest.mark.parametrize(
    ("who", "role"), [("other_unit", "liaison"), ("other_expert", "expert"), ("applicant", "liaison")]
)
def test_a_role_drawn_on_danger_lets_no_stranger_know_of_the_case(who, role):
    message = MessageFacts(CONSULTING, "mark_danger", "", frozenset({"liaison", "city_officer", "expert"}))
    actor = CAST.get(who) or person("stranger", role)
    verdict = may(actor, Act.MARK_DANGER, message)
    assert verdict.allowed if who == "applicant" else verdict.kind is Kind.UNKNOWN


def test_the_lead_unit_may_not_terminate_its_own_decision():
    message = MessageFacts(IMPLEMENTING, "terminate_decision", "d1", frozenset(), frozenset({"province_office"}))
    assert may(CAST["director"], Act.TERMINATE_DECISION, message).key == "people.right.own_matter"


def test_the_opener_may_not_terminate_the_own_case():
    case = replace(IMPLEMENTING, opened_by="director")
    assert may(CAST["director"], Act.TERMINATE, case).key == "people.right.own_matter"


@pytest.mark.parametrize(
    ("who", "unit", "masked", "real"),
    [
        ("expert", "luoyang", True, False),
        ("expert", "province_office", True, False),
        ("expert", "health", False, False),
        ("participant", "health", True, True),
        ("participant", "justice", False, False),
        ("lead", "luoyang", True, True),
        ("support", "luoyang", True, False),
        ("officer_of_case", "justice", True, True),
        ("other_officer", "justice", True, False),
        ("applicant", "luoyang", True, True),
        ("applicant", "health", False, False),
    ],
)
def test_who_reads_whose_form(who, unit, masked, real):
    content = ContentFacts(CONSULTING, unit, "somebody")
    assert may(CAST[who], Act.VIEW_CONTENT, content).allowed is masked
    assert may(CAST[who], Act.VIEW_REAL_DATA, content).allowed is real


def test_the_author_reads_the_own_form_while_the_case_runs():
    own = ContentFacts(CONSULTING, "", "expert")
    assert may(CAST["expert"], Act.VIEW_REAL_DATA, own).allowed
    ended = ContentFacts(replace(CASE, state="closed", ended=True), "health", "participant")
    assert not may(CAST["participant"], Act.VIEW_REAL_DATA, ended).allowed


def test_a_grant_lasts_to_its_day():
    grant = Participation("g", GRANT, person="reviewer", until=date(2022, 5, 6))
    case = replace(CONSULTING, parts=(grant,))
    assert may(CAST["reviewer"], Act.VIEW_REAL_DATA, replace(case, today=date(2022, 5, 6))).allowed
    assert not may(CAST["reviewer"], Act.VIEW_REAL_DATA, replace(case, today=date(2022, 5, 7))).allowed


def test_while_a_case_has_no_officer_every_case_officer_stands_in():
    assert may(CAST["other_officer"], Act.VIEW_REAL_DATA, replace(CONSULTING, officer="")).allowed


def test_who_had_a_task_knows_of_the_case():
    assert may(CAST["other_unit"], Act.VIEW_CASE, replace(CONSULTING, has_task=True)).allowed


def test_a_diagram_that_has_ended_ends_the_acts_whatever_its_state_says():
    case = replace(CASE, state="not_accepted", ended=True)
    assert may(CAST["director"], Act.TERMINATE, case).kind is Kind.CONFLICT
    assert may(CAST["officer_of_case"], Act.CORRECT, case).allowed


def test_states_of_another_procedure_hinder_nothing():
    assert may(CAST["officer_of_case"], Act.URGE, replace(CASE, state="brewing")).allowed


@pytest.mark.parametrize("act", list(Act))
def test_a_token_without_the_scope_is_good_for_nothing(act):
    program = replace(CAST["officer_of_case"], scopes=frozenset(SCOPES - {scope_of(act)}))
    assert may(program, act).key in ("people.right.scope", "people.right.system_only")


def test_a_token_never_widens_rights():
    program = replace(CAST["participant"], scopes=SCOPES)
    assert may(program, Act.TERMINATE, CONSULTING).kind is Kind.FORBIDDEN
    assert may(program, Act.VIEW_CASE, CONSULTING).allowed
    assert may(replace(program, scopes=frozenset({"tasks:read"})), Act.VIEW_CASE, CONSULTING).key.endswith("scope")


def test_real_data_is_never_part_of_a_wider_scope():
    assert scope_of(Act.VIEW_REAL_DATA) == scope_of(Act.EXPORT_CASE) == "real_data:read"
    assert [act for act in Act if scope_of(act) == "real_data:read"] == [Act.VIEW_REAL_DATA, Act.EXPORT_CASE]


def test_who_opens_a_case_is_drawn_on_the_start():
    start = StartFacts(frozenset({"liaison", "city_officer"}))
    assert may(CAST["other_unit"], Act.OPEN_CASE, start).allowed
    assert may(CAST["officer_of_case"], Act.OPEN_CASE, start).key == "people.right.not_opener"
    assert may(CAST["sysadmin"], Act.OPEN_CASE, start).key == "people.right.administrator"


def test_oneself_and_never_oneself():
    own, other = PersonFacts("a_secadmin"), PersonFacts("x")
    assert may(ROLES["secadmin"], Act.ASSIGN_POST, other).allowed
    assert may(ROLES["secadmin"], Act.ASSIGN_POST, own).key == "people.right.own_rights"
    assert may(ROLES["liaison"], Act.SET_PASSWORD, PersonFacts("a_liaison")).allowed
    assert may(ROLES["liaison"], Act.SET_PASSWORD, other).kind is Kind.FORBIDDEN


def test_nobody_publishes_what_they_drew_alone():
    assert may(ROLES["designer"], Act.PUBLISH_DIAGRAM, DraftFacts("somebody")).allowed
    assert may(ROLES["designer"], Act.PUBLISH_DIAGRAM, DraftFacts("a_designer")).key == "people.right.own_drawing"


@pytest.mark.parametrize(
    ("act", "subject"), [(Act.COMPLETE, CASE), (Act.VIEW_CASE, None), (Act.URGE, TaskFacts(CASE, "t"))]
)
def test_an_act_is_asked_about_its_own_sort_of_subject(act, subject):
    with pytest.raises(TypeError):
        may(CAST["director"], act, subject)
