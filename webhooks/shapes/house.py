"""People, bodies, meetings, suggestions, procedures and the record as the API shows and takes them."""

from __future__ import annotations

from engine.people.units import Level, UnitKind
from webhooks.shapes.build import BOOL, DAY, choice, many, maybe, number, page, text, thing
from webhooks.shapes.cases import CASE_ID, PAGE_QUERY, RECORD
from webhooks.shapes.versions import VERSION, VERSION_EXAMPLE

NAMES = {"type": "object", "additionalProperties": {"type": "string", "maxLength": 200}}
KEY = text(100, minLength=1)
CHANGED = thing("Changed", closed=False)

POST = thing("Post", ("role", "unit"), closed=False, role=text(), unit=text(), from_on=DAY, until_on=maybe(DAY))
PERSON = thing("Person", ("id", "login", "name"), closed=False, id=text(), login=text(), name=text(), posts=many(POST))
PERSON_EXAMPLE = {
    "id": "officer",
    "login": "officer",
    "name": "李经办（虚构）",
    "unit": "province_office",
    "discipline": None,
    "language": "zh",
    "is_program": False,
    "posts": [{"role": "case_officer", "unit": "province_office", "from_on": "2021-01-01", "until_on": None}],
}
PEOPLE = page("PersonPage", PERSON)
PEOPLE_QUERY = {"unit": text(100), **PAGE_QUERY}
NEW_PERSON = thing(
    "NewPerson",
    ("login", "name", "unit"),
    login=KEY,
    name=text(60, minLength=1),
    unit=KEY,
    discipline=text(60),
    language=text(5),
    is_program=BOOL,
)
NEW_PERSON_EXAMPLE = {"login": "health.liaison2", "name": "赵联络（虚构）", "unit": "health"}
PASSWORD = thing("Password", ("password",), password=text(128, minLength=1))
PASSWORD_EXAMPLE = {"password": "Xie-Tong-2026"}
POST_BODY = thing("PostBody", ("role", "unit"), role=KEY, unit=KEY)
POST_BODY_EXAMPLE = {"role": "liaison", "unit": "health"}
DEPUTY = thing("Deputy", ("deputy", "since", "until"), deputy=KEY, since=DAY, until=DAY)
DEPUTY_EXAMPLE = {"deputy": "officer2", "since": "2026-12-01", "until": "2026-12-10"}
DEPUTY_END = thing("DeputyEnd", ("deputy", "since"), deputy=KEY, since=DAY)
DEPUTY_END_EXAMPLE = {"deputy": "officer2", "since": "2026-12-01"}

UNIT = thing("Unit", ("key", "kind", "level", "name"), closed=False, key=text(), kind=text(), level=text(), name=text())
UNIT_EXAMPLE = {
    "key": "education",
    "kind": "government",
    "level": "province",
    "parent": None,
    "member": True,
    "ended_on": None,
    "successor": None,
    "name": "河南省教育厅",
    "names": [{"from_on": "2021-01-01", "names": {"zh": "河南省教育厅"}}],
}
UNITS = page("UnitPage", UNIT)
RENAME = thing(
    "Rename", ("names", "since", "basis"), names=NAMES, short_names=NAMES, since=DAY, basis=text(200), prefix=text(60)
)
RENAME_EXAMPLE = {
    "names": {"zh": "河南省妇女儿童工作委员会办公室"},
    "since": "2027-01-01",
    "basis": "豫编〔2026〕0号（虚构）",
}
NEW_UNIT = thing(
    "NewUnit",
    ("key", "kind", "level", "names", "since"),
    key=text(40, minLength=1),
    kind=choice(*UnitKind),
    level=choice(*Level),
    names=NAMES,
    short_names=NAMES,
    since=DAY,
    parent=text(40),
    is_member=BOOL,
    prefix=text(60),
    basis=text(200),
)
NEW_UNIT_EXAMPLE = {
    "key": "new_body",
    "kind": "government",
    "level": "province",
    "names": {"zh": "新设单位（虚构）"},
    "since": "2027-01-01",
    "parent": "province_office",
}
SUCCESSION = thing("Succession", ("successor",), successor=KEY)
SUCCESSION_EXAMPLE = {"successor": "women_children_office"}

MEETING = thing("Meeting", ("id", "title", "status"), closed=False, id=text(), title=text(), status=text())
MEETING_EXAMPLE = {
    "id": "0d6c1b5f8a9e4c2d9b7a0d6c1b5f8a9e",
    "title": "第一次个案会商会议（虚构）",
    "planned_on": "2026-12-10",
    "met_on": None,
    "place": "第三会议室",
    "status": "planned",
}
MEETINGS = page("MeetingPage", MEETING)
NEW_MEETING = thing(
    "NewMeeting",
    ("title", "planned_on"),
    title=text(200, minLength=1),
    planned_on=DAY,
    place=text(200),
    cases=many(text(100), 50),
    suggestion=text(100),
    starts_at=text(5),
    ends_at=text(5),
    room=text(200),
    clerk=text(100),
    chair=text(200),
    remarks=text(4000),
    minutes={"type": "object", "additionalProperties": number(5, 480), "maxProperties": 50},
)
CANCELLATION = thing("Cancellation", ("reason",), reason=text(2000, minLength=1))
CANCELLATION_EXAMPLE = {"reason": "主持人公务冲突，另行通知（虚构）"}
REPLY = thing(
    "MeetingReply",
    ("reply",),
    invitation=text(100),
    reply=text(20),
    headcount=number(1, 20),
    names=text(500),
    substitute=text(500),
    reason=text(20_000),
)
REPLY_EXAMPLE = {"reply": "attending", "headcount": 2, "names": "王某（虚构）、赵某（虚构）"}
NEW_MEETING_EXAMPLE = {"title": "第一次个案会商会议（虚构）", "planned_on": "2026-12-10", "cases": [CASE_ID]}

SUGGESTION = thing("Suggestion", ("id", "unit", "topic", "status"), closed=False, id=text(), unit=text(), topic=text())
SUGGESTION_EXAMPLE = {
    "id": "77d1c0b8a9e4c2d9b7a77d1c0b8a9e40",
    "unit": "education",
    "topic": "寄宿制学校转学衔接（虚构）",
    "status": "open",
    "made_at": "2026-11-20T02:00:00+00:00",
}
SUGGESTIONS = page("SuggestionPage", SUGGESTION)
NEW_SUGGESTION = thing("NewSuggestion", ("topic",), topic=text(200, minLength=1), text=text(20_000))
NEW_SUGGESTION_EXAMPLE = {"topic": "寄宿制学校转学衔接（虚构）", "text": "建议召开一次会商。"}
REFERRAL = thing("Referral", ("unit",), unit=KEY)
REFERRAL_EXAMPLE = {"unit": "luoyang"}

PROCEDURE = thing(
    "Procedure", ("key", "title", "versions"), closed=False, key=text(), title=text(), versions=many(VERSION)
)
PROCEDURE_EXAMPLE = {
    "key": "case_consultation",
    "title": "未成年人保护个案会商",
    "versions": [VERSION_EXAMPLE],
    "start_form": {"id": "application", "type": "default", "components": []},
}
PROCEDURES = page("ProcedurePage", PROCEDURE)
FILES = {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 200, "minProperties": 1}
BUNDLE = thing("BundleBody", ("files",), files=FILES, note=text(200))
BUNDLE_EXAMPLE = {
    "files": {"case_consultation.bpmn": "<bpmn:definitions …/>", "procedure.yaml": "key: …"},
    "note": "第二版",
}
IN_FORCE = thing("PutInForce", effective_on=DAY)
IN_FORCE_EXAMPLE = {"effective_on": "2026-12-01"}

RECORDS = page("RecordPage", RECORD)
RECORDS_QUERY = {"chain": text(100), **PAGE_QUERY}
RECORDS_EXAMPLE = {
    "items": [
        {
            "seq": 12,
            "at": "2026-11-24T02:00:00+00:00",
            "word": "people:person:logged_in",
            "by": "officer",
            "details": {},
            "hash": "9f2c" * 16,
        }
    ],
    "next": None,
}
FAULT = thing("Fault", ("place", "sentence"), place=text(), key=text(), sentence=text(1000))
VERIFIED = thing("Verified", ("clean", "faults"), clean=BOOL, faults=many(FAULT))
VERIFIED_EXAMPLE = {"clean": True, "faults": []}

PAPERS = thing("Papers", ("items",), items=many(thing(closed=False)))
SEARCH = thing("DuplicateSearch", ("names",), names=many(text(60, minLength=2), 20))
SEARCH_EXAMPLE = {"names": ["虚构姓名甲"]}
FOUND = thing("Duplicates", ("count", "cases"), count=number(), cases=many(thing(closed=False, number=text())))
FOUND_EXAMPLE = {"count": 1, "cases": [{"id": CASE_ID, "number": "豫未保会商〔2026〕12号", "status": "implementing"}]}
GRANT = thing("Grant", ("person", "until", "reason"), person=KEY, until=DAY, reason=text(2000, minLength=1))
GRANT_EXAMPLE = {"person": "education.liaison", "until": "2026-12-31", "reason": "需核对学籍（虚构）"}
NOTICE_EXAMPLE = {
    "items": [
        {
            "element": "remind_before_due",
            "item": "d1",
            "kind": "reminder",
            "recipients": ["liaison@education"],
            "written_at": "2026-11-21T16:00:00+00:00",
            "send_at": "2026-11-23T01:00:00+00:00",
            "sent_at": "2026-11-23T01:00:05+00:00",
        }
    ]
}
SERVICES_EXAMPLE = {
    "items": [
        {"id": "c0b8", "subject": "咨询事项送达函", "recipient": "education", "how": "courier", "receipt_on": None}
    ]
}
PARTS_EXAMPLE = {"items": [{"key": "p01", "kind": "unit", "unit": "education", "ended_at": None}]}
DOCUMENTS_EXAMPLE = {"items": [{"kind": "minutes", "number": "豫未保会商纪要〔2026〕3号", "issued_on": "2026-12-15"}]}
