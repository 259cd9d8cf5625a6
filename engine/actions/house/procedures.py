"""Procedures as they run: definition and forms of a bundle, compiled once a process and shared by all threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import orjson

from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.errors import Incident
from engine.forms.form import Form
from engine.storage import definitions as stored
from engine.storage.database import Connection

#: as many published versions stay compiled; a province has a handful of procedures
KEPT = 32
FORM_SUFFIX = ".form"


@dataclass(frozen=True, slots=True)
class Procedure:
    """A compiled bundle. `schemas` are the form-js schemas by form id, `forms` the same ready to check."""

    definition: Definition
    forms: Mapping[str, Form]
    schemas: Mapping[str, bytes]

    def form(self, form_id: str | None) -> Form | None:
        """The form of this id; None where a task has none. Raises Incident for an id the bundle does not hold."""
        if form_id is None:
            return None
        found = self.forms.get(form_id)
        if found is None:
            raise Incident("actions.form_missing", form=form_id)
        return found


class Procedures:
    """Compiled bundles by digest and process, read from the database when first asked for."""

    def __init__(self) -> None:
        self._compiled: OrderedDict[tuple[str, str], Procedure] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, connection: Connection, digest: str, process: str) -> Procedure:
        """The procedure a case is pinned to. Raises Incident when its bundle is not in the database."""
        with self._lock:
            known = self._compiled.get((digest, process))
            if known is not None:
                self._compiled.move_to_end((digest, process))
                return known
        files = stored.bundle(connection, digest)
        if not files:
            raise Incident("actions.definition_missing", digest=digest)
        compiled = compile_procedure(Bundle(files), process)
        with self._lock:
            self._compiled[digest, process] = compiled
            while len(self._compiled) > KEPT:
                self._compiled.popitem(last=False)
        return compiled


def compile_procedure(bundle: Bundle, process: str | None) -> Procedure:
    """Definition and forms of a bundle. Raises DiagramRefused or Invalid for what cannot run."""
    schemas = {_form_id(path, content): content for path, content in bundle.named(FORM_SUFFIX).items()}
    forms = {form_id: Form.compile(orjson.loads(content)) for form_id, content in schemas.items()}
    return Procedure(Definition.compile(bundle, process), forms, schemas)


def _form_id(path: str, content: bytes) -> str:
    """The id a form gives itself, else the name of its file."""
    schema = orjson.loads(content)
    return str(schema.get("id") or PurePosixPath(path).stem)
