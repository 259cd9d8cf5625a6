"""Whose a user task is and when it is wanted: `assignee`, `candidateUsers`, `dueDate`, `followUpDate`, `priority`."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import Written, read_optional, told
from engine.diagrams.dialect import camunda
from engine.expressions.template import Template, compile_template

#: what stands before the name of a form of the bundle, as modelers write it
_FORM_PREFIXES = ("camunda-forms:deployment:", "camunda-forms:", "embedded:deployment:", "embedded:app:", "app:")


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is asked once, when the task opens, but for the candidates, who are asked each time."""

    assignee: Written | None = None
    users: Template | None = None
    due: Written | None = None
    follow_up: Written | None = None
    priority: Written | None = None


def read_assignment(node: Any) -> Assignment | None:
    """What the task says of itself; None where it says nothing. Raises Invalid for a text that cannot run."""
    users = node.get(camunda("candidateUsers"))
    with told("candidateUsers"):
        candidates = compile_template(users) if users and users.strip() else None
    found = Assignment(
        assignee=read_optional(node.get(camunda("assignee")), "assignee"),
        users=candidates,
        due=read_optional(node.get(camunda("dueDate")), "dueDate"),
        follow_up=read_optional(node.get(camunda("followUpDate")), "followUpDate"),
        priority=read_optional(node.get(camunda("priority")), "priority"),
    )
    return None if found == Assignment() else found


def form_of(node: Any, forms: Set[str]) -> str | None:
    """The id of the form: what `formRef` says, or a `formKey` that names one of these forms."""
    reference: str | None = node.get(camunda("formRef"))
    key: str = node.get(camunda("formKey")) or ""
    if reference or not key:
        return reference or None
    for prefix in _FORM_PREFIXES:
        key = key.removeprefix(prefix)
    name = key.rpartition("/")[2]
    return next((form for form in (key, name, name.partition(".")[0]) if form in forms), None)
