"""Registers over the API: lines for the office, suppressed counts for others, years that are none."""

from __future__ import annotations

from typing import Any

from tests.unit.webhooks.conftest import Client


def test_the_office_reads_a_line_in_pseudonyms(caller: Client, case: Any) -> None:
    mine = caller("officer").get(f"/registers/acceptance?number={case['number']}").json["items"]
    assert [line["values"]["number"] for line in mine] == [case["number"]]
    assert mine[0]["values"]["children"] == "未成年人甲"
    assert "虚构姓名甲" not in str(mine)


def test_pages_of_a_register_are_the_register_once_each(caller: Client, application: dict[str, Any], case: Any) -> None:
    opening = {"procedure": "case_consultation", "form": application}
    cases = {case["case"], *(caller("luoyang.liaison").post("/cases", opening).json["case"] for _ in range(2))}

    read, cursor = [], ""
    while cursor is not None:
        page = caller("officer").get(f"/registers/acceptance?limit=2{cursor and f'&cursor={cursor}'}").json
        read += [line["case"] for line in page["items"]]
        cursor = page["next"]

    assert len(read) == len(set(read)) == page["count"]
    assert cases <= set(read)


def test_who_only_looks_on_gets_counts_alone(caller: Client) -> None:
    assert caller("viewer").get("/registers/acceptance").status_code == 403
    counts = caller("viewer").get("/registers/acceptance/statistics/2022").json
    assert (counts["year"], counts["hides"]) == (2022, True)
    assert caller("officer").get("/registers/acceptance/statistics/2022").json["hides"] is False
    assert caller("civil_affairs.liaison").get("/registers/acceptance/statistics/2022").status_code == 403


def test_what_is_no_book_no_day_or_no_year_is_refused(caller: Client) -> None:
    officer = caller("officer")
    assert officer.get("/registers/nothing").status_code == 404
    assert officer.get("/registers/acceptance?from=2026-02-01&until=2026-01-01").status_code == 422
    assert officer.get("/registers/acceptance/statistics/0").status_code == 422
    assert officer.get("/registers/acceptance/statistics/99999").status_code == 422
