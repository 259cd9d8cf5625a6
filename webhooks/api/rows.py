"""How cases, tasks, clocks and offered acts look in JSON. Links are made here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.due_days import Due
from engine.actions.lists.house_lists import InForce
from engine.actions.tasks.offers import Offer
from engine.actions.versions.version_list import ListedVersion
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.cases.lamps import lamp_of
from engine.cases.states import read_state
from engine.storage.audit import Written
from engine.storage.tasks import TaskRow
from engine.texts.catalogue import say
from webhooks.openapi import PREFIX
from webhooks.problems import spoken

#: act beside the diagram → the last part of its address under the case
BESIDE: dict[Act, str] = {
    Act.SERVE: "services",
    Act.ADD_PARTICIPANT: "participants",
    Act.URGE: "urge",
    Act.RETRY_INCIDENT: "incidents/retry",
    Act.RESOLVE_INCIDENT: "incidents",
    Act.SET_VALUE: "repairs/value",
    Act.MOVE_TOKEN: "repairs/move",
    Act.TERMINATE: "terminate",
    Act.MERGE: "merge",
    Act.SPLIT: "split",
    Act.CORRECT: "deadlines/corrections",
    Act.RECORD_INSTRUCTION: "instructions",
    Act.CIRCULATE: "circulations",
    Act.COMPLAIN: "complaints",
    Act.GRADE_RISK: "risk",
    Act.REQUEST_REAL_DATA: "real-data/requests",
    Act.REFUSE_REAL_DATA: "real-data/refusals",
    Act.ISSUE_GUEST_LINK: "guest-links",
    Act.REVOKE_GUEST_LINK: "guest-links/ended",
    Act.GRANT_REAL_DATA: "grants",
    Act.END_REAL_DATA: "real-data/endings",
    Act.DRAW_PAPER: "papers",
    Act.VOID_PAPER: "papers/voids",
    Act.KEEP_SCAN: "papers/scans",
}
#: act on a task → method and last part of its address
CHORES: dict[Act, tuple[str, str]] = {
    Act.CLAIM: ("POST", "claim"),
    Act.RELEASE: ("POST", "release"),
    Act.SAVE_DRAFT: ("PUT", "draft"),
    Act.HAND_OVER: ("POST", "hand-over"),
    Act.ENTER_AFTERWARDS: ("POST", "enter-afterwards"),
}


def due_row(due: Due | None) -> dict[str, Any] | None:
    """How a clock stands."""
    if due is None:
        return None
    lamp = lamp_of(due.status.value)
    return {
        "name": due.name,
        "item": due.item,
        "due": due.due,
        "estimate": due.estimate,
        "status": due.status.value,
        "days_left": due.days_left,
        "certainty": due.certainty.value,
        "whose_delay": due.whose.value if due.whose else None,
        "lamp": {"colour": lamp.colour.value, "shape": lamp.shape},
    }


def state_label(status: str, lang: str) -> str | None:
    """The word for a state; None for a state of another procedure."""
    state = read_state(status)
    return state.label(lang) if state else None


def task_row(task: TaskRow, number: str, due: Due | None) -> dict[str, Any]:
    """One task in a list."""
    return {
        "id": task.id,
        "case": task.case_id,
        "number": number,
        "element": task.element,
        "item": task.item,
        "name": task.name,
        "lane": task.lane,
        "form": task.form,
        "act": task.act,
        "state": task.status,
        "entered_at": task.opened_at,
        "claimed_by": task.claimed_by,
        "ended_at": task.ended_at,
        "due": due_row(due),
        "priority": task.priority,
        "follow_up": task.follow_up,
    }


def offer_row(offer: Offer, case: str, lang: str) -> dict[str, Any]:
    """One act: where to send it while it is open, else why it is not."""
    method, href = link_of(offer, case) if offer.open else (None, None)
    return {
        "act": offer.act.value,
        "label": say(f"cases.act.{offer.act.value}", lang),
        "open": offer.open,
        "method": method,
        "href": href,
        "form": offer.form,
        "message": offer.message,
        "element": offer.element,
        "item": offer.item,
        "task": offer.task,
        "reason": None if offer.open else say(offer.key, lang, **spoken(offer.params)),
    }


def link_of(offer: Offer, case: str) -> tuple[str | None, str | None]:
    """Method and address of an act that is open now."""
    if offer.task is not None:
        method, last = CHORES.get(offer.act, ("POST", "complete"))
        return method, f"{PREFIX}/tasks/{offer.task}/{last}"
    if offer.message is not None:
        return "POST", f"{PREFIX}/cases/{case}/messages"
    if offer.act in BESIDE:
        return "POST", f"{PREFIX}/cases/{case}/{BESIDE[offer.act]}"
    return None, None


def record_row(one: Written, names: Mapping[str, str], lang: str) -> dict[str, Any]:
    """One record of a chain; who did it by name where names are given, else by id."""
    record = one.record
    return {
        "seq": one.seq,
        "at": record.at,
        "word": record.word,
        "label": Word(record.word).label(lang),
        "by": names.get(record.actor, record.actor),
        "element": record.element,
        "item": record.item,
        "details": record.details,
        "hash": one.hash.hex(),
    }


def procedure_row(one: InForce, lang: str) -> dict[str, Any]:
    """One procedure with its versions."""
    return {
        "key": one.key,
        "title": one.titles.get(lang) or one.titles.get("zh", one.key),
        "versions": [version_row(version, lang) for version in one.versions],
        "start_form": one.start_form,
    }


def version_row(one: ListedVersion, lang: str) -> dict[str, Any]:
    """One version of a procedure as it stands today."""
    shown = ("version", "digest", "created_at", "created_by", "redrawn_by", "published_at", "published_by")
    return {
        **{name: getattr(one.row, name) for name in (*shown, "effective_on", "ended_at", "ended_by", "note", "proof")},
        "state": one.state.value,
        "state_label": say(f"versions.state.{one.state.value}", lang),
        "running": one.running,
    }
