"""Whose delay it was."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.stretches import Stretch, Whose, stretches

KEY = ("implementation", "d1")
DUE = date(2022, 6, 2)


def test_no_delay_no_stretch(opened, noon):
    ledger = opened()
    ledger.meet(*KEY, on=DUE, at=noon("2022-06-02"), by="p")

    assert stretches(ledger.get(*KEY)) == []


@pytest.mark.parametrize(("asked_on", "whose"), [(DUE, Whose.DECIDER), (date(2022, 6, 6), Whose.PERFORMER)])
def test_between_the_due_day_and_the_decision(opened, noon, asked_on, whose):
    ledger = opened()
    ledger.extend(
        *KEY,
        new_due=date(2022, 7, 15),
        ground="g",
        reason="r",
        by="p",
        at=noon("2022-06-09"),
        asked_on=asked_on,
    )

    assert stretches(ledger.get(*KEY)) == [Stretch(whose, DUE, date(2022, 6, 9))]


def test_late_work_and_standstills(opened, noon):
    ledger = opened()
    ledger.suspend(*KEY, reason="r", by="p", at=noon("2022-04-27"))
    standing = stretches(ledger.get(*KEY))
    ledger.resume(*KEY, reason="r", by="p", at=noon("2022-04-28"))
    ledger.lapse(noon("2022-06-08"))
    lasting = stretches(ledger.get(*KEY))
    ledger.meet(*KEY, on=date(2022, 6, 8), at=noon("2022-06-08"), by="p")

    assert standing == [Stretch(Whose.NOBODY, date(2022, 4, 27), None)]
    assert lasting[-1] == Stretch(Whose.PERFORMER, date(2022, 6, 6), None)
    assert stretches(ledger.get(*KEY)) == [
        Stretch(Whose.NOBODY, date(2022, 4, 27), date(2022, 4, 28)),
        Stretch(Whose.PERFORMER, date(2022, 6, 6), date(2022, 6, 8)),
    ]
