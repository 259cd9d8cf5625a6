"""Registers in the browser: who sees lines and who only counts, workbooks, and exports that run in the background."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.actions.house.office import Office
from engine.actions.registers import export_register
from engine.actions.worker.long_work import do_next
from engine.registers.books import BOOKS
from engine.storage import audit
from engine.timers.work_kinds import KINDS
from tests.unit.webhooks.pages.conftest import Browse


def test_the_menu_leads_to_the_first_book(browse: Browse) -> None:
    answer = browse("officer").get("/registers")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/registers/acceptance")


@pytest.mark.parametrize("book", [one.name for one in BOOKS])
def test_every_book_is_there(browse: Browse, book: str) -> None:
    for address in (
        f"/registers/{book}",
        f"/registers/{book}?from=2022-01-01&until=2026-12-31&unit=civil_affairs&number=1",
    ):
        answer = browse("officer").get(address)
        assert answer.status_code == 200, answer.text
    assert "registers." not in answer.text
    assert browse("officer").get(f"/registers/{book}/statistics").status_code == 200


@pytest.mark.parametrize("person", ["civil_affairs.liaison", "expert.law1", "sysadmin", "auditor"])
def test_registers_are_the_offices(browse: Browse, person: str) -> None:
    browser = browse(person)
    assert browser.get("/registers/acceptance/statistics").status_code == 403
    assert browser.post("/registers/acceptance/export").status_code == 403
    assert browser.post("/registers/acceptance/statistics/export", {"year": "2026"}).status_code == 403


def test_who_only_looks_on_is_told_counts(browse: Browse) -> None:
    viewer = browse("viewer")
    turned = viewer.get("/registers/acceptance")
    assert (turned.status_code, turned.headers["Location"]) == (303, "/registers/acceptance/statistics")
    assert viewer.get("/registers/acceptance/statistics").status_code == 200
    assert viewer.post("/registers/acceptance/export").status_code == 403


def test_a_workbook_is_typed_and_on_record(browse: Browse, office: Office, case: dict[str, Any]) -> None:
    # given an application of today
    officer, year = browse("officer"), date.today().year  # noqa: DTZ011  # the house's own clock shows the same year
    shown = officer.get(f"/registers/acceptance?number={case['number']}")
    assert case["number"] in shown.text

    # when the officer takes the register away
    taken = officer.post("/registers/acceptance/export")

    # then its cells are days and texts below a header that stays
    assert taken.headers["Content-Disposition"].startswith("attachment")
    sheet: Any = load_workbook(BytesIO(taken.data)).active
    heads = [cell.value for cell in sheet[3]]
    lines = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    mine = next(line for line in lines if line["个案编号"] == case["number"])
    assert mine["收到日期"].year == year
    assert (mine["申请单位"], mine["未成年人（化名）"]) == ("洛阳市未保领导小组", "未成年人甲")
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$1:$3")
    assert "officer" not in (sheet.oddHeader.right.text or "")
    assert "导出" in sheet.oddHeader.right.text
    assert "虚构姓名甲" not in str(lines)

    # and who took what is in the record
    with office.database.reading() as connection:
        last = [one.record for one in audit.walk(connection, "office")][-1]
    assert (last.word, last.actor) == ("office:register:exported", "officer")
    assert last.details["register"] == "acceptance"
    assert last.details["lines"] == len(lines)


def test_many_lines_are_done_in_the_background(
    browse: Browse, office: Office, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a register longer than is written while somebody waits
    monkeypatch.setattr(export_register, "DIRECT", 0)
    officer, other = browse("officer"), browse("director")
    place = officer.post("/registers/acceptance/export").headers["Location"]
    assert place.startswith("/progress/")
    assert "排队中" in officer.get(place).text
    assert "hx-trigger" in officer.get(place, htmx=True).text

    # when a worker does it
    assert do_next(office, "worker", KINDS)

    # then it is counted in the menu until it was looked at, and only who asked gets it
    assert officer.get("/frame/counts").json["progress"] == 1
    assert "hx-trigger" not in officer.get(place, htmx=True).text
    assert officer.get("/frame/counts").json["progress"] == 0
    assert load_workbook(BytesIO(officer.get(f"{place}/result").data)).active is not None
    assert other.get(place).status_code == 404
    assert other.get(f"{place}/result").status_code == 404
    assert other.post(f"{place}/cancel").status_code == 404
    assert officer.post(f"{place}/cancel").status_code == 409
    assert place in officer.get("/progress").text
    assert place not in other.get("/progress").text


def test_days_that_are_none_are_told_at_the_field(browse: Browse) -> None:
    answer = browse("officer").get("/registers/acceptance?from=2026-13-01")
    assert answer.status_code == 422
    assert "is-invalid" in answer.text
    assert browse("officer").get("/registers/nothing").status_code == 404


def test_periods_are_named_and_states_chosen(browse: Browse, case: dict[str, Any]) -> None:
    officer = browse("officer")
    page = officer.get("/registers/acceptance?period=this_quarter&state=submitted&number=" + case["number"])
    assert case["number"] in page.text
    assert 'href="/registers/acceptance?from=2026-01-01&amp;until=2026-03-31' in page.text
    assert re.search(r'aria-current="true">本季度<', page.text)
    gone = officer.get("/registers/acceptance?period=last_quarter")
    assert case["number"] not in gone.text
    assert case["number"] not in officer.get("/registers/acceptance?state=closed").text
    assert officer.get("/registers/acceptance?period=someday").status_code == 422


def test_a_workbook_holds_what_is_shown(browse: Browse, case: dict[str, Any]) -> None:
    asked = {"period": "this_quarter", "state": "submitted", "number": case["number"]}
    taken = browse("officer").post("/registers/acceptance/export", asked)
    sheet = load_workbook(BytesIO(taken.data)).active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(case["number"] in one for one in words)
    nothing = browse("officer").post("/registers/acceptance/export", {**asked, "state": "closed"})
    sheet = load_workbook(BytesIO(nothing.data)).active
    assert sheet is not None
    first = [str(row[0].value) for row in sheet.iter_rows() if row[0].value is not None]
    assert case["number"] not in first
