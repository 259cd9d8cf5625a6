"""The tables that ship are found."""

from __future__ import annotations

from engine.calendar_files import shipped_tables


def test_one_table_a_year_oldest_first():
    assert [table["year"] for table in shipped_tables()] == list(range(2018, 2027))
