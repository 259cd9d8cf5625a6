"""A published procedure, parsed once and shared by every case and thread that runs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask

from engine.decisions.library import Library
from engine.decisions.model_reader import read_models
from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import bpmn
from engine.diagrams.elements import ElementInfo, read_elements
from engine.diagrams.findings import DiagramRefused, Finding, Severity
from engine.diagrams.form_files import form_ids
from engine.diagrams.loading import line_of, load_bpmn
from engine.diagrams.normalizing.steps import write_out
from engine.diagrams.parsing import Parser, is_computed
from engine.diagrams.unreadable import Unreadable, unreadable
from engine.errors import Conflict, Refusal
from engine.expressions.template import Template


@dataclass(frozen=True)
class Definition:
    """Immutable after `compile`. `digest` is that of the bundle; a case is pinned to it."""

    digest: str
    process_id: str
    name: str
    elements: Mapping[str, ElementInfo]
    start: str  #: id of the start event by which a case begins
    start_form: str | None
    start_groups: Template | None
    decisions: Library = field(repr=False)
    spec: Any = field(repr=False)
    subprocess_specs: Mapping[str, Any] = field(repr=False)
    begins: bool = True  #: whether a case may begin without saying by which start event
    entries: tuple[str, ...] = ()  #: ids of every start event by which a case may be begun
    has_conditions: bool = False  #: whether events may wait for conditions

    def entry(self, asked: str | None) -> str:
        """The start event with this id, or for a message of this name. Raises Conflict where none or several are."""
        if asked is None and self.begins:
            return self.start
        named = [start for start in self.entries if asked in (start, self.elements[start].message)]
        found = named if asked is not None else []
        if len(found) != 1:
            raise Conflict("running.start_unclear", entry=asked or "", entries=", ".join(self.entries))
        return found[0]

    @classmethod
    def compile(cls, bundle: Bundle, process_id: str | None = None) -> Definition:
        """Parse the diagrams of this bundle; `process_id` may be left out where one process alone is called by none.

        Raises DiagramRefused with everything that keeps it from running. It does not run the whole lint: what was
        published has passed it.
        """
        roots = _roots(bundle)
        try:
            elements = read_elements(roots, form_ids(bundle))
            main = process_id or _main_process(roots)
            _require_called(roots, elements, main)
            spec, inner = _specs(roots, main)
        except ValidationException as error:
            raise DiagramRefused([_finding(error)]) from error
        except DiagramRefused:
            raise
        except Refusal as refusal:
            found = Finding(Severity.ERROR, "unreadable", "", 0, "", refusal.key, refusal.params)
            raise DiagramRefused([found]) from refusal
        entries = tuple(start.bpmn_id for start in spec.bpmn_start_events)
        start = elements[spec.start.initial or entries[0]]
        return cls(
            digest=bundle.digest,
            process_id=main,
            name=spec.description,
            elements=elements,
            start=start.id,
            begins=spec.start.initial is not None,
            entries=entries,
            has_conditions=any(True for root in roots.values() for _ in root.iter(bpmn("conditionalEventDefinition"))),
            start_form=start.form,
            start_groups=start.groups,
            decisions=_decisions(bundle),
            spec=spec,
            subprocess_specs=inner,
        )


def _roots(bundle: Bundle) -> dict[str, Any]:
    findings: list[Finding] = []
    roots = {}
    for name, raw in bundle.named(".bpmn").items():
        root, found = load_bpmn(name, raw)
        findings.extend(found)
        findings.extend(write_out(name, root) if root is not None else ())
        roots[name] = root
    if findings or not roots:
        raise DiagramRefused(findings or [Finding(Severity.ERROR, "no_diagram", "", 0, "", "running.no_diagram")])
    return roots


def _main_process(roots: Mapping[str, Any]) -> str:
    called = {call.get("calledElement") for root in roots.values() for call in root.iter(bpmn("callActivity"))}
    processes = [
        process.get("id")
        for root in roots.values()
        for process in root.iter(bpmn("process"))
        if process.get("isExecutable") != "false"
    ]
    free = [process for process in processes if process not in called]
    if len(free) != 1:
        raise Refusal("running.main_process_unclear", processes=", ".join(free))
    return str(free[0])


def _specs(roots: Mapping[str, Any], main: str) -> tuple[Any, dict[str, Any]]:
    parser = Parser()
    for name, root in roots.items():
        parser.add_bpmn_xml(root, name)
    spec = parser.get_spec(main)
    inner = parser.get_subprocess_specs(main)
    if any(is_computed(name) for name in inner):
        inner = _any_process(parser, roots, {main: spec, **inner})
    for process in (spec, *inner.values()):
        _wire(process)
    return spec, inner


def _any_process(parser: Parser, roots: Mapping[str, Any], inner: dict[str, Any]) -> dict[str, Any]:
    """A call that is computed may reach every process of the bundle."""
    for process in (str(process.get("id")) for root in roots.values() for process in root.iter(bpmn("process"))):
        if process not in inner:
            inner[process] = parser.get_spec(process)
        inner = parser.get_subprocess_specs(process, inner)
    return {name: spec for name, spec in inner.items() if spec is not None}


def _require_called(roots: Mapping[str, Any], elements: Mapping[str, ElementInfo], main: str) -> None:
    """Raises DiagramRefused when a process that can be reached calls one that is not there."""
    calls = [info for info in elements.values() if info.call is not None]
    there = {str(process.get("id")) for root in roots.values() for process in root.iter(bpmn("process"))}
    if main not in there:
        raise Refusal("running.no_such_process", process=main, processes=", ".join(sorted(there)))
    waiting, seen, missing = [main], set[str](), []
    while waiting:
        process = waiting.pop()
        seen.add(process)
        called = [(info, info.call.fixed) for info in calls if info.process == process and info.call]
        missing += [(info.id, name) for info, name in called if name is not None and name not in there]
        waiting += [name for _, name in called if name in there and name not in seen]
    if missing:
        raise DiagramRefused([_missing_process(roots, element, name) for element, name in missing])


def _missing_process(roots: Mapping[str, Any], element: str, process: str) -> Finding:
    found = ((name, node) for name, root in roots.items() for node in root.iter(bpmn("callActivity")))
    file, line = next(((name, line_of(node)) for name, node in found if node.get("id") == element), ("", 0))
    return Finding.error("references", file, line, element, "references.process", reference=process)


def _wire(spec: Any) -> None:
    """Make a parsed process ready to be shared.

    Each multi-instance is connected to its children now; lazily, it would change a shared spec and be lost on load.
    The library's guesses at what may come are silenced: a token makes its followers when it runs, and the guesses would
    be two thirds of every case.
    """
    for task_spec in spec.task_specs.values():
        task_spec._predict = _guess_nothing
        if isinstance(task_spec, LoopTask):
            done = spec.task_specs[task_spec.task_spec].completed_event
            if not done.is_connected(task_spec.merge_child):
                done.connect(task_spec.merge_child)


def _guess_nothing(*_args: Any, **_named: Any) -> None:
    """In the place of the library's prediction."""


def _decisions(bundle: Bundle) -> Library:
    library = read_models(bundle.named(".dmn"))
    errors = [finding for finding in library.findings if finding.severity is Severity.ERROR]
    if errors:
        raise DiagramRefused(errors)
    return library


def _finding(error: ValidationException) -> Finding:
    if isinstance(error, Unreadable):
        return unreadable(error)
    return Finding(
        Severity.ERROR,
        "not_runnable",
        error.file_name or "",
        0,
        error.id or "",
        "running.not_runnable",
        {"detail": str(error.args[0]) if error.args else str(error)},
    )
