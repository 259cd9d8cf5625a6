"""States of a case, and which act each of them allows."""

from __future__ import annotations

import pytest

from engine.cases.act_states import possible, states_of
from engine.cases.acts import SYSTEM_ACTS, Act
from engine.cases.states import CONSULTING, ENDED, RUNNING, CaseState, read_state
from engine.texts.catalogue import catalogue


def test_every_state_has_a_label_and_is_open_or_ended():
    assert {f"cases.state.{state.value}" for state in CaseState} <= catalogue("en", "cases").keys()
    assert CaseState.IMPLEMENTING.label("zh") == "落实中"
    assert not ENDED & RUNNING
    assert not CONSULTING & ENDED


@pytest.mark.parametrize("state", CaseState)
def test_reading_is_always_possible_and_termination_while_it_runs(state):
    assert possible(Act.VIEW_CASE, state)
    assert possible(Act.TERMINATE, state) is (state in RUNNING)
    assert possible(Act.MARK_DANGER, state) is (state in RUNNING)


def test_an_ended_diagram_leaves_only_what_may_come_after_the_end():
    after = {act for act in Act if possible(act, CaseState.NOT_ACCEPTED, ended=True)}
    assert after >= {Act.CORRECT, Act.COMPLAIN, Act.VIEW_REAL_DATA}
    assert not after & {Act.COMPLETE, Act.MARK_DANGER, Act.TERMINATE, Act.ENTER_AFTERWARDS}


def test_every_act_is_possible_somewhere():
    assert all(states_of(act) for act in Act if act not in SYSTEM_ACTS)


def test_words_of_other_procedures():
    assert read_state("implementing") is CaseState.IMPLEMENTING
    assert read_state("brewing") is None
    assert read_state("") is None
    assert possible(Act.CLOSE_ROUND, None)
