"""What working days and year tables are to the API."""

from __future__ import annotations

from webhooks.shapes.build import BOOL, DAY, FORM, INSTANT, choice, many, maybe, number, text, thing

DAY_REASON = thing("DayReason", ("date", "kind"), date=DAY, kind=text(), reason=text(), notice=maybe(text()))

TERM = thing(
    "Term",
    ("start", "days", "due", "status", "calendar", "counted", "skipped", "added"),
    closed=False,
    start=DAY,
    days=number(),
    due=maybe(DAY),
    estimate=DAY,
    status=choice("final", "provisional", "undetermined"),
    calendar=text(),
    counted=many(DAY),
    skipped=many(DAY_REASON),
    added=many(DAY_REASON),
    explanation=many(text(1000)),
)
TERM_EXAMPLE = {
    "start": "2026-09-28",
    "days": 3,
    "due": "2026-10-08",
    "status": "final",
    "calendar": "2026.1",
    "counted": ["2026-09-29", "2026-09-30", "2026-10-08"],
    "skipped": [{"date": "2026-10-01", "kind": "holiday", "reason": "国庆节", "notice": "国办发明电〔2025〕7号"}],
    "added": [],
    "explanation": ["自 2026年9月28日 的次日起算，共 3 个工作日。"],
}

WORKDAYS_QUERY = {"start": DAY, "days": number(0, 1000), "as_of": DAY}

CALENDARS = thing(
    "Calendars",
    ("version", "known_on", "published_through", "missing"),
    version=text(),
    known_on=DAY,
    published_through=DAY,
    missing=maybe(number(1900, 2200)),
)
CALENDARS_EXAMPLE = {
    "version": "2026.1",
    "known_on": "2026-11-24",
    "published_through": "2026-12-31",
    "missing": 2027,
}

CALENDAR_BODY = thing("CalendarImport", ("table",), table=FORM, dry_run=BOOL)
CALENDAR_BODY_EXAMPLE = {
    "dry_run": True,
    "table": {
        "year": 2027,
        "layer": "national",
        "notices": [
            {
                "version": 1,
                "title": "关于2027年部分节假日安排的通知（虚构）",
                "number": "国办发明电〔2026〕0号（虚构）",
                "issuer": "国务院办公厅",
                "published_on": "2026-11-20",
                "arrangements": [{"occasion": "元旦", "off": ["2027-01-01"], "work": []}],
            }
        ],
    },
}
CALENDAR_DIFF = thing(
    "CalendarDiff", ("dry_run",), closed=False, dry_run=BOOL, changes=many(text(1000)), deadlines=many(FORM)
)
CALENDAR_DIFF_EXAMPLE = {"dry_run": True, "changes": ["2027年1月1日：工作日改为放假"], "deadlines": []}

PROOF_DAY = thing(
    "ProofDay",
    ("date", "number", "kind", "reason", "notice"),
    closed=False,
    date=DAY,
    number=maybe(number(1)),
    kind=choice("working", "make_up", "weekend", "holiday", "closure"),
    reason=text(),
    notice=maybe(text()),
    extension=BOOL,
    standing=BOOL,
    rolled=BOOL,
    estimated=BOOL,
    provisional=BOOL,
    late=choice("performer", "decider"),
    marks=many(choice("start", "old_due", "due", "estimate", "done", "today")),
)
END_MOVED = thing(
    "EndMoved",
    ("kind", "at", "old", "new"),
    closed=False,
    kind=choice("extended", "recomputed", "suspended", "resumed", "corrected"),
    at=INSTANT,
    old=maybe(DAY),
    new=maybe(DAY),
    estimate=maybe(DAY),
    ground=maybe(text()),
    notices=many(text()),
)
STRETCH = thing(
    "Stretch",
    ("whose", "after", "through"),
    whose=choice("performer", "decider", "nobody"),
    after=DAY,
    through=maybe(DAY),
)
CITED = thing("CitedNotice", ("id", "citation"), id=text(), citation=text(500))
#: the deadline day by day: every counted day bears its number, every other says why it has none
PROOF = thing(
    "DeadlineProof",
    ("counted", "days", "moved", "stretches", "notices"),
    counted=number(),
    published_through=DAY,
    days=many(PROOF_DAY),
    moved=many(END_MOVED),
    stretches=many(STRETCH),
    notices=many(CITED),
)
PROOF_EXAMPLE = {
    "counted": 1,
    "published_through": "2026-12-31",
    "days": [
        {
            "date": "2026-11-23",
            "number": None,
            "kind": "working",
            "reason": "工作日",
            "notice": None,
            "marks": ["start"],
        },
        {"date": "2026-11-24", "number": 1, "kind": "working", "reason": "工作日", "notice": None},
    ],
    "moved": [],
    "stretches": [],
    "notices": [],
}
