"""A bundle with everything read once, for all rules: diagrams, code, forms, decisions and settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Final

from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import bpmn
from engine.diagrams.findings import Finding
from engine.diagrams.lint.code import Code, code_in
from engine.diagrams.lint.companions import Companions, crashed
from engine.diagrams.lint.graph import Diagram, Node, Scope, read_diagram
from engine.diagrams.loading import load_bpmn
from engine.diagrams.normalizing.steps import write_out

#: flows of a file that is written out; what has more is looked at as it is drawn, and refused
MAX_WRITTEN: Final = 3_000


class Context:
    """What the rules are given. Files that cannot be read are in `findings`; the rest is looked at all the same."""

    def __init__(self, bundle: Bundle, *, written_out: bool = False, companions: Companions | None = None) -> None:
        self.bundle = bundle
        #: whether the diagrams are looked at in the long form in which they run, or as they are drawn
        self._written_out = written_out
        self.findings: list[Finding] = []
        self.diagrams: list[Diagram] = []
        for file, raw in bundle.named(".bpmn").items():
            self._guard(file, self._read_diagram, raw)
        #: what lies beside the diagrams, and is the same however they are looked at
        self.companions = companions or Companions(bundle)
        self.findings += self.companions.findings
        self.decisions = self.companions.decisions
        self.forms = self.companions.forms
        self.settings = self.companions.settings

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
            self.findings.append(crashed(file, read.__name__, error))

    def _read_diagram(self, file: str, raw: bytes) -> None:
        root, found = load_bpmn(file, raw)
        self.findings += found
        if root is not None and self._written_out and sum(1 for _ in root.iter(bpmn("sequenceFlow"))) <= MAX_WRITTEN:
            self.findings += write_out(file, root)
        if root is not None:
            self.diagrams.append(read_diagram(file, root))
