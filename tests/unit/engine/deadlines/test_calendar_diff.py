"""What a new notice changes is shown before it is believed."""

from __future__ import annotations

from datetime import date

from engine.deadlines.calendar_diff import diff, explain_diff


def test_a_change_within_a_year(calendar):
    old, new = calendar.known_at(date(2020, 1, 26)), calendar.known_at(date(2020, 1, 27))

    change = diff(old, new)

    assert (change.old_version, change.new_version, change.years) == ("2020.1", "2020.2", ())
    # 2 February was a Sunday anyway
    assert [day.day.isoformat() for day in change.days] == ["2020-01-31", "2020-02-01"]


def test_a_new_year_is_compared_with_its_estimate(calendar, calendar_2027):
    change = diff(calendar, calendar_2027)

    assert change.years == (2027,)
    assert [day.day.isoformat() for day in change.days] == [
        "2026-12-27",
        "2026-12-31",
        "2027-01-03",
        "2027-01-31",
        "2027-02-05",
        "2027-02-08",
        "2027-02-09",
    ]
    text = "\n".join(explain_diff(change, "zh"))
    assert "2027年的放假安排由此公布。" in text
    assert "2026年12月31日（星期四）：工作日改为元旦放假" in text


def test_nothing_new(calendar):
    change = diff(calendar, calendar)

    assert change.is_empty
    assert explain_diff(change, "en") == ["All notices of this file are known already; the calendar stays 2026.1."]
