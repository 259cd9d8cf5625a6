"""A lost race is run once more, and two equal requests at the same moment get one answer."""

from __future__ import annotations

import threading

import pytest

from engine.actions.house.answers import Once
from engine.actions.house.attempts import once_more
from engine.actions.opening.open_case import open_case
from engine.actions.records.verify import verify
from engine.storage.failures import Clash, TryAgain
from tests.unit.engine.actions.casework.people import REQUEST


@pytest.mark.parametrize("loss", [TryAgain("storage.busy"), Clash("storage.clash")])
def test_the_second_attempt_counts(loss):
    attempts = iter([loss, None])

    def attempt():
        lost = next(attempts)
        if lost:
            raise lost
        return "done"

    assert once_more(attempt) == "done"


def test_the_second_loss_is_told():
    def attempt():
        raise TryAgain("storage.busy")

    with pytest.raises(TryAgain):
        once_more(attempt)


@pytest.mark.parametrize("cache_size", [100], indirect=True)
def test_the_same_opening_twice_at_once_opens_one_case(office, errand, ann):
    # given one request, sent twice at the same moment
    barrier, answers = threading.Barrier(2), []

    def send():
        barrier.wait()
        answers.append(open_case(office, ann, "errand", REQUEST, once=Once("key", "digest")))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # then both are told of the same case
    assert len({answer.case_id for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False, True]
    assert verify(office) == []
