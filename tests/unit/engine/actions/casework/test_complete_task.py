"""A task is completed once, by the right person, with a form that is right."""

from __future__ import annotations

import pytest

from engine.actions.house.answers import Once
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.cases.audit_words import Word
from engine.errors import Conflict, Forbidden, Invalid, Refusal, Unknown
from engine.storage import cases, outbox, submissions, tasks
from tests.unit.engine.actions.casework.people import PREPARED

ANSWER = {"answer": "虚构的答复"}


def test_completing_moves_the_case_and_leaves_record_and_event(office, three, ann, task_of, words):
    # when the first of three tasks is completed
    answer = complete(office, ann, task_of(three, "task_a"), ANSWER)

    # then the next one waits, the version counted up, and the record says so
    assert [task.element for task in answer.open_tasks] == ["task_b"]
    assert answer.version == three.version + 1
    assert words(three)[-2:] == [Word.TASK_COMPLETED, Word.TASK_OPENED]
    with office.database.reading() as connection:
        row = tasks.get(connection, task_of(three, "task_a"))
        told = [event.type for _, event in outbox.read(connection)]
        assert (row.status, row.ended_by) == (tasks.DONE, "ann")
        assert outbox.untold(connection) == []
    assert "case.task.completed" in told


def test_the_last_task_ends_the_case(office, three, ann, do):
    answer = three
    for element in ("task_a", "task_b", "task_c"):
        answer = do(answer, ann, element, ANSWER)

    assert answer.ended
    assert answer.open_tasks == ()
    with office.database.reading() as connection:
        assert cases.get(connection, three.case_id).closed_at is not None


def test_what_was_written_is_sealed_and_routes_nothing(office, errand, ann, task_of):
    # when a form with a text and a routing choice is handed in
    complete(office, ann, task_of(errand, "prepare"), {"answer": "张小明（虚构）", "choice": "yes"})

    # then the state holds the choice and not the text, and the submission opens with the case's key alone
    with office.database.reading() as connection:
        state = cases.state(connection, errand.case_id).decode()
        kept = [row for row in submissions.of_case(connection, errand.case_id) if row.element == "prepare"]
    assert "张小明" not in state
    assert '"choice":"yes"' in state
    assert "张小明".encode() not in kept[0].content


def test_a_second_completion_names_who_and_when(office, three, ann, bob, task_of, clock):
    complete(office, ann, task_of(three, "task_a"), ANSWER)

    with pytest.raises(Conflict) as refused:
        complete(office, bob, task_of(three, "task_a"), ANSWER)

    assert refused.value.params["by"] == "ann（虚构）"
    assert refused.value.params["at"] == clock.now().isoformat()


def test_a_task_claimed_by_another_names_the_holder(office, three, ann, bob, task_of):
    claim(office, ann, task_of(three, "task_a"))

    with pytest.raises(Conflict) as refused:
        complete(office, bob, task_of(three, "task_a"), ANSWER)

    assert refused.value.params["by"] == "ann（虚构）"


def test_a_stranger_does_not_even_learn_of_the_task(office, three, stranger, task_of):
    with pytest.raises(Unknown):
        complete(office, stranger, task_of(three, "task_a"), ANSWER)


def test_no_such_task_is_unknown(office, three, ann):
    with pytest.raises(Unknown):
        complete(office, ann, "nothing-1", ANSWER)


def test_a_wrong_form_names_its_field_and_changes_nothing(office, errand, ann, task_of, words):
    before = words(errand)

    with pytest.raises(Invalid) as refused:
        complete(office, ann, task_of(errand, "prepare"), {"answer": "x", "choice": "perhaps"})

    assert [field.path for field in refused.value.fields] == ["choice"]
    assert words(errand) == before


def test_who_prepared_may_not_check(office, errand, ann, bob, do, task_of):
    answer = do(errand, ann, "prepare")

    with pytest.raises(Forbidden):
        complete(office, ann, task_of(answer, "check"), PREPARED)
    assert do(answer, bob, "check").ended


def test_the_same_key_gives_the_first_answer_again(office, three, ann, task_of, words):
    # given a request whose answer was lost
    once = Once("key-1", "digest")
    first = complete(office, ann, task_of(three, "task_a"), ANSWER, once=once)

    # when it is repeated
    again = complete(office, ann, task_of(three, "task_a"), ANSWER, once=once)

    # then nothing happens twice
    assert again.repeated
    assert again.open_tasks == first.open_tasks
    assert again.version == first.version
    assert words(three).count(Word.TASK_COMPLETED) == 1


def test_the_same_key_with_another_request_is_refused(office, three, ann, task_of):
    complete(office, ann, task_of(three, "task_a"), ANSWER, once=Once("key-1", "digest"))

    with pytest.raises(Conflict) as refused:
        complete(office, ann, task_of(three, "task_a"), ANSWER, once=Once("key-1", "other"))
    assert refused.value.key == "actions.key_of_another_request"


def test_acting_on_an_older_version_is_refused(office, three, ann, task_of):
    with pytest.raises(Conflict) as refused:
        complete(office, ann, task_of(three, "task_a"), ANSWER, seen=three.version + 5)
    assert refused.value.key == "actions.other_version"


def test_a_refusal_leaves_the_case_usable(office, three, ann, task_of):
    for _ in range(3):
        with pytest.raises(Refusal):
            complete(office, ann, task_of(three, "task_a"), {})

    assert complete(office, ann, task_of(three, "task_a"), ANSWER).open_tasks[0].element == "task_b"


def test_two_processes_take_turns_on_one_case(office, second_office, three, ann, task_of):
    # given two processes, each with a memory of its own
    first = complete(office, ann, task_of(three, "task_a"), ANSWER)
    second = complete(second_office, ann, task_of(first, "task_b"), ANSWER)

    # then the first notices that the case moved on elsewhere
    assert complete(office, ann, task_of(second, "task_c"), ANSWER).ended
