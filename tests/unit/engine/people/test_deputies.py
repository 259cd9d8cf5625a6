"""Deputies by day, and appointments that make no sense."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import Invalid
from engine.people.deputies import Deputy, check_appointment, represented

MAY = Deputy("director", "officer", date(2022, 5, 1), date(2022, 5, 31))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2022, 4, 30), ()),
        (date(2022, 5, 1), ("director",)),
        (date(2022, 5, 31), ("director",)),
        (date(2022, 6, 1), ()),
    ],
)
def test_both_days_are_included(day, found):
    assert represented([MAY], "officer", day) == found
    assert represented([MAY], "reviewer", day) == ()


@pytest.mark.parametrize(
    ("deputy", "since", "until", "key"),
    [
        ("director", date(2022, 6, 1), date(2022, 6, 2), "people.deputy.oneself"),
        ("reviewer", date(2022, 6, 2), date(2022, 6, 1), "people.deputy.backwards"),
        ("reviewer", date(2022, 6, 1), date(2024, 6, 1), "people.deputy.too_long"),
        ("reviewer", date(2022, 5, 31), date(2022, 6, 5), "people.deputy.overlap"),
    ],
)
def test_appointments_that_make_no_sense(deputy, since, until, key):
    with pytest.raises(Invalid) as refused:
        check_appointment(Deputy("director", deputy, since, until), [MAY])
    assert refused.value.key == key


def test_one_after_the_other_is_fine():
    check_appointment(Deputy("director", "reviewer", date(2022, 6, 1), date(2022, 6, 1)), [MAY])
