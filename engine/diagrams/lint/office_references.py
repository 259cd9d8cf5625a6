"""The forms that people fill in, and the tasks that they may not do both, must be there."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node

RULE = "references"


def office_references(context: Context) -> Iterator[Finding]:
    """Each form and each separated element that is not there."""
    for node in context.nodes:
        yield from _forms(context, node)
        yield from _separated(context, node)


def _forms(context: Context, node: Node) -> Iterator[Finding]:
    forms = [node.camunda("formRef"), *(sender.get("form") for sender in node.extensions("sender"))]
    for form in forms:
        if form is not None and form not in context.form_ids:
            yield node.error(RULE, f"{RULE}.form", reference=form)


def _separated(context: Context, node: Node) -> Iterator[Finding]:
    for element in node.extensions("separate"):
        for other in (name.strip() for name in (element.get("from") or "").split(",")):
            if other not in context.elements | {"applicant", "lead"}:
                yield node.error(RULE, f"{RULE}.separate", reference=other)
