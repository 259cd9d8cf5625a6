"""Somebody must be able to see each task and send each message; without candidates nobody ever can."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.bundle import Bundle
from engine.diagrams.declarations.assignments import form_of
from engine.diagrams.declarations.services import is_service
from engine.diagrams.dialect import bpmn, camunda
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node

RULE = "people"


def people(context: Context) -> Iterator[Finding]:
    """Tasks without candidates or form, fields that are no form, message catches without a sender, mute send tasks."""
    for node in context.nodes:
        if node.kind == "userTask":
            yield from _task(node, context.form_ids)
        if node.kind in ("userTask", "startEvent"):
            yield from _form_data(node, context.form_ids)
        if (node.definition("message") is not None or node.kind == "receiveTask") and node.kind != "endEvent":
            yield from _message(node)
        elif node.extensions("sender"):
            yield node.error(RULE, f"{RULE}.sender_without_message")
        if node.kind == "sendTask" and not node.extensions("notice") and not is_service(node.element):
            yield node.error(RULE, f"{RULE}.no_notice")


def logins_in(bundle: Bundle) -> Iterator[tuple[Node, list[str]]]:
    """The user tasks that name people by their logins, in so many words and not as an expression."""
    for node in Context(bundle).nodes:
        said = (node.camunda(name) or "" for name in ("assignee", "candidateUsers") if node.kind == "userTask")
        logins = [one.strip() for text in said if "{" not in text for one in text.split(",") if one.strip()]
        if logins:
            yield node, list(dict.fromkeys(logins))


def _task(node: Node, forms: frozenset[str]) -> Iterator[Finding]:
    if not any((node.camunda(name) or "").strip(" ,") for name in ("candidateGroups", "candidateUsers", "assignee")):
        yield node.error(RULE, f"{RULE}.no_candidates")
    if form_of(node.element, forms) is None and not _own_fields(node):
        yield node.error(RULE, f"{RULE}.no_form")


def _form_data(node: Node, forms: frozenset[str]) -> Iterator[Finding]:
    """Fields declared in the diagram itself, which nobody is shown here."""
    fields = _own_fields(node)
    if fields and form_of(node.element, forms) is None:
        yield node.error(RULE, f"{RULE}.form_data", fields=fields)


def _own_fields(node: Node) -> list[str]:
    held = node.element.iterfind(f"{bpmn('extensionElements')}//{camunda('formField')}")
    listed = node.element.iterfind(f"{bpmn('extensionElements')}/{camunda('formProperty')}")
    return [one.get("id") or "" for one in (*held, *listed)]


def _message(node: Node) -> Iterator[Finding]:
    if node.kind in ("intermediateCatchEvent", "boundaryEvent", "receiveTask") and not node.extensions("sender"):
        yield node.error(RULE, f"{RULE}.no_sender")
