"""What a case is to the API, and what may be sent about one."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, DAY, FORM, INSTANT, many, maybe, number, page, text, thing
from webhooks.shapes.common import ACT, ACT_EXAMPLES, DUE
from webhooks.shapes.time import PROOF, PROOF_EXAMPLE

CASE_ID = "01980b6a7c1f7d2e8a3b4c5d6e7f8091"

CASE_ROW = thing(
    "CaseRow",
    ("id", "number", "state", "version"),
    closed=False,
    id=text(),
    number=text(),
    procedure=text(),
    state=maybe(text()),
    state_label=maybe(text()),
    applicant_unit=maybe(text()),
    officer=maybe(text()),
    outcome=maybe(text()),
    danger=BOOL,
    opened_at=INSTANT,
    version=number(),
    ended_at=maybe(INSTANT),
    due=maybe(DUE),
)

CASE_ROW_EXAMPLE = {
    "id": CASE_ID,
    "number": "豫未保会商〔2026〕12号",
    "procedure": "case_consultation",
    "state": "submitted",
    "state_label": "待受理",
    "applicant_unit": "luoyang",
    "opened_at": "2026-11-23T01:30:00+00:00",
    "version": 3,
    "ended_at": None,
    "due": {"name": "acceptance_review", "item": "", "due": "2026-11-30", "estimate": None, "status": "on_track"},
}

CASE_PAGE = page("CasePage", CASE_ROW)

CASE = thing(
    "Case",
    ("id", "number", "state", "version", "acts"),
    closed=False,
    **CASE_ROW["properties"],
    item_states={"type": "object"},
    halted=BOOL,
    tasks=many(thing(closed=False, id=text(), element=text(), name=text())),
    acts=many(ACT),
)

CASE_EXAMPLE = {
    **CASE_ROW_EXAMPLE,
    "tasks": [{"id": "01980b6a8d2f7c1e9b4c5d6e7f809112", "element": "review_application", "name": "受理审查"}],
    "acts": ACT_EXAMPLES,
}

OPEN_CASE = thing("OpenCase", ("procedure", "form"), procedure=text(100), form=FORM)

OPEN_CASE_EXAMPLE = {
    "procedure": "case_consultation",
    "form": {
        "subject": "监护缺失（虚构）",
        "applicant_class": "city_group",
        "claimed": ["1"],
        "cross_region": "cross_city",
    },
}

REASON = thing("Reason", ("reason",), reason=text(2000, minLength=1))
REASON_EXAMPLE = {"reason": "申请单位已另行解决（虚构）"}

PAGE_QUERY = {"limit": number(1, 200), "cursor": text(1000)}
CASE_QUERY = {
    "state": text(60),
    "procedure": text(100),
    "unit": text(100),
    "number": text(100),
    "open": BOOL,
    **PAGE_QUERY,
}

MESSAGE = thing("Message", ("name",), name=text(100), item=text(100), form=FORM)
MESSAGE_EXAMPLE = {
    "name": "ask_extension",
    "item": "d1",
    "form": {
        "ground": "policy_needed",
        "new_due": "2027-03-01",
        "basis": "安置办法尚未出台（虚构）",
        "reason": "待出台",
    },
}

RECORD = thing(
    "HistoryRecord",
    ("seq", "at", "word"),
    closed=False,
    seq=number(),
    at=INSTANT,
    word=text(),
    label=text(),
    by=maybe(text()),
    unit=maybe(text()),
    hash=text(64),
)
HISTORY = page("History", RECORD)
HISTORY_EXAMPLE = {
    "items": [
        {
            "seq": 1,
            "at": "2026-11-23T01:30:00+00:00",
            "word": "case:case:opened",
            "label": "提交会商申请",
            "by": "王敏（虚构）",
            "unit": "luoyang",
            "hash": "9f2c" * 16,
        }
    ],
    "next": None,
}

DEADLINE = thing(
    "Deadline",
    ("name", "item", "start", "due", "status", "explanation", "proof"),
    closed=False,
    name=text(),
    item=text(),
    label=text(),
    start=DAY,
    start_rule=text(),
    length=maybe(number()),
    unit=text(),
    basis=text(),
    proposed=BOOL,
    original_due=maybe(DAY),
    due=maybe(DAY),
    estimate=maybe(DAY),
    days_left=maybe(number(-10_000)),
    status=text(),
    calendar=text(),
    explanation=many(text(1000)),
    proof=PROOF,
)
DEADLINES = thing("Deadlines", ("items",), items=many(DEADLINE))
DEADLINES_EXAMPLE = {
    "items": [
        {
            "name": "implementation",
            "item": "d1",
            "label": "落实期限",
            "start": "2026-11-23",
            "start_rule": "consensus",
            "length": 30,
            "unit": "working_days",
            "basis": "R6",
            "proposed": False,
            "original_due": None,
            "due": None,
            "estimate": "2027-01-05",
            "days_left": None,
            "status": "undetermined",
            "calendar": "2026.1",
            "explanation": ["自2026年11月23日的次日起算，共30个工作日。", "2027年放假安排尚未公布，到期日未定。"],
            "proof": PROOF_EXAMPLE,
        }
    ]
}

POSITION = thing("Position", ("element",), closed=False, element=text(), item=maybe(text()), state=text())
DIAGRAM = thing(
    "Diagram",
    ("digest", "files", "positions"),
    closed=False,
    digest=text(64),
    files={"type": "object", "additionalProperties": {"type": "string"}},
    positions=many(POSITION),
)
DIAGRAM_EXAMPLE = {
    "digest": "4b1d" * 16,
    "files": {"case_consultation.bpmn": '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions …/>'},
    "positions": [{"element": "review_application", "item": "", "state": "ready"}],
}
#: files of a bundle that are drawings
DRAWN = (".bpmn", ".dmn")

CONTENT = thing(
    "Content",
    ("id", "element", "item", "kind", "values", "real"),
    closed=False,
    id=text(),
    element=text(),
    item=text(),
    form=maybe(text()),
    kind=text(),
    written_at=INSTANT,
    written_by=text(),
    true_day=maybe(DAY),
    values=FORM,
    real=BOOL,
)
CONTENTS = thing("Contents", ("items",), items=many(CONTENT))
CONTENTS_EXAMPLE = {
    "items": [
        {
            "id": "5f0d2c1b8a9e4c2d9b7a5f0d2c1b8a9e",
            "element": "application",
            "item": "",
            "form": "application",
            "kind": "final",
            "written_at": "2026-11-23T01:30:00+00:00",
            "written_by": "luoyang.liaison",
            "true_day": None,
            "values": {"applicant_class": "city_group", "summary": "■■■"},
            "real": False,
        }
    ]
}
PURPOSE = thing("Purpose", ("purpose",), purpose=text(200, minLength=2))
PURPOSE_EXAMPLE = {"purpose": "受理审查（虚构）"}
