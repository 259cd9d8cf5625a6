"""What a task is to the API, and what may be sent to one."""

from __future__ import annotations

from webhooks.shapes.build import DAY, FORM, INSTANT, choice, many, maybe, number, page, text, thing
from webhooks.shapes.cases import CASE_ID, PAGE_QUERY
from webhooks.shapes.common import ACT, ACT_EXAMPLES, DUE

TASK_ID = "01980b6a8d2f7c1e9b4c5d6e7f809112"

TASK_ROW = thing(
    "TaskRow",
    ("id", "case", "element", "name", "state"),
    closed=False,
    id=text(),
    case=text(),
    number=text(),
    element=text(),
    item=text(),
    name=text(),
    lane=maybe(text()),
    form=maybe(text()),
    act=maybe(text()),
    state=text(),
    entered_at=INSTANT,
    claimed_by=maybe(text()),
    due=maybe(DUE),
    priority=number(),
    follow_up=maybe(DAY),
)
TASK_ROW_EXAMPLE = {
    "id": TASK_ID,
    "case": CASE_ID,
    "number": "豫未保会商〔2026〕12号",
    "element": "review_application",
    "item": "",
    "name": "受理审查",
    "lane": "省未保办",
    "form": "review_application",
    "act": "complete",
    "state": "open",
    "entered_at": "2026-11-23T01:30:00+00:00",
    "claimed_by": None,
    "due": {"name": "acceptance_review", "item": "", "due": "2026-11-30", "estimate": None, "status": "on_track"},
    "priority": 50,
    "follow_up": None,
}
TASK_QUERY = {
    "box": choice("mine", "group", "done"),
    "due_until": DAY,
    "case": text(100),
    "element": text(200),
    "state": text(60),
    **PAGE_QUERY,
}
TASK_PAGE = page("TaskPage", TASK_ROW)

TASK = thing(
    "Task",
    ("id", "case", "element", "name", "state", "acts"),
    closed=False,
    **TASK_ROW["properties"],
    version=number(),
    schema=maybe(FORM),
    choices={"type": "object"},
    draft=maybe(FORM),
    acts=many(ACT),
)
TASK_EXAMPLE = {
    **TASK_ROW_EXAMPLE,
    "version": 3,
    "schema": {"id": "review_application", "type": "default", "components": [{"key": "choice", "type": "radio"}]},
    "choices": {},
    "draft": None,
    "acts": ACT_EXAMPLES[:1],
}

FORM_BODY = thing("FormBody", ("form",), form=FORM)
FORM_BODY_EXAMPLE = {"form": {"choice": "accept", "reason": "符合启动情形一（虚构）"}}

HAND_OVER = thing("HandOver", ("to", "reason"), to=text(100, minLength=1), reason=text(2000, minLength=1))
HAND_OVER_EXAMPLE = {"to": "officer2", "reason": "出差，请代为办理（虚构）"}
