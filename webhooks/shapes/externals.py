"""External tasks, incidents and repairs as the API speaks of them."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, FORM, INSTANT, many, number, text, thing
from webhooks.shapes.case_acts import LONG
from webhooks.shapes.cases import CASE_ID

WORKER = text(100, minLength=1)
LOCK_SECONDS = number(1, 3_600)
EXTERNAL_ID = "2bed01678383ae1c0fb4-17"

TOPIC = thing(
    "Topic", ("topic",), topic=text(200, minLength=1), lock_seconds=LOCK_SECONDS, variables=many(text(200), 100)
)
FETCH = thing("Fetch", ("worker", "topics"), worker=WORKER, topics=many(TOPIC, 20), most=number(1, 50))
FETCH_EXAMPLE = {
    "worker": "archive-1",
    "topics": [{"topic": "archive_number", "lock_seconds": 300, "variables": ["risk_grade"]}],
    "most": 5,
}
EXTERNAL = thing(
    "ExternalTask",
    ("id", "case", "element", "topic", "locked_until", "retries", "variables"),
    id=text(),
    case=text(),
    number=text(),
    element=text(),
    item=text(),
    topic=text(),
    priority=number(-1_000_000, 1_000_000),
    retries=number(),
    locked_until=INSTANT,
    variables=FORM,
    error_codes=many(text()),
)
EXTERNALS = thing("ExternalTasks", ("items",), items=many(EXTERNAL))
EXTERNALS_EXAMPLE = {
    "items": [
        {
            "id": EXTERNAL_ID,
            "case": CASE_ID,
            "number": "豫未保会商〔2026〕12号",
            "element": "number_archive",
            "item": "",
            "topic": "archive_number",
            "priority": 0,
            "retries": 3,
            "locked_until": "2026-11-25T02:05:00+00:00",
            "variables": {"risk_grade": "high"},
            "error_codes": ["no_number"],
        }
    ]
}
EXTEND = thing("ExtendLock", ("worker", "lock_seconds"), worker=WORKER, lock_seconds=LOCK_SECONDS)
EXTEND_EXAMPLE = {"worker": "archive-1", "lock_seconds": 300}
HOLDER = thing("LockHolder", ("worker",), worker=WORKER)
HOLDER_EXAMPLE = {"worker": "archive-1"}
COMPLETION = thing("ExternalCompletion", ("worker",), worker=WORKER, variables=FORM)
COMPLETION_EXAMPLE = {"worker": "archive-1", "variables": {"archive_number": "A-2026-7"}}
FAILURE = thing(
    "ExternalFailure",
    ("worker", "message"),
    worker=WORKER,
    message=text(2_000),
    retries=number(0, 100),
    retry_seconds=number(0, 86_400),
)
FAILURE_EXAMPLE = {"worker": "archive-1", "message": "archive does not answer", "retries": 2, "retry_seconds": 60}
ERROR = thing(
    "ExternalError", ("worker", "code"), worker=WORKER, code=text(200, minLength=1), message=text(2_000), variables=FORM
)
ERROR_EXAMPLE = {"worker": "archive-1", "code": "no_number", "message": "no number is left"}

INCIDENT = thing(
    "Incident", ("id", "at", "code", "message"), id=number(1), at=INSTANT, code=text(), message=text(5_000)
)
INCIDENTS = thing("Incidents", ("items",), items=many(INCIDENT))
INCIDENTS_EXAMPLE = {
    "items": [
        {
            "id": 1,
            "at": "2026-11-25T02:05:00+00:00",
            "code": "actions.incident.external",
            "message": "“number_archive”的外部任务（主题archive_number）多次失败，已停止重试：archive does not answer",
        }
    ]
}
SET_VALUE = thing(
    "SetValue",
    ("name", "value", "reason"),
    name=text(200, minLength=1),
    value={},
    item=text(),
    create=BOOL,
    reason=LONG,
)
SET_VALUE_EXAMPLE = {"name": "risk_grade", "value": "high", "item": "", "reason": "评估结论录入有误（虚构）"}
MOVE = {
    "type": "object",
    "title": "MoveToken",
    "required": ["from", "to", "reason"],
    "properties": {"from": text(200, minLength=1), "to": text(200, minLength=1), "item": text(), "reason": LONG},
    "additionalProperties": False,
}
MOVE_EXAMPLE = {"from": "submit_matters", "to": "review_application", "item": "", "reason": "受理审查遗漏（虚构）"}
