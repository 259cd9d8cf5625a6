"""Claiming, releasing and drafts: rows that change while the diagram stands still."""

from __future__ import annotations

import pytest

from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.release_task import release
from engine.actions.tasks.save_draft import save_draft
from engine.actions.tasks.task_view import view_task
from engine.cases.audit_words import Word
from engine.errors import Conflict, Invalid
from engine.storage import submissions, tasks
from tests.unit.engine.actions.casework.people import PREPARED


def test_a_claim_is_recorded_and_claiming_again_changes_nothing(office, errand, ann, task_of, words):
    claim(office, ann, task_of(errand, "prepare"))
    claim(office, ann, task_of(errand, "prepare"))

    assert words(errand).count(Word.TASK_CLAIMED) == 1
    with office.database.reading() as connection:
        assert tasks.get(connection, task_of(errand, "prepare")).claimed_by == "ann"


def test_a_claimed_task_is_nobody_elses(office, errand, ann, bob, task_of):
    claim(office, ann, task_of(errand, "prepare"))

    with pytest.raises(Conflict) as refused:
        claim(office, bob, task_of(errand, "prepare"))
    assert refused.value.params["by"] == "ann（虚构）"


def test_a_released_task_may_be_claimed_by_another(office, errand, ann, bob, task_of):
    task = task_of(errand, "prepare")
    claim(office, ann, task)
    with pytest.raises(Conflict):
        release(office, bob, task)
    release(office, ann, task)

    assert claim(office, bob, task).version == errand.version + 3


def test_a_draft_is_sealed_replaced_and_gone_with_its_task(office, errand, ann, task_of):
    # given a draft saved twice
    task = task_of(errand, "prepare")
    save_draft(office, ann, task, {"answer": "初稿（虚构）"})
    save_draft(office, ann, task, {"answer": "二稿（虚构）"})

    # then its writer reads the newer one
    assert view_task(office, ann, task).draft == {"answer": "二稿（虚构）"}

    # and it goes when the task is completed
    with office.database.reading() as connection:
        draft = tasks.get(connection, task).draft
        assert "二稿".encode() not in submissions.get(connection, draft).content
    complete(office, ann, task, PREPARED)
    with office.database.reading() as connection:
        assert submissions.get(connection, draft) is None
        assert tasks.get(connection, task).draft is None


def test_a_draft_may_not_hold_fields_the_form_does_not_have(office, errand, ann, task_of):
    with pytest.raises(Invalid):
        save_draft(office, ann, task_of(errand, "prepare"), {"unknown": "x"})
