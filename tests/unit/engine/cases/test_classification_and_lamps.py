"""What may not be entered here, and how a clock is shown."""

from __future__ import annotations

import pytest

from engine.cases.classification import Classification, refuse_above_internal
from engine.cases.lamps import STATUSES, Colour, lamp_of, most_pressing
from engine.errors import Invalid


@pytest.mark.parametrize(
    ("word", "found"), [("public", "public"), ("公开", "public"), ("internal", "internal"), ("内部", "internal")]
)
def test_up_to_internal(word, found):
    assert refuse_above_internal(word) is Classification(found)


@pytest.mark.parametrize("word", ["secret", "秘密", "机密", "绝密", "top_secret"])
def test_state_secrets_are_refused(word):
    with pytest.raises(Invalid) as refused:
        refuse_above_internal(word)
    assert refused.value.key == "cases.classification.too_high"


def test_unknown_words_are_refused():
    with pytest.raises(Invalid):
        refuse_above_internal("")


def test_a_lamp_is_told_apart_without_its_colour():
    assert len({lamp_of(status).shape for status in STATUSES}) == len(STATUSES)
    assert lamp_of("overdue").colour is Colour.RED
    assert lamp_of("due_soon").word("zh") == "临期"
    assert lamp_of("done_late").word("en") == "done late"


def test_the_most_pressing_clock_is_shown():
    assert most_pressing(["on_track", "overdue", "due_soon"]) == "overdue"
    assert most_pressing(["done_in_time", "on_track"]) == "on_track"
    assert most_pressing([]) is None
