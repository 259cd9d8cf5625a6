"""Publish a diagram: drawn by one person, published by another, in force from a day on (D7).

What is published has passed every check, is kept byte for byte under its digest, and never changes again. Cases that
run stay on the version they began with.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.versions.drawing_up import checked, named, store_draft
from engine.actions.versions.version_list import known_version
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.diagrams.bundle import Bundle
from engine.diagrams.findings import DiagramRefused
from engine.errors import Conflict, FieldError, Invalid
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import DraftFacts
from engine.proofs.proving import prove
from engine.proofs.verdict import Proof
from engine.storage import definitions
from engine.storage.database import Connection
from engine.storage.definitions import VersionRow

#: recorded where the installation published without looking for a proof
SKIPPED = "skipped"


class Disproved(DiagramRefused):
    """A case could break a duty, or get stuck: `proof` tells the shortest story that leads there."""

    def __init__(self, proof: Proof, refused: DiagramRefused) -> None:
        super().__init__(refused.findings)
        self.proof = proof


def publishable(
    office: Office, actor: Actor, procedure: str, version: int, effective_on: date | None
) -> tuple[VersionRow, Bundle]:
    """A draft that this person may put in force, with its files.

    Raises Unknown, Forbidden where the actor had a hand in it, Conflict where it is published already or given up,
    Invalid for a day that has passed.
    """
    with office.database.reading() as connection:
        draft = known_version(connection, procedure, version)
        bundle = Bundle(definitions.bundle(connection, draft.digest))
    require_right(actor, draft)
    if not draft.is_draft:
        raise _no_draft(draft)
    _require_to_come(effective_on, beijing_day(office.clock.now()))
    return draft, bundle


def publish_seen(work: HouseWork, seen: VersionRow, effective_on: date | None, proof: Proof) -> dict[str, Any]:
    """Put this draft in force as it was seen, on the day asked for or, where that has passed meanwhile, today.

    Raises Forbidden, Conflict where it was replaced or is no draft any more.
    """
    draft = known_version(work.connection, seen.procedure, seen.version)
    if (draft.digest, draft.redrawn_by) != (seen.digest, seen.redrawn_by):
        raise Conflict("versions.replaced_meanwhile", procedure=seen.procedure, version=seen.version)
    require_right(work.actor, draft)
    return _publish(work, draft, effective_on, proof)


def require_right(actor: Actor, draft: VersionRow) -> None:
    """Raises Forbidden for whom does not publish, and for whoever had a hand in the draft."""
    facts = DraftFacts(drawn_by=draft.created_by, redrawn_by=frozenset(draft.redrawn_by))
    may(actor, Act.PUBLISH_DIAGRAM, facts).require()


def proved(bundle: Bundle, process: str, tell: Callable[[int], None] = lambda _moments: None) -> Proof:
    """The proof of a procedure, or that nothing can be told. Raises Disproved where a case could break a duty.

    It may take minutes: no transaction may be open. `tell` is told how many moments were looked at.
    """
    proof = prove(bundle, process=process, tell=tell)
    try:
        proof.require()
    except DiagramRefused as refused:
        raise Disproved(proof, refused) from refused
    return proof


def deploy(
    office: Office,
    bundle: Bundle,
    *,
    effective_on: date | None = None,
    even_again: bool = False,
    proving: bool = False,
) -> dict[str, Any]:
    """Publish a bundle as the installation itself does when it is set up; one that was published stays as it is.

    With `even_again` a bundle that a later version superseded becomes the newest version once more. With `proving` it
    is proved first; without, the record says that it was not. What was published was checked then, and is not checked
    again at every start.
    Raises DiagramRefused with all findings, Invalid for an unreadable procedure file, Disproved.
    """
    with office.database.reading() as connection:
        standing = _standing(connection, bundle.digest, even_again=even_again)
    if standing is not None:
        return named(standing) | _proof_of(standing)
    found = checked(office, bundle)
    proof = proved(bundle, found.said.process) if proving else None

    def verb(work: HouseWork) -> dict[str, Any]:
        meanwhile = _standing(work.connection, bundle.digest, even_again=even_again)
        if meanwhile is not None:
            return named(meanwhile) | _proof_of(meanwhile)
        return _publish(work, store_draft(work, found, ""), effective_on, proof)

    return work_in_house(office, Actor.system(), Act.PUBLISH_DIAGRAM, verb)


def _standing(connection: Connection, digest: str, *, even_again: bool) -> VersionRow | None:
    """The published version that is this very bundle; with `even_again` only where nothing was published after it."""
    known = definitions.published_as(connection, digest)
    if known is None or not even_again:
        return known
    last = definitions.last_published(connection, known.procedure)
    return known if last is not None and last.version == known.version else None


def _require_to_come(day: date | None, today: date) -> None:
    """A case opened before the act must not turn out to have begun on a version that was not published."""
    if day is not None and day < today:
        given = {"day": day.isoformat(), "today": today.isoformat()}
        raise Invalid("versions.day_passed", fields=[FieldError("effective_on", "versions.day_passed", given)], **given)


def _kept(proof: Proof | None) -> dict[str, Any]:
    """As the version list shows it; why nothing can be told is the key of a sentence."""
    if proof is None:
        return {"verdict": SKIPPED, "why": "", "moments": 0}
    return {"verdict": proof.verdict.value, "why": proof.why, "moments": proof.moments}


def _proof_of(row: VersionRow) -> dict[str, Any]:
    """What was found when it was published."""
    return {"proof": (row.proof or _kept(None))["verdict"]}


def _no_draft(row: VersionRow) -> Conflict:
    key = "versions.no_draft" if row.published_at is None else "actions.published_already"
    return Conflict(key, procedure=row.procedure, version=row.version)


def _publish(work: HouseWork, draft: VersionRow, effective_on: date | None, proof: Proof | None) -> dict[str, Any]:
    if not draft.is_draft:
        raise _no_draft(draft)
    day = max(effective_on or work.today, work.today)
    values: dict[str, Any] = {"published_at": work.now, "published_by": work.actor.id, "effective_on": day}
    values["proof"] = _kept(proof)
    definitions.change_version(work.connection, draft.procedure, draft.version, values)
    told = named(draft) | {"effective_on": day.isoformat(), "proof": values["proof"]["verdict"]}
    work.record(Word.DIAGRAM_PUBLISHED, **told)
    return told
