"""Parts that several resources share: an act its reader may or may not do, a deadline's lamp, a plain
acknowledgement.
"""

from __future__ import annotations

from webhooks.shapes.build import BOOL, DAY, FORM, choice, many, maybe, number, text, thing

LAMPS = (
    "on_track",
    "due_soon",
    "due_today",
    "overdue",
    "provisional",
    "undetermined",
    "suspended",
    "done_in_time",
    "done_late",
    "closed",
)

#: one act: where to send it and which form it takes, or why it is not open now
ACT = thing(
    "Act",
    ("act", "label", "open"),
    act=text(),
    label=text(),
    open=BOOL,
    method=maybe(choice("GET", "POST", "PUT", "DELETE")),
    href=maybe(text(500)),
    form=maybe(text()),
    message=maybe(text()),
    element=text(),
    task=maybe(text()),
    item=maybe(text()),
    reason=maybe(text(1000)),
)

DUE = thing(
    "Due",
    ("status",),
    closed=False,
    name=text(),
    item=text(),
    due=maybe(DAY),
    estimate=maybe(DAY),
    status=choice(*LAMPS),
    days_left=maybe(number()),
    certainty=choice("final", "provisional", "undetermined"),
    whose_delay=maybe(choice("performer", "decider", "nobody")),
    lamp=thing("Lamp", ("colour", "shape"), colour=text(), shape=text()),
)

#: how the case stands after an act; `tasks` are those open now, `repeated` that the same request was answered before
DONE = thing(
    "Done",
    ("case", "number", "version", "state", "ended", "tasks"),
    case=text(),
    number=text(),
    version=number(),
    state=text(),
    ended=BOOL,
    outcome=maybe(text()),
    tasks=many(thing("TaskRef", ("id", "element", "item"), id=text(), element=text(), item=text())),
    details=FORM,
    repeated=BOOL,
)

DONE_EXAMPLE = {
    "case": "01980b6a7c1f7d2e8a3b4c5d6e7f8091",
    "number": "豫未保会商〔2026〕12号",
    "version": 8,
    "state": "accepted",
    "ended": False,
    "outcome": None,
    "tasks": [{"id": "2bed01678383ae1c0fb4-9", "element": "submit_matters", "item": ""}],
    "details": {},
    "repeated": False,
}

ACT_EXAMPLES = [
    {
        "act": "complete",
        "label": "受理审查",
        "open": True,
        "method": "POST",
        "href": "/api/v1/tasks/01980b6a8d2f7c1e9b4c5d6e7f809112/complete",
        "form": "review_application",
        "message": None,
        "item": None,
        "reason": None,
    },
    {
        "act": "close_round",
        "label": "提前结束征求意见",
        "open": False,
        "method": None,
        "href": None,
        "form": None,
        "message": None,
        "item": None,
        "reason": "个案尚在待受理，征求意见还没有开始。",
    },
]
