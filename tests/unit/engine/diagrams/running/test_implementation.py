"""Two decisions with two clocks in called processes: ladders, extensions, reports returned and filed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from engine.clock import at_beijing
from engine.errors import Conflict

D1 = {"id": "d1", "lead": "education"}
D2 = {"id": "d2", "lead": "justice"}


@pytest.fixture
def two(play: Callable[..., Any]) -> Any:
    return play("implementation", decisions=[D1, D2], start_on="2026-03-02")


def test_each_decision_has_a_clock_of_its_own(two: Any) -> None:
    # given two decisions of one meeting, when both begin
    keys = [(deadline.name, deadline.item, deadline.due) for deadline in two.ledger.deadlines]
    # then each has its own deadline of thirty working days
    assert keys == [("implementation", "d1", date(2026, 4, 14)), ("implementation", "d2", date(2026, 4, 14))]
    assert two.task("report", "d2").groups == ("liaison@justice",)
    assert (two.task("report", "d1").deadline, two.task("report", "d1").deadline_item) == ("implementation", "d1")


def test_the_ladder_is_climbed_one_rung_after_the_other_after_an_outage(two: Any) -> None:
    # given nobody looked for three months, when the timers of both decisions are found due at once
    two.on(date(2026, 6, 1))
    # then every rung fired once, in order of its instant
    fired = [(fired.element, fired.item) for fired in two.happened("fired")]
    instants = [fired.due_at for fired in two.happened("fired")]
    assert fired == [(rung, item) for rung in ("soon", "at_due", "later") for item in ("d1", "d2")]
    assert instants == sorted(instants)
    assert instants[0] == at_beijing(date(2026, 4, 7), 9)
    assert instants[2] == at_beijing(date(2026, 4, 15))
    assert [notice.kind for notice in two.happened("notices")] == ["reminder", "reminder", "overdue", "overdue"]
    assert two.open == {"report@d1", "report@d2", "sign_letter@d1", "sign_letter@d2"}


def test_a_returned_report_restarts_nothing_and_the_filed_one_meets_the_clock(two: Any) -> None:
    two.do("report", "d1").do("review", "d1", outcome="return")
    assert two.ledger.get("implementation", "d1").is_open
    two.acted_on = date(2026, 3, 20)
    two.on(date(2026, 3, 23)).do("report", "d1", sent_on="2026-03-20")
    two.do("review", "d1", outcome="file")
    clock = two.ledger.get("implementation", "d1")
    assert clock.performed_at == at_beijing(date(2026, 3, 20))
    assert clock.occurrence == 1
    assert two.open == {"report@d2"}
    two.do("report", "d2", sent_on="2026-03-23").do("review", "d2", outcome="file")
    assert two.instance.is_completed
    assert two.instance.outcome == "closed"
    assert two.instance.data["results"] == [{"id": "d1", "status": "filed"}, {"id": "d2", "status": "filed"}]
    assert [(m.element, m.item, m.state) for m in two.happened("milestones")] == [
        ("task_begins", "d1", "implementing"),
        ("task_begins", "d2", "implementing"),
        ("filed", "d1", "filed"),
        ("filed", "d2", "filed"),
        ("over", "", "closed"),
    ]
    assert two.instance.waiting_timers() == []
    assert two.instance.positions() == []


def test_an_extension_for_one_decision_reaches_that_one_alone(two: Any) -> None:
    two.send("ask_extension", "d1")
    assert two.open == {"report@d1", "report@d2", "decide_extension@d1"}
    assert [(m.name, m.item) for m in two.instance.waiting_messages()] == [("ask_extension", "d2")]


def test_a_granted_extension_arms_the_ladder_anew(two: Any) -> None:
    # given a ladder that has climbed to its reminder
    two.on(date(2026, 4, 8)).send("ask_extension", "d1")
    # when the extension is entered in the ledger and granted in the diagram
    day = {"new_due": date(2026, 5, 20), "ground": "policy_required", "reason": "ref"}
    two.ledger.extend("implementation", "d1", by="director", at=two.at, **day)
    two.do("decide_extension", "d1", verdict="granted")
    # then the work is entered again, and every rung waits for the new day
    assert two.open == {"report@d1", "report@d2"}
    timers = {timer.item: timer for timer in two.instance.waiting_timers()}
    assert timers["d1"].element == "soon"
    assert timers["d1"].due_at == at_beijing(date(2026, 5, 13), 9)
    assert (timers["d1"].rule, timers["d1"].offset, timers["d1"].deadline_item) == ("before_due", 5, "d1")
    assert timers["d2"].element == "at_due"
    # and the clock of the decision never stopped
    assert two.ledger.get("implementation", "d1").occurrence == 1
    two.on(date(2026, 4, 15))
    assert [fired.item for fired in two.happened("fired") if fired.element == "at_due"] == ["d2"]


def test_a_refused_extension_leaves_the_old_day(two: Any) -> None:
    two.send("ask_extension", "d1").do("decide_extension", "d1", verdict="refused")
    assert {message.item for message in two.instance.waiting_messages()} == {"d1", "d2"}
    assert two.ledger.get("implementation", "d1").due == date(2026, 4, 14)


def test_an_extension_asked_too_late_is_refused_by_the_guard(two: Any) -> None:
    two.on(date(2026, 4, 14)).send("ask_extension", "d1")
    two.on(date(2026, 4, 15))
    with pytest.raises(Conflict) as refused:
        two.send("ask_extension", "d2")
    assert refused.value.key == "procedure.guard.too_late"
    assert two.open >= {"decide_extension@d1"}


def test_cancelling_the_case_closes_every_clock(two: Any) -> None:
    two.instance.cancel()
    two.after()
    assert two.instance.is_completed
    assert two.open == set()
    assert two.instance.waiting_timers() == []
    assert all(deadline.closed_at for deadline in two.ledger.deadlines)
    left = {(left.element, left.item) for left in two.happened("left") if not left.completed}
    assert left == {
        (element, item) for element in ("implement", "carry_out", "report", "ladder") for item in ("d1", "d2")
    }
