"""A deadline explains itself in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from engine.deadlines.explain import explain

KEY = ("implementation", "d1")


def told(ledger, calendar, lang="zh") -> str:
    return "\n".join(explain(ledger.get(*KEY), calendar, lang))


def test_the_plain_case(opened, calendar):
    text = told(opened(), calendar)

    assert "起算日：2022年4月20日（星期三）（达成共识之日），当日不计入" in text
    assert "期限：30个工作日。依据：R6。" in text
    assert "原届满日：2022年6月2日（星期四）" in text
    assert "现届满日：2022年6月2日（星期四）24时（北京时间）。" in text
    assert "2022年4月（第1至第8日）：21日、22日、24日、25日、26日、27日、28日、29日" in text
    assert (
        "2022年4月30日（星期六）至2022年5月4日（星期三）：劳动节放假，依据《国务院办公厅关于2022年部分节假日安排的通知》（国办发明电〔2021〕11号）"
        in text
    )
    assert "2022年4月24日（星期日）：劳动节调休上班" in text
    assert "拟定" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_left_unsaid(opened, noon, calendar_2027, lang):
    """Every kind of event has its sentence: no key, no gap, in either language."""
    ledger = opened(start="2026-11-02", days=calendar_2027.known_at(date(2026, 11, 2)), proposed=True)
    ledger.suspend(*KEY, reason="rec-1", by="p", at=noon("2026-11-04"))
    ledger.resume(*KEY, reason="rec-2", by="p", at=noon("2026-11-20"))
    ledger.recompute(calendar_2027, noon("2026-12-02"))
    ledger.correct(*KEY, start=date(2026, 11, 3), reason="rec-3", by="p", at=noon("2026-12-03"))
    ledger.lapse(noon("2027-01-08"))
    ledger.extend(
        *KEY,
        new_due=date(2027, 3, 1),
        ground="policy_required",
        reason="rec-4",
        by="p",
        at=noon("2027-01-08"),
        asked_on=date(2027, 1, 4),
    )
    ledger.meet(*KEY, on=date(2027, 3, 2), at=noon("2027-03-02"), by="p")
    ledger.correct(*KEY, met_on=date(2027, 3, 1), reason="rec-5", by="p", at=noon("2027-03-03"))

    text = told(ledger, calendar_2027, lang)

    assert "deadlines." not in text
    assert "{" not in text
    for record in ("rec-1", "rec-2", "rec-3", "rec-4", "rec-5"):
        assert record in text
    assert ("需要出台政策予以明确" if lang == "zh" else "a policy must be issued") in text
    assert "拟定" in text
    assert "虚构" in text


def test_an_undetermined_clock_says_so(opened, calendar):
    text = told(opened(start="2026-11-23"), calendar)

    assert "现届满日：尚不能确定" in text
    assert "2027年的放假安排尚未公布" in text
    assert "2026年12月（第6至第28日）" in text


def test_the_days_are_those_of_the_calendar_it_was_counted_with(opened, calendar):
    """Counted before 27 January 2020: 31 January and the make-up Saturday are in the count."""
    ledger = opened(start="2020-01-10", days=calendar.known_at(date(2020, 1, 10)), length=12)

    assert "2020年1月（第1至第11日）：13日、14日、15日、16日、17日、19日、20日、21日、22日、23日、31日" in told(
        ledger, calendar
    )


def test_calendar_days_tell_of_the_roll_over(opened, calendar):
    rolled = told(opened(length=10, unit="calendar_days"), calendar)

    assert "顺延" in rolled
    assert "2022年4月30日（星期六）至2022年5月4日（星期三）" in rolled
    assert "顺延" not in told(opened(length=9, unit="calendar_days"), calendar)


def test_hours_and_no_limit(opened, noon, calendar):
    unlimited = opened(length=0, unit="none")
    unlimited.close(*KEY, reason="", at=noon("2022-05-05"), by="p")

    hours = told(opened(length=48, unit="hours"), calendar)

    assert "期限：48小时" in hours
    assert "现届满日：2022年4月22日（星期五）12:00（北京时间）。" in hours
    assert "本事项不设期限" in told(unlimited, calendar)
    assert "记录" not in told(unlimited, calendar)


def test_an_unknown_rule_or_ground_is_told_as_it_is(opened, noon, calendar):
    ledger = opened(start_rule="by_hand")
    ledger.extend(*KEY, new_due=date(2022, 7, 15), ground="other", reason="", by="p", at=noon("2022-05-30"))

    assert "（by_hand）" in told(ledger, calendar)
    assert "事由：other" in told(ledger, calendar)


def test_days_of_an_extension_are_listed_apart(opened, noon, calendar):
    ledger = opened()
    ledger.extend(*KEY, new_due=date(2022, 6, 8), ground="policy_required", reason="", by="p", at=noon("2022-05-30"))

    text = told(ledger, calendar)

    assert "逐日计入30个工作日：" in text
    assert "延期期间逐日计入3个工作日：" in text
