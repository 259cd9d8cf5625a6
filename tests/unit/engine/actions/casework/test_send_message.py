"""Messages reach the one who waits for them, from those who may send them."""

from __future__ import annotations

import pytest

from engine.actions.tasks.send_message import send
from engine.cases.audit_words import Word
from engine.errors import Conflict, Invalid, Refusal, Unknown

NOTE = {"text": "请加急（虚构）", "urgent": "no"}


def test_a_message_moves_the_case(office, errand, ann, words):
    answer = send(office, ann, errand.case_id, "note_down", "", NOTE)

    assert [task.element for task in answer.open_tasks] == ["prepare", "read_note"]
    assert Word.MESSAGE_SENT in words(errand)


def test_a_message_nobody_waits_for_is_refused(office, errand, ann, bob, do):
    answer = do(errand, ann, "prepare")

    with pytest.raises(Conflict) as refused:
        send(office, bob, answer.case_id, "note_down", "", NOTE)
    assert refused.value.key == "actions.message_not_awaited"


def test_a_guard_speaks_before_anything_moves(office, errand, ann):
    with pytest.raises(Refusal) as refused:
        send(office, ann, errand.case_id, "note_down", "", {**NOTE, "urgent": "yes"})
    assert refused.value.key.startswith("procedure.guard.")
    assert send(office, ann, errand.case_id, "note_down", "", NOTE).version == errand.version + 1


def test_a_stranger_does_not_learn_of_the_case(office, errand, stranger):
    with pytest.raises(Unknown):
        send(office, stranger, errand.case_id, "note_down", "", NOTE)
    with pytest.raises(Unknown):
        send(office, stranger, errand.case_id, "no_such_message", "", NOTE)


def test_its_form_is_checked(office, errand, ann):
    with pytest.raises(Invalid) as refused:
        send(office, ann, errand.case_id, "note_down", "", {"urgent": "no"})
    assert [field.path for field in refused.value.fields] == ["text"]
