"""The closed list of verbs: each has a sort, a scope, a label, and a word of the record if it changes anything."""

from __future__ import annotations

import pytest

from engine.cases.act_words import is_recorded, word_of
from engine.cases.acts import (
    CASE_ACTS,
    MESSAGE_ACTS,
    OFFICE_ACTS,
    READING_ACTS,
    SYSTEM_ACTS,
    TASK_ACTS,
    TASK_VERBS,
    Act,
    act_of_message,
    act_of_task,
)
from engine.cases.scopes import SCOPES, scope_of
from engine.texts.catalogue import catalogue

SORTS = (CASE_ACTS, MESSAGE_ACTS, OFFICE_ACTS, SYSTEM_ACTS, TASK_ACTS)


def test_every_act_is_of_one_sort():
    assert frozenset().union(*SORTS) == frozenset(Act)
    assert sum(len(sort) for sort in SORTS) == len(Act)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_act_has_a_label(lang):
    assert {f"cases.act.{act.value}" for act in Act} <= catalogue(lang, "cases").keys()


def test_whatever_changes_something_is_recorded():
    unrecorded = {act for act in Act if not is_recorded(act)}
    assert unrecorded <= READING_ACTS
    assert all(word_of(act) for act in Act if act not in unrecorded)
    assert is_recorded(Act.VIEW_REAL_DATA)
    assert is_recorded(Act.EXPORT_CASE)


def test_scopes():
    assert {scope_of(act) for act in Act if act not in SYSTEM_ACTS} == SCOPES
    assert scope_of(Act.COMPLETE) == "tasks:write"
    assert scope_of(Act.VIEW_CASE) == "cases:read"
    assert scope_of(Act.ASSIGN_POST) == "people:write"


@pytest.mark.parametrize(
    ("word", "act"), [(None, Act.COMPLETE), ("", Act.COMPLETE), ("receipt", Act.RECEIPT), ("complete", Act.COMPLETE)]
)
def test_the_verb_of_a_task(word, act):
    assert act_of_task(word) is act
    assert act in TASK_VERBS


@pytest.mark.parametrize("word", ["terminate", "mark_danger", "nonsense"])
def test_no_verb_of_a_task(word):
    with pytest.raises(ValueError):  # the message is the enum's own
        act_of_task(word)


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("mark_danger", Act.MARK_DANGER),
        ("request_withdrawal", Act.WITHDRAW),
        ("nudge", Act.SEND_MESSAGE),
        ("terminate", Act.SEND_MESSAGE),
    ],
)
def test_the_verb_of_a_message(name, act):
    assert act_of_message(name) is act
