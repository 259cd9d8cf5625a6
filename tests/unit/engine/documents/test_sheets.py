"""Workbooks: every text stays a text, days are days, and each sheet says who took it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from engine.documents.sheets import Head, Mark, workbook

MARK = Mark(
    "周启明（虚构）& 于 2026-11-25 10:00 导出", "officer 2026-11-25 10:00", datetime(2026, 11, 25, 2, tzinfo=UTC)
)
HEADS = [Head("案号", 20), Head("日期", 12), Head("数", 8)]


def opened(*rows: list[Any]) -> Any:
    return load_workbook(BytesIO(workbook("台账：受理/登记", ["期间"], HEADS, rows, MARK))).active


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", '=HYPERLINK("x")', "http://a.b"]
)
def test_no_text_becomes_a_formula(text: str) -> None:
    cell = opened([text, None, None])["A4"]

    assert cell.value.strip() == text.strip()
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.quotePrefix or not text.startswith(("=", "+", "-", "@", "\t"))


@given(text=st.text(max_size=80))
def test_any_text_can_be_written(text: str) -> None:
    written = workbook("台账", [text], HEADS, [[text, None, 1]], MARK)

    raw = ZipFile(BytesIO(written)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in raw
    assert load_workbook(BytesIO(written)).active is not None


def test_days_and_numbers_keep_their_types() -> None:
    sheet = opened(["豫〔2026〕1号", date(2026, 11, 25), 3], ["乙", None, 0])

    assert sheet["B4"].value == datetime(2026, 11, 25)  # noqa: DTZ001  # cells know no zones
    assert sheet["B4"].is_date
    assert (sheet["C4"].value, sheet["C5"].value, sheet["B5"].value) == (3, 0, None)


def test_the_head_stays_and_is_printed_on_every_page() -> None:
    sheet = opened(["甲", None, None])

    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("B4", "$1:$3", "landscape")
    assert sheet.auto_filter.ref == "A3:C4"
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.paperSize) == (0, 9)
    assert "周启明（虚构）" in sheet.oddHeader.right.text
    assert "周启明（虚构）" in sheet.oddFooter.left.text


def test_who_took_it_lies_behind_the_cells() -> None:
    written = workbook("台账", [], HEADS, [], MARK)
    names = ZipFile(BytesIO(written)).namelist()
    assert any(name.startswith("xl/media/") for name in names)
    assert b"<picture" in ZipFile(BytesIO(written)).read("xl/worksheets/sheet1.xml")


def test_the_same_lines_give_the_same_bytes() -> None:
    assert workbook("台账", [], HEADS, [["甲", None, 1]], MARK) == workbook("台账", [], HEADS, [["甲", None, 1]], MARK)
