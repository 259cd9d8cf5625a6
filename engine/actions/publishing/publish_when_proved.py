"""Publish a draft as long work: proved first, then put in force in the act that ends the work, or refused in a story.

Whoever asks must be a second person, when they ask and when the version takes force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson

from engine.actions.house.house_work import HouseWork
from engine.actions.house.office import Office
from engine.actions.versions.publish_diagram import Disproved, proved, publish_seen, publishable
from engine.actions.worker.long_work import Report, Result, ask_for, pending_like, result_of
from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.errors import Conflict
from engine.people.actor import Actor
from engine.proofs.verdict import Proof
from engine.storage.definitions import VersionRow
from engine.texts.catalogue import LANGUAGES

#: name of this kind of long work, and what it comes to
KIND: Final = "publication"
MEDIA: Final = "application/json"
#: why it ended in vain where a case could break a duty
DISPROVED: Final = "versions.disproved"
#: nobody knows beforehand how many moments there are
UNKNOWN_END: Final = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A publication that was asked for: the draft and the work that proves it."""

    draft: VersionRow
    work: str


def ask_to_publish(
    office: Office, actor: Actor, procedure: str, version: int, *, effective_on: date | None = None
) -> Asked:
    """Have this draft proved and put in force from `effective_on` (the day it is proved if left out).

    Asked again while it waits, it is the same work. Raises Unknown, Forbidden where the actor had a hand in it,
    Conflict where it is published already, given up, or too much is waiting, Invalid for a day that has passed.
    """
    draft, _ = publishable(office, actor, procedure, version, effective_on)
    day = effective_on.isoformat() if effective_on else None
    asked = {"procedure": procedure, "version": version, "digest": draft.digest, "effective_on": day}
    return Asked(draft, pending_like(office, actor, KIND, asked) or ask_for(office, actor, KIND, asked))


def do_publish(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
    """Prove it and put it in force. A proof that comes to no end is kept with the version and refuses nothing."""
    day = date.fromisoformat(asked["effective_on"]) if asked["effective_on"] else None
    draft, bundle = publishable(office, actor, asked["procedure"], asked["version"], None)
    if draft.digest != asked["digest"]:
        raise Conflict("versions.replaced_meanwhile", procedure=draft.procedure, version=draft.version)
    try:
        proof = proved(bundle, draft.process, lambda moments: report(moments, UNKNOWN_END))
    except Disproved as disproved:
        return Result(_told(disproved.proof, bundle, draft.process), MEDIA, lambda _work: None, DISPROVED)

    def record(work: HouseWork) -> None:
        publish_seen(work, draft, day, proof)

    return Result(_told(proof, bundle, draft.process), MEDIA, record)


def proof_of(office: Office, actor: Actor, job: str, lang: str) -> Mapping[str, Any]:
    """What an own publication was told by the proof, in this language. Raises Unknown once it is there no more."""
    _, content = result_of(office, actor, job)
    told: dict[str, dict[str, Any]] = orjson.loads(content)
    return told[lang]


def _told(proof: Proof, bundle: Bundle, process: str) -> bytes:
    """The proof in every language, with the names of the elements of its stories as they are drawn."""
    elements = Definition.compile(bundle, process).elements
    met = {move.element for one in proof.findings for move in one.story}
    names = {element: elements[element].name if element in elements else "" for element in met}
    return orjson.dumps({lang: {**proof.to_json(lang), "names": names} for lang in LANGUAGES})
