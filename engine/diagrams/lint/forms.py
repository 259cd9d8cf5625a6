"""Forms are what the server can check: known components, keys without clashes, routing marks only on choices, and
field rights that name steps of the diagram.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from engine.diagrams.dialect import WORLD_FUNCTIONS
from engine.diagrams.findings import Finding, Severity
from engine.diagrams.lint.companions import FormFile
from engine.diagrams.lint.context import Context
from engine.expressions.functions import BUILT_IN
from engine.forms.field_rights import STEP, read_rights
from engine.forms.reading import read_form

RULE = "forms"
MAX_COMPONENTS = 500  #: of one form; nobody fills in more


def forms(context: Context) -> Iterator[Finding]:
    """What the form room says of each form, keys that name a function, and forms that no task uses."""
    used = _used(context)
    for form in context.forms:
        yield from _problems(form)
        count = sum(1 for _ in components_of(form.schema))
        if count > MAX_COMPONENTS:
            yield Finding.error(RULE, form.file, 0, form.id, f"{RULE}.large", count=count, limit=MAX_COMPONENTS)
        for component in components_of(form.schema):
            key = str(component.get("key") or "")
            if key in WORLD_FUNCTIONS or key in BUILT_IN:
                yield Finding.error(RULE, form.file, 0, key, f"{RULE}.function_name", name=key)
            yield from _steps(context, form, component)
        if context.diagrams and form.id not in used:
            yield Finding.warning(RULE, form.file, 0, form.id, f"{RULE}.unused")


def components_of(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every component of a form, those inside groups and lists too."""
    waiting: list[Any] = [schema]
    while waiting:
        current = waiting.pop()
        inner = current.get("components") if isinstance(current, Mapping) else None
        for component in inner if isinstance(inner, list) else ():
            if isinstance(component, Mapping):
                yield component
                waiting.append(component)


def _steps(context: Context, form: FormFile, component: Mapping[str, Any]) -> Iterator[Finding]:
    """Steps that field rights name and no diagram has: nobody could ever write such a field."""
    if not context.diagrams:
        return
    try:
        rights = read_rights(component)
    except ValueError:
        return  # told by the form room
    named = {group.removeprefix(STEP) for group in rights.writers | rights.readers if group.startswith(STEP)}
    for step in sorted(named - context.elements):
        key = str(component.get("key") or component.get("path") or component.get("id") or "")
        yield Finding.error(RULE, form.file, 0, key, f"{RULE}.step", step=step)


def _problems(form: FormFile) -> Iterator[Finding]:
    _, findings = read_form(form.schema)
    for problem in findings.found:
        severity, params = Severity(problem.severity), {"detail": problem}
        yield Finding(severity, RULE, form.file, 0, problem.component, f"diagrams.{RULE}", params)


def _used(context: Context) -> set[str]:
    used = {node.camunda("formRef") or "" for node in context.nodes}
    return used | {sender.get("form") or "" for node in context.nodes for sender in node.extensions("sender")}
