"""A published procedure, parsed once and shared by every case and thread that runs on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask

from engine.decisions.decision import Decision
from engine.decisions.reading import read_decisions
from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import bpmn
from engine.diagrams.elements import ElementInfo, read_elements
from engine.diagrams.findings import DiagramRefused, Finding, Severity
from engine.diagrams.loading import load_bpmn
from engine.diagrams.parsing import Parser
from engine.errors import Refusal
from engine.expressions.template import Template


@dataclass(frozen=True)
class Definition:
    """Immutable after `compile`. `digest` is that of the bundle; a case is pinned to it."""

    digest: str
    process_id: str
    name: str
    elements: Mapping[str, ElementInfo]
    start: str  #: id of the start event
    start_form: str | None
    start_groups: Template | None
    decisions: Mapping[str, Decision] = field(repr=False)
    spec: Any = field(repr=False)
    subprocess_specs: Mapping[str, Any] = field(repr=False)

    @classmethod
    def compile(cls, bundle: Bundle, process_id: str | None = None) -> Definition:
        """Parse the diagrams of this bundle; `process_id` may be left out where one process alone is called by none.

        Raises DiagramRefused with everything that keeps it from running. It does not run the whole lint: what was
        published has passed it.
        """
        roots = _roots(bundle)
        try:
            elements = read_elements(roots)
            main = process_id or _main_process(roots)
            spec, inner = _specs(roots, main)
        except ValidationException as error:
            raise DiagramRefused([_finding(error)]) from error
        except DiagramRefused:
            raise
        except Refusal as refusal:
            found = Finding(Severity.ERROR, "unreadable", "", 0, "", refusal.key, refusal.params)
            raise DiagramRefused([found]) from refusal
        start = elements[spec.bpmn_start_events[0].bpmn_id]
        return cls(
            digest=bundle.digest,
            process_id=main,
            name=spec.description,
            elements=elements,
            start=start.id,
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
        roots[name] = root
    if findings or not roots:
        raise DiagramRefused(findings or [Finding(Severity.ERROR, "no_diagram", "", 0, "", "running.no_diagram")])
    return roots


def _main_process(roots: Mapping[str, Any]) -> str:
    called = {call.get("calledElement") for root in roots.values() for call in root.iter(bpmn("callActivity"))}
    processes = [process.get("id") for root in roots.values() for process in root.iter(bpmn("process"))]
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
    for process in (spec, *inner.values()):
        _wire(process)
    return spec, inner


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


def _decisions(bundle: Bundle) -> dict[str, Decision]:
    read = [read_decisions(name, raw) for name, raw in bundle.named(".dmn").items()]
    errors = [finding for _, findings in read for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise DiagramRefused(errors)
    return {decision.id: decision for decisions, _ in read for decision in decisions}


def _finding(error: ValidationException) -> Finding:
    return Finding(
        Severity.ERROR,
        "not_runnable",
        error.file_name or "",
        0,
        error.id or "",
        "running.not_runnable",
        {"detail": str(error.args[0]) if error.args else str(error)},
    )
