"""Terms as people and as programs read them."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.term_text import explain_term, term_json


def test_json_of_a_final_term(calendar):
    answer = term_json(calendar.add(date(2022, 4, 20), 30))

    assert list(answer) == ["start", "days", "due", "status", "calendar", "counted", "skipped", "added"]
    assert (answer["due"], answer["status"], len(answer["counted"])) == ("2022-06-02", "final", 30)
    assert answer["skipped"][0] == {"date": "2022-04-23", "kind": "weekend", "reason": "周末", "notice": None}
    assert answer["added"][0] == {
        "date": "2022-04-24",
        "kind": "make_up",
        "reason": "劳动节调休上班",
        "notice": "《国务院办公厅关于2022年部分节假日安排的通知》（国办发明电〔2021〕11号）",
    }


def test_json_of_an_undetermined_term(calendar):
    answer = term_json(calendar.add(date(2026, 11, 23), 30))

    assert (answer["due"], answer["estimate"], answer["status"]) == (None, "2027-01-05", "undetermined")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("start", [date(2022, 4, 20), date(2026, 11, 19), date(2026, 11, 23)])
def test_text_has_no_gap(calendar, start, lang):
    text = "\n".join(explain_term(calendar.add(start, 30), lang))

    assert "deadlines." not in text
    assert "{" not in text


def test_a_closure_and_an_unnumbered_notice_are_cited(calendar_with_flood, calendar_2027):
    closed = "\n".join(explain_term(calendar_with_flood.add(date(2021, 7, 19), 3), "zh"))
    unnumbered = "\n".join(explain_term(calendar_2027.add(date(2026, 12, 28), 5), "zh"))

    assert "暴雨停止办公，依据《关于暴雨期间停止办公的通告（虚构）》（虚政办〔2021〕1号）" in closed
    assert "（虚构机关，2026年12月1日（星期二）发布）" in unnumbered
