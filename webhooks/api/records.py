"""The record of the house for the auditor, and the papers of a case."""

from __future__ import annotations

from datetime import date

from flask import Blueprint

from engine.actions.cases.case_papers import view_papers
from engine.actions.lists.house_lists import read_record
from engine.actions.opening.find_duplicates import find_duplicates
from engine.actions.real_data.grant_real_data import grant_real_data
from engine.actions.records.verify import verify
from engine.cases.acts import Act
from engine.people.rights import may
from engine.texts.catalogue import say
from engine.timers.seals import kept_seals
from webhooks.api.answers import done
from webhooks.api.rows import record_row
from webhooks.operations import Call, Reply, operation
from webhooks.paging import a_number, cursor_of, key_of, limit_of
from webhooks.shapes import house as shapes
from webhooks.shapes.common import DONE, DONE_EXAMPLE

audit = Blueprint("audit", __name__)
notices = Blueprint("notices", __name__)


@operation(
    audit,
    "GET",
    "/audit",
    query=shapes.RECORDS_QUERY,
    needs=("chain",),
    answer=shapes.RECORDS,
    answer_example=shapes.RECORDS_EXAMPLE,
)
def read_chain(call: Call) -> Reply:
    """Records of one chain in their order."""
    key, most = key_of(call.query.get("cursor"), a_number), limit_of(call.query)
    after = key[0] if key else 0
    found = read_record(call.office, call.actor, call.query["chain"], after=after, most=most + 1)
    items = [record_row(one, {}, call.lang) for one in found[:most]]
    return Reply({"items": items, "next": cursor_of((found[most - 1].seq,) if len(found) > most else None)})


@operation(audit, "POST", "/audit/verification", answer=shapes.VERIFIED, answer_example=shapes.VERIFIED_EXAMPLE)
def verify_records(call: Call) -> Reply:
    """Check cases, rows, chains and events; names everything that does not agree."""
    may(call.actor, Act.VERIFY_RECORDS).require()
    faults = [
        {"place": one.place, "key": one.key, "sentence": say(one.key, call.lang, **one.params)}
        for one in verify(call.office, kept_seals(call.office.settings.var))
    ]
    return Reply({"clean": not faults, "faults": faults})


@operation(notices, "GET", "/cases/<case>/notices", answer=shapes.PAPERS, answer_example=shapes.NOTICE_EXAMPLE)
def list_notices(call: Call, case: str) -> Reply:
    """Notices of a case, sent and waiting for a working morning."""
    return Reply({"items": view_papers(call.office, call.actor, case).notices})


@operation(
    notices,
    "GET",
    "/cases/<case>/services",
    answer=shapes.PAPERS,
    answer_example=shapes.SERVICES_EXAMPLE,
    tag="participants",
)
def list_services(call: Call, case: str) -> Reply:
    """What was served on whom, and its receipts."""
    return Reply({"items": view_papers(call.office, call.actor, case).services})


@operation(
    notices,
    "GET",
    "/cases/<case>/participants",
    answer=shapes.PAPERS,
    answer_example=shapes.PARTS_EXAMPLE,
    tag="participants",
)
def list_participants(call: Call, case: str) -> Reply:
    """Who takes or took part."""
    return Reply({"items": view_papers(call.office, call.actor, case).parts})


@operation(
    notices,
    "GET",
    "/cases/<case>/documents",
    answer=shapes.PAPERS,
    answer_example=shapes.DOCUMENTS_EXAMPLE,
    tag="cases",
)
def list_documents(call: Call, case: str) -> Reply:
    """Minutes, letters and other papers issued."""
    return Reply({"items": view_papers(call.office, call.actor, case).documents})


@operation(
    audit,
    "POST",
    "/cases/<case>/grants",
    body=shapes.GRANT,
    body_example=shapes.GRANT_EXAMPLE,
    answer=DONE,
    answer_example=DONE_EXAMPLE,
    versioned=True,
    tag="cases",
)
def grant_reading(call: Call, case: str) -> Reply:
    """Let a person read the real data of a case until a day."""
    until = date.fromisoformat(call.body["until"])
    return done(grant_real_data(call.office, call.actor, case, call.body["person"], until, call.body, once=call.once))


@operation(
    audit,
    "POST",
    "/cases/duplicates",
    body=shapes.SEARCH,
    body_example=shapes.SEARCH_EXAMPLE,
    answer=shapes.FOUND,
    answer_example=shapes.FOUND_EXAMPLE,
    tag="cases",
)
def search_duplicates(call: Call) -> Reply:
    """Whether a child is in a case already; the name is sent in the body and kept nowhere."""
    return Reply(find_duplicates(call.office, call.actor, call.body["names"]))
