"""The year tables that ship, and what a table must not say."""

from __future__ import annotations

import copy

import pytest

from engine.calendar_files import shipped_tables
from engine.deadlines.notices import parse_table
from engine.errors import Invalid

TABLES = {table["year"]: table for table in shipped_tables()}


def test_a_table_for_each_year():
    assert list(TABLES) == list(range(2018, 2027))


@pytest.mark.parametrize(
    ("notice", "number", "published_on"),
    [
        ("2018.1", "国办发明电〔2017〕12号", "2017-11-30"),
        ("2019.1", "国办发明电〔2018〕15号", "2018-12-06"),
        ("2019.2", "国办发明电〔2019〕3号", "2019-03-22"),
        ("2020.1", "国办发明电〔2019〕16号", "2019-11-21"),
        ("2020.2", "国办发明电〔2020〕1号", "2020-01-27"),
        ("2021.1", "国办发明电〔2020〕27号", "2020-11-25"),
        ("2022.1", "国办发明电〔2021〕11号", "2021-10-25"),
        ("2023.1", "国办发明电〔2022〕16号", "2022-12-08"),
        ("2024.1", "国办发明电〔2023〕7号", "2023-10-25"),
        ("2025.1", "国办发明电〔2024〕12号", "2024-11-12"),
        ("2026.1", "国办发明电〔2025〕7号", "2025-11-04"),
    ],
)
def test_where_each_year_comes_from(notice, number, published_on):
    found = {notice.id: notice for table in TABLES.values() for notice in parse_table(table)}

    assert (found[notice].number, found[notice].published_on.isoformat()) == (number, published_on)


def test_no_shipped_notice_names_a_day_before_anybody_could_know():
    notices = [notice for table in TABLES.values() for notice in parse_table(table)]

    assert [notice.id for notice in notices if any(day.day < notice.published_on for day in notice.days)] == []


def break_table(path: str, value: object) -> dict:
    """The 2019 table with one place replaced; `path` walks keys and positions."""
    table = copy.deepcopy(TABLES[2019])
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = table
    for step in way:
        place = place[step]
    place[last] = value
    return table


@pytest.mark.parametrize(
    ("path", "value", "named", "key"),
    [
        ("year", "2019", "year", "number_expected"),
        ("year", True, "year", "number_expected"),
        ("layer", "city", "layer", "choice_expected"),
        ("notices", [], "notices", "list_expected"),
        ("notices", ["2019"], "notices", "object_expected"),
        ("remark", "x", "remark", "unknown_key"),
        ("notices.1.version", 3, "notices.1.version", "version_order"),
        ("notices.0.title", " ", "notices.0.title", "text_expected"),
        ("notices.0.number", 15, "notices.0.number", "text_expected"),
        ("notices.0.published_on", "6 Dec 2018", "notices.0.published_on", "day_expected"),
        ("notices.0.arrangements.1.of", [], "notices.0.arrangements.1.of", "unknown_key"),
        ("notices.0.arrangements.1.off", "2019-02-04", "notices.0.arrangements.1.off", "list_expected"),
        ("notices.0.arrangements.1.off.0", "20190204", "notices.0.arrangements.1.off.0", "day_expected"),
        ("notices.0.arrangements.1.off.0", None, "notices.0.arrangements.1.off.0", "day_expected"),
        ("notices.0.arrangements.1.work.0", "2019-02-01", "notices.0.arrangements.1.work", "make_up_on_weekday"),
        ("notices.0.arrangements.1.work.0", "2019-02-03", "notices.0.arrangements", "day_twice"),
        ("notices.0.arrangements.1.off.0", "2021-02-04", "notices.0.arrangements", "day_outside_year"),
    ],
)
def test_a_faulty_table_is_refused_and_the_place_named(path, value, named, key):
    with pytest.raises(Invalid) as refused:
        parse_table(break_table(path, value))

    assert (named, f"deadlines.table.{key}") in [(error.path, error.key) for error in refused.value.fields]


def test_all_faults_are_named_at_once():
    table = break_table("notices.0.title", "")
    table["notices"][1]["issuer"] = None

    with pytest.raises(Invalid) as refused:
        parse_table(table)

    assert len(refused.value.fields) == refused.value.params["count"] == 2
