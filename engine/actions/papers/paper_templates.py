"""Templates of papers as people change them: upload a draft with its checks, publish it, discard it, take it home.

Whoever may draw up diagrams may draw up a template, and a second person publishes it. A paper keeps the template it was
issued from, so a new version changes no old paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.casework.paper_kinds import PaperKind, kinds_of, template_shipped
from engine.actions.casework.paper_values import unknown_names
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.documents.filling import PaperTemplate, digest_of
from engine.documents.layout import Remark, remarks
from engine.errors import Conflict, FieldError, Incident, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.people.subjects import DraftFacts
from engine.storage import definitions, paper_templates
from engine.storage.database import Connection
from engine.storage.paper_templates import TemplateRow


@dataclass(frozen=True, slots=True)
class Checked:
    """An uploaded template that may be kept, and what is to be told of it."""

    template: PaperTemplate
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of paper with the versions of its template, newest first; none while only the shipped one is used."""

    kind: PaperKind
    versions: tuple[TemplateRow, ...]
    current: str


def compiled(connection: Connection, digest: str) -> PaperTemplate:
    """The template of this digest, ready to fill. Raises Incident where its bytes are gone."""
    known = _KEPT.get(digest)
    if known is None:
        raw = paper_templates.file(connection, digest)
        if raw is None:
            raise Incident("papers.template_gone", digest=digest)
        known = _KEPT[digest] = PaperTemplate.compile(raw)
    return known


#: compiled templates by digest; a province has some thirty, and a digest never means anything else
_KEPT: dict[str, PaperTemplate] = {}


def list_templates(office: Office, actor: Actor, procedure: str) -> list[KindView]:
    """Every kind of paper with its versions. Raises Forbidden."""
    may(actor, Act.DRAW_UP).require()
    with office.database.reading() as connection:
        rows = paper_templates.versions(connection, procedure)
        current = paper_templates.current(connection, procedure)
    return [
        KindView(kind, tuple(row for row in rows if row.kind == kind.key), current.get(kind.key, ""))
        for kind in kinds_of(procedure).values()
    ]


@dataclass(frozen=True, slots=True)
class TemplateView:
    """One kind for its page: versions, forms it may draw on, remarks on each version, drafts this actor may publish."""

    view: KindView
    schemas: Mapping[str, bytes]
    remarks: Mapping[int, tuple[Remark, ...]]
    may_publish: frozenset[int]


def view_template(office: Office, actor: Actor, procedure: str, kind: str) -> TemplateView:
    """One kind of paper with everything told of its versions. Raises Forbidden, Unknown."""
    declared = _declared(procedure, kind)
    view = next(one for one in list_templates(office, actor, procedure) if one.kind is declared)
    with office.database.reading() as connection:
        schemas = _schemas(office, connection, procedure)
        parts = {row.version: compiled(connection, row.digest).parts for row in view.versions[:10]}
    parts[0] = PaperTemplate.compile(template_shipped(procedure, kind)).parts
    told = {version: tuple(remarks(found, declared.layout)) for version, found in parts.items()}
    publishes = {
        row.version
        for row in view.versions
        if row.is_draft and may(actor, Act.PUBLISH_DIAGRAM, DraftFacts(drawn_by=row.made_by)).allowed
    }
    return TemplateView(view, schemas, told, frozenset(publishes))


def template_file(office: Office, actor: Actor, procedure: str, kind: str, version: int | None = None) -> bytes:
    """The bytes of a version; of the one in force where none is named (0: the one that ships). Raises Unknown."""
    may(actor, Act.DRAW_UP).require()
    declared = _declared(procedure, kind)
    with office.database.reading() as connection:
        rows = paper_templates.versions(connection, procedure, kind)
        wanted = next((row.digest for row in rows if row.version == version), None)
        digest = wanted if version else paper_templates.current(connection, procedure).get(kind)
        if version == 0 or (version is None and digest is None):
            return template_shipped(procedure, declared.key)
        raw = paper_templates.file(connection, digest) if digest else None
    if raw is None:
        raise Unknown("papers.unknown_template")
    return raw


def check_template(office: Office, actor: Actor, procedure: str, kind: str, raw: bytes) -> Checked:
    """Look a template over without keeping it. Raises Forbidden, Unknown, TooLarge, Invalid naming what is wrong."""
    may(actor, Act.DRAW_UP).require()
    declared = _declared(procedure, kind)
    template = PaperTemplate.compile(raw)
    with office.database.reading() as connection:
        unknown = unknown_names(template.names, declared, _schemas(office, connection, procedure))
    if unknown:
        wrong = [FieldError(name, "papers.tag_unknown") for name in unknown]
        raise Invalid("papers.template_refused", fields=wrong)
    return Checked(template, tuple(remarks(template.parts, declared.layout)))


def upload_template(office: Office, actor: Actor, procedure: str, kind: str, raw: bytes, note: str) -> dict[str, Any]:
    """Keep a changed template as a draft. Raises as `check_template` does, Conflict where nothing was changed."""
    found = check_template(office, actor, procedure, kind, raw)
    digest = found.template.digest

    def verb(work: HouseWork) -> dict[str, Any]:
        playing = [row for row in paper_templates.versions(work.connection, procedure, kind) if not row.discarded_at]
        newest = playing[0].digest if playing else digest_of(template_shipped(procedure, kind))
        if newest == digest:
            raise Conflict("papers.template_same")
        paper_templates.keep_file(work.connection, digest, raw, work.now)
        version = paper_templates.last_version(work.connection, procedure, kind) + 1
        row = TemplateRow(procedure, kind, version, digest, note[:500], work.now, work.actor.id)
        paper_templates.add(work.connection, row)
        work.record(Word.TEMPLATE_DRAWN_UP, procedure=procedure, kind=kind, version=version, digest=digest)
        return {"version": version, "digest": digest}

    return work_in_house(office, actor, Act.DRAW_UP, verb)


def publish_template(office: Office, actor: Actor, procedure: str, kind: str, version: int) -> dict[str, Any]:
    """Put a draft into force. Raises Forbidden for its author, Conflict where it is no draft any more."""
    row = _draft(office, procedure, kind, version)

    def verb(work: HouseWork) -> dict[str, Any]:
        if not paper_templates.change(work.connection, row, published_at=work.now, published_by=work.actor.id):
            raise Conflict("papers.template_no_draft")
        named = {"procedure": procedure, "kind": kind, "version": version, "digest": row.digest}
        work.record(Word.TEMPLATE_PUBLISHED, **named)
        return named

    return work_in_house(office, actor, Act.PUBLISH_DIAGRAM, verb, DraftFacts(drawn_by=row.made_by))


def discard_template(office: Office, actor: Actor, procedure: str, kind: str, version: int) -> dict[str, Any]:
    """Give a draft up. Raises Forbidden, Conflict where it is no draft any more."""
    row = _draft(office, procedure, kind, version)

    def verb(work: HouseWork) -> dict[str, Any]:
        if not paper_templates.change(work.connection, row, discarded_at=work.now):
            raise Conflict("papers.template_no_draft")
        work.record(Word.TEMPLATE_DISCARDED, procedure=procedure, kind=kind, version=version, digest=row.digest)
        return {"version": version}

    return work_in_house(office, actor, Act.DRAW_UP, verb)


def _draft(office: Office, procedure: str, kind: str, version: int) -> TemplateRow:
    with office.database.reading() as connection:
        rows = paper_templates.versions(connection, procedure, kind)
    row = next((one for one in rows if one.version == version), None)
    if row is None:
        raise Unknown("papers.unknown_template")
    if not row.is_draft:
        raise Conflict("papers.template_no_draft")
    return row


def _declared(procedure: str, kind: str) -> PaperKind:
    declared = kinds_of(procedure).get(kind)
    if declared is None:
        raise Unknown("papers.unknown_template")
    return declared


def _schemas(office: Office, connection: Connection, procedure: str) -> Mapping[str, bytes]:
    """The forms of the version in force, whose fields a template may name."""
    version = definitions.effective(connection, procedure, beijing_day(office.clock.now()))
    if version is None:
        return {}
    return office.procedures.get(connection, version.digest, version.process).schemas
