"""A case (虚构) with something of everything that an address may name, in words that stand nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from sqlalchemy import Table, select
from werkzeug.test import TestResponse

from engine.actions.guests.enter_as_guest import enter_as_guest
from engine.actions.guests.issue_guest_link import issue_guest_link
from engine.actions.house.office import Office
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.opening.open_case import open_case
from engine.actions.papers.draw_paper import draw_paper, on_demand
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.signing_in.sessions import Origin
from engine.actions.tasks.complete_task import complete
from engine.actions.worker.long_work import ask_for
from engine.clock import beijing_day
from engine.people.actor import Actor
from engine.storage import cases, tasks
from engine.storage.tables import lists, meetings, records, told, uploads
from engine.storage.tables.tasks import tasks as tasks_rows
from tests.unit.engine.uploads.samples import picture
from tests.unit.webhooks.pages.case_pages.conftest import APPLICATION, MATTERS, PREPARED
from tests.unit.webhooks.pages.conftest import Browse

CHILD: Final = "欧阳试探（虚构）"
SCHOOL: Final = "试探小学（虚构）"
PSEUDONYM: Final = "化名青禾（虚构）"
SUBJECT: Final = "试探题目壬（虚构）"
REMARK: Final = "试探议程癸（虚构）"
REASON: Final = "试探传阅庚（虚构）"
PHRASE: Final = "试探用语辛（虚构）"
SUGGESTION: Final = "试探建议戊（虚构）"
TYPED: Final = (SUBJECT, REMARK, REASON, PHRASE, SUGGESTION)


@dataclass(frozen=True)
class Seeded:
    """The case with its number, and what stands in an address for each of its things."""

    case: str
    number: str
    ids: Mapping[str, str] = field(default_factory=dict)

    def shown_in(self, answer: TestResponse) -> list[str]:
        """What an answer tells of the case, in its body or its headers."""
        text = answer.get_data().decode(errors="replace") + str(answer.headers)
        return [word for word in (self.number, CHILD, SCHOOL, PSEUDONYM, *TYPED) if word in text]


def actor(office: Office, person: str) -> Actor:
    found = known_actor(office, person)
    assert found is not None
    return found


def do(office: Office, person: str, case: str, element: str, form: dict[str, Any]) -> None:
    """Complete the open task of this element that the person may do."""
    with office.database.reading() as connection:
        row = next(row for row in tasks.open_of_case(connection, case).values() if row.element == element)
    complete(office, actor(office, person), row.id, form)


def collecting(office: Office, meeting_date: str = "2026-04-20", **application: Any) -> Seeded:
    """A case in the collection of opinions: two units and an expert of law are asked."""
    subject = {"pseudonym": PSEUDONYM, "child_name": CHILD, "school": SCHOOL, "age_band": "under_14"}
    form = {**APPLICATION, "subject": SUBJECT, "subjects": [subject], **application}
    case = open_case(office, actor(office, "luoyang.liaison"), "case_consultation", form).case_id
    do(
        office,
        "officer",
        case,
        "review_application",
        {"choice": "accept", "confirmed": ["2"], "reason": "符合（虚构）"},
    )
    do(office, "luoyang.liaison", case, "submit_matters", MATTERS)
    do(office, "officer", case, "prepare_consultation", {**PREPARED, "meeting_date": meeting_date})
    with office.database.reading() as connection:
        row = cases.get(connection, case)
    assert row is not None
    return Seeded(row.id, row.number)


def with_everything(office: Office, browse: Browse) -> Seeded:
    """The same with a meeting, a file, a circulation, a paper, long work and what else has an address of its own."""
    return add_everything(office, browse, collecting(office))


def add_everything(office: Office, browse: Browse, made: Seeded, planned_on: str = "2026-04-20") -> Seeded:
    """To a case in the collection of opinions."""
    officer, liaison = browse("officer"), browse("education.liaison")

    def posted(browser: Any, address: str, form: dict[str, Any]) -> str:
        answer = browser.post(address, form)
        assert answer.status_code in (200, 303), answer.text
        return str(answer.headers.get("Location", "").rpartition("/")[2])

    plan = {
        **{"title": "会商会议", "planned_on": planned_on, "starts_at": "09:00", "ends_at": "11:00"},
        **{"room": "第三会议室", "case": [made.case], "order": [made.case], "remarks": REMARK},
    }
    meeting = posted(officer, "/meetings/new", plan)
    posted(officer, f"/cases/{made.case}/files", {"ref": "abc123", "file": (BytesIO(picture()), f"{CHILD}.png")})
    sent = {"reason": REASON, "reader": [actor(office, "reviewer").id]}
    circulation = posted(officer, f"/cases/{made.case}/acts/circulate", sent)
    posted(officer, "/phrases", {"words": PHRASE})
    posted(liaison, "/suggestions", {"topic": SUGGESTION, "text": SUGGESTION})
    posted(officer, "/inbox/todo/views", {"name": PHRASE[:30], "due": "overdue"})
    kind = on_demand("case_consultation")[0].key
    paper = draw_paper(office, actor(office, "officer"), made.case, kind).details["paper"]
    asked = {"book": "acceptance", "from_on": "2026-01-01", "until_on": "2026-12-31"}
    job = ask_for(office, actor(office, "officer"), "register", asked)
    send_due_notices(office)
    return Seeded(made.case, made.number, ids_of(office, made.case, meeting, circulation, str(paper), str(job)))


def ids_of(office: Office, case: str, meeting: str, circulation: str, paper: str, job: str) -> dict[str, str]:
    """What stands in an address for each thing of the case: the newest of each kind."""
    return {
        **{"case": case, "case_id": case, "meeting": meeting, "circulation": circulation},
        **{"paper": paper, "job": job},
        "task": _latest(office, tasks_rows, case_id=case),
        "file": _latest(office, uploads.uploads, case_id=case),
        "submission": _latest(office, records.submissions, case_id=case),
        "service": case,
        "notice": _latest(office, told.person_notices, case_id=case),
        "phrase": _latest(office, uploads.phrases),
        "suggestion": _latest(office, meetings.suggestions),
        "view": _latest(office, lists.saved_views),
    }


def guest_of(office: Office, case: str, person: str) -> str:
    """The cookie of a guest-link session of this expert."""
    until = beijing_day(office.clock.now())
    made = issue_guest_link(office, actor(office, "officer"), case, person, until).details
    return enter_as_guest(office, str(made["token"]), str(made["code"]), Origin())[0].token


def _latest(office: Office, table: Table, **where: Any) -> str:
    query = select(table.c.id).where(*(table.c[name] == value for name, value in where.items()))
    with office.database.reading() as connection:
        return str(list(connection.execute(query).scalars())[-1])
