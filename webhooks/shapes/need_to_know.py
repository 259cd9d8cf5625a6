"""Requests to read real data, their answers, looks and risk grades as the API shows and takes them."""

from __future__ import annotations

from typing import Any

from webhooks.shapes.build import BOOL, DAY, INSTANT, choice, many, maybe, number, text, thing
from webhooks.shapes.cases import CASE_ID

REASON = text(2000, minLength=1)
REQUEST_BODY = thing("RealDataRequestBody", ("reason", "days"), reason=REASON, days=number(1, 30))
REQUEST_BODY_EXAMPLE = {"reason": "核对办理材料（虚构）", "days": 3}
REFUSAL = thing("RealDataRefusal", ("person", "reason"), person=text(100, minLength=1), reason=REASON)
REFUSAL_EXAMPLE = {"person": "education.liaison", "reason": "去标识材料已足够（虚构）"}
ENDING = thing("RealDataEnding", ("person",), person=text(100, minLength=1), reason=text(2000))
ENDING_EXAMPLE = {"person": "reviewer", "reason": "核对已完成（虚构）"}
RISK = thing("RiskGrade", ("grade", "reason"), grade=choice("gravest", "high", "raised", "low"), reason=REASON)
RISK_EXAMPLE = {"grade": "high", "reason": "监护缺失（虚构）"}

REQUEST = thing(
    "RealDataRequest",
    ("case_id", "person", "asked_at", "days", "state"),
    closed=False,
    case_id=text(),
    number=text(),
    person=text(),
    person_name=text(),
    unit=text(),
    asked_at=INSTANT,
    days=number(),
    reason=text(20_000),
    state=choice("waiting", "granted", "refused", "over", "ended"),
    until=maybe(DAY),
    answer=text(20_000),
    decided_by=text(),
    decided_at=maybe(INSTANT),
)
REQUEST_EXAMPLE = {
    "case_id": CASE_ID,
    "number": "豫未保会商申〔2026〕12号",
    "person": "reviewer",
    "person_name": "韩知行（虚构）",
    "unit": "province_office",
    "asked_at": "2026-11-24T02:00:00+00:00",
    "days": 3,
    "reason": "核对办理材料（虚构）",
    "state": "waiting",
    "until": None,
    "answer": "",
    "decided_by": "",
    "decided_at": None,
}
REQUESTS = thing("RealDataRequests", ("items",), items=many(REQUEST))
LEAVE = thing("RealDataLeave", ("person", "name", "until"), person=text(), name=text(), until=maybe(DAY))
LOOK = thing("RealDataLook", ("person", "at"), closed=False, person=text(), at=INSTANT, purpose=text(20_000))
NEED_TO_KNOW = thing(
    "NeedToKnow",
    ("may_read", "own", "waiting", "leaves", "looks"),
    may_read=BOOL,
    may_request=BOOL,
    until=maybe(DAY),
    own=maybe(REQUEST),
    waiting=many(REQUEST),
    leaves=many(LEAVE),
    looks=many(LOOK),
)
NEED_TO_KNOW_EXAMPLE: dict[str, Any] = {
    "may_read": False,
    "may_request": False,
    "until": None,
    "own": REQUEST_EXAMPLE,
    "waiting": [],
    "leaves": [],
    "looks": [],
}
