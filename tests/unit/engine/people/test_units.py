"""Bodies and the name of a day."""

from __future__ import annotations

from datetime import date

import pytest

from engine.people.units import Level, Unit, UnitKind, UnitName

OFFICE = Unit(
    "province_office",
    UnitKind.COORDINATION,
    Level.PROVINCE,
    (UnitName("旧名（虚构）", "Old", date(2021, 1, 1)), UnitName("新名（虚构）", "", date(2024, 5, 1))),
)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 1, 1), "旧名（虚构）"),
        (date(2024, 4, 30), "旧名（虚构）"),
        (date(2024, 5, 1), "新名（虚构）"),
        (date(2030, 1, 1), "新名（虚构）"),
    ],
)
def test_an_old_paper_prints_the_old_name(day, name):
    assert OFFICE.name_on(day) == name


def test_english_where_there_is_one():
    assert OFFICE.name_on(date(2022, 1, 1), "en") == "Old"
    assert OFFICE.name_on(date(2024, 6, 1), "en") == "新名（虚构）"


def test_every_kind_and_level_has_a_label():
    assert all(one.label(lang) != one.value for one in (*UnitKind, *Level) for lang in ("zh",))
