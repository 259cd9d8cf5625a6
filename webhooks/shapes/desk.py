"""What somebody's own desk is to the API: saved views, notices and how one is told, long work."""

from __future__ import annotations

from engine.actions.lists.saved_views import LONGEST_NAME
from engine.actions.notices.notice_preferences import LONGEST
from engine.cases.notice_kinds import KINDS
from engine.storage.notice_preferences import MODES
from webhooks.shapes.build import BOOL, INSTANT, choice, maybe, number, page, text, thing
from webhooks.shapes.cases import CASE_ID
from webhooks.shapes.registers import NARROWED

VIEW_ID = "01980b6a8d2f7c1e9b4c5d6e7f809113"
QUERY = {"type": "object", "additionalProperties": {"type": "string", "maxLength": 200}, "maxProperties": 20}
VIEW = thing(
    "SavedView",
    ("id", "box", "name", "query", "default"),
    id=text(),
    box=text(),
    name=text(),
    query=QUERY,
    default=BOOL,
)
VIEW_EXAMPLE = {
    "id": VIEW_ID,
    "box": "todo",
    "name": "本周到期",
    "query": {"due": "soon", "urgency": "urgent"},
    "default": True,
}
VIEWS = page("SavedViews", VIEW)
NEW_VIEW = thing("NewView", ("name", "query"), name=text(LONGEST_NAME, minLength=1), query=QUERY, default=BOOL)
NEW_VIEW_EXAMPLE = {"name": "本周到期", "query": {"due": "soon", "urgency": "urgent"}, "default": True}
DEFAULT_VIEW = thing("DefaultView", ("view",), view=maybe(text(100)))
DEFAULT_VIEW_EXAMPLE = {"view": VIEW_ID}

NOTICE = thing(
    "MyNotice",
    ("id", "kind", "label", "case", "number", "at", "new"),
    id=number(0, 2**31 - 1),
    kind=text(),
    label=text(),
    case=maybe(text()),
    number=text(),
    unit=text(),
    for_whom=text(),
    at=INSTANT,
    new=BOOL,
)
NOTICE_EXAMPLE = {
    "id": 41,
    "kind": "urge",
    "label": "催办",
    "case": CASE_ID,
    "number": "豫未保会商〔2026〕12号",
    "unit": "education",
    "for_whom": "",
    "at": "2026-11-23T01:00:05+00:00",
    "new": True,
}
NOTICES = page("MyNotices", NOTICE)
READ = thing("NoticesRead", ("read",), read=number())
KIND_MODES = thing("NoticeModes") | {"properties": {kind: choice(*MODES) for kind in KINDS}}
PREFERENCES = thing(
    "NoticePreferences",
    ("address", "digest", "kinds"),
    address=text(LONGEST),
    digest=BOOL,
    kinds=KIND_MODES,
)
PREFERENCES_EXAMPLE = {"address": "jingban@example.cn", "digest": True, "kinds": {"urge": "at_once"}}

WORK_ID = "01980b6a8d2f7c1e9b4c5d6e7f809114"
EXPORT = thing("RegisterExport") | {"properties": NARROWED}
EXPORT_EXAMPLE = {"period": "last_quarter", "unit": "education"}
EXPORTED = thing(
    "RegisterExported",
    ("work", "name", "content"),
    work=maybe(text()),
    name=maybe(text()),
    content={"type": ["string", "null"], "contentEncoding": "base64"},
)
EXPORTED_EXAMPLE = {"work": None, "name": "decisions-2026-01-01-2026-03-31.xlsx", "content": "UEsDBA=="}
ASKED_WORK = thing("WorkAsked", ("work",), work=text())
