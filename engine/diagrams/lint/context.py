"""A bundle with everything read once, for all rules: diagrams, code, forms, decisions and settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.diagrams.bundle import MAX_FILE, NAMED, Bundle
from engine.diagrams.dialect import bpmn
from engine.diagrams.findings import Finding
from engine.diagrams.lint.code import Code, code_in
from engine.diagrams.lint.graph import Diagram, Node, Scope, read_diagram
from engine.diagrams.loading import load_bpmn
from engine.diagrams.normalizing.steps import write_out
from engine.yaml_files import YamlRefused, read_yaml

SETTINGS = "settings.yaml"
MAX_WRITTEN = 3_000  #: flows of a file that is written out; what has more is looked at as it is drawn, and refused


@dataclass(frozen=True, slots=True)
class FormFile:
    """One form as its file holds it."""

    file: str
    id: str
    schema: Mapping[str, Any]


class Context:
    """What the rules are given. Files that cannot be read are in `findings`; the rest is looked at all the same."""

    def __init__(self, bundle: Bundle, *, written_out: bool = False) -> None:
        self.bundle = bundle
        #: whether the diagrams are looked at in the long form in which they run, or as they are drawn
        self._written_out = written_out
        self.findings: list[Finding] = []
        self.diagrams: list[Diagram] = []
        self.decisions = Library({}, {}, ())
        for file, raw in bundle.named(".bpmn").items():
            self._guard(file, self._read_diagram, raw)
        self._guard("", self._read_decisions, b"")
        self.forms = list(self._read_forms())
        #: the settings of the procedure by name; None when there are none, so that names cannot be checked
        self.settings = self._read_named(SETTINGS)
        for file in sorted(set(NAMED) - {SETTINGS}):
            self._read_named(file)

    @property
    def nodes(self) -> Iterator[Node]:
        """All nodes of all diagrams."""
        return (node for diagram in self.diagrams for node in diagram.nodes)

    @property
    def scopes(self) -> Iterator[Scope]:
        """All processes and subprocesses of all diagrams."""
        return (scope for diagram in self.diagrams for scope in diagram.scopes)

    @cached_property
    def processes(self) -> Mapping[str, Scope]:
        """The processes by id."""
        return {process.id: process for diagram in self.diagrams for process in diagram.processes}

    @cached_property
    def elements(self) -> frozenset[str]:
        """The ids of all nodes."""
        return frozenset(node.id for node in self.nodes)

    @cached_property
    def form_ids(self) -> frozenset[str]:
        """The ids of all forms."""
        return frozenset(form.id for form in self.forms)

    @cached_property
    def code(self) -> list[Code]:
        """Every piece of code of all diagrams, compiled once."""
        return [code for diagram in self.diagrams for code in code_in(diagram)]

    def alone(self, file: str) -> Context:
        """The same with this diagram only, to find out which one a rule breaks on."""
        return Context(self.bundle.only([file]))

    def _guard(self, file: str, read: Callable[[str, bytes], None], raw: bytes) -> None:
        """Read a file; one on which the reading itself breaks is told and left out."""
        try:
            read(file, raw)
        except Exception as error:  # noqa: BLE001  # whatever breaks is told, never shown as a traceback
            detail = type(error).__name__
            self.findings.append(Finding.error("crashed", file, 0, "", broken=read.__name__, detail=detail))

    def _read_diagram(self, file: str, raw: bytes) -> None:
        root, found = load_bpmn(file, raw)
        self.findings += found
        if root is not None and self._written_out and sum(1 for _ in root.iter(bpmn("sequenceFlow"))) <= MAX_WRITTEN:
            self.findings += write_out(file, root)
        if root is not None:
            self.diagrams.append(read_diagram(file, root))

    def _read_decisions(self, _file: str, _raw: bytes) -> None:
        """All tables together, since one may require what another file declares."""
        self.decisions = read_models(self.bundle.named(".dmn"))
        self.findings += self.decisions.findings

    def _is_too_large(self, file: str, raw: bytes, limit: int) -> bool:
        if len(raw) > limit:
            self.findings.append(Finding.error("too_large", file, 0, "", size=len(raw), limit=limit))
        return len(raw) > limit

    def _read_forms(self) -> Iterator[FormFile]:
        for file, raw in self.bundle.named(".form").items():
            if self._is_too_large(file, raw, MAX_FILE):
                continue
            try:
                schema = json.loads(raw, parse_constant=_refuse_number)
            except (ValueError, RecursionError) as error:
                self.findings.append(_not_json(file, error))
                continue
            if isinstance(schema, dict):
                yield FormFile(file, str(schema.get("id") or ""), schema)
            else:
                self.findings.append(Finding.error("unreadable", file, 1, "", "unreadable.object"))

    def _read_named(self, file: str) -> Mapping[str, Any] | None:
        """One of the YAML files of a procedure; None when the bundle has none or it cannot be read."""
        raw = self.bundle.files.get(file)
        if raw is None:
            return None
        try:
            read = read_yaml(raw)
        except YamlRefused as refused:
            self.findings.append(
                Finding.error("unreadable", file, refused.line, "", f"unreadable.yaml_{refused.reason}")
            )
            return None
        if not isinstance(read, dict):
            self.findings.append(Finding.error("unreadable", file, 1, "", "unreadable.object"))
            return None
        return read


def _refuse_number(name: str) -> float:
    raise ValueError(name)


def _not_json(file: str, error: Exception) -> Finding:
    if isinstance(error, json.JSONDecodeError):
        return Finding.error("unreadable", file, error.lineno, "", "unreadable.json", column=error.colno)
    return Finding.error("unreadable", file, 0, "", "unreadable.json_beyond")
