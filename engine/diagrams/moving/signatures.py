"""What of a step decides how a case runs: equal signatures mean that a case cannot tell the two versions apart there.

Everything counts that is not named here as a matter of looks or of people, so that an attribute added to the dialect
later counts from its first day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import PurePosixPath
from types import FunctionType, MethodType
from typing import Any

import orjson
from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.definition import Definition
from engine.diagrams.dialect import BPMNDI
from engine.diagrams.event_definitions import Timer
from engine.forms.form import Form
from engine.xml_files import load

#: how the library keeps its own books, and how a node looks
_SPEC_LOOKS = frozenset(
    {
        *("_inputs", "_outputs", "_predict", "_wf_spec", "data", "defines", "lookahead"),
        *("bpmn_id", "bpmn_name", "description", "documentation", "lane", "name", "position"),
    }
)
#: who does it, what it is called and what it tells: nothing in the state of a case depends on these
_INFO_LOOKS = frozenset(
    {
        *("id", "name", "process", "lane", "order", "documentation", "attached_to", "priority"),
        *("groups", "candidate_groups", "candidate_users", "users", "assignee", "separate", "sender", "notice"),
        *("form", "form_key", "act", "guards"),
    }
)
#: what matters only while somebody still has to do it
WHILE_OPEN = frozenset({"drawn_due", "drawn_follow_up"})
#: what matters only once somebody has done it: the routing values that its form left in the case
AFTERWARDS = frozenset({"routing"})
DRAWING = frozenset(
    {BPMNDI, "https://www.omg.org/spec/DMN/20191111/DMNDI/", "http://www.omg.org/spec/DMN/20180521/DI/"}
)
#: the word for a step of which another kind stands in its place
KIND = "kind"
#: deeper than any value of a specification
_DEEPEST = 12

Signature = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """One version as it is compared: its files and what was compiled from them."""

    bundle: Bundle
    definition: Definition

    @cached_property
    def scopes(self) -> Mapping[str, Any]:
        """The specification of each process by the name it is called by; "" is the main process."""
        return {"": self.definition.spec, **self.definition.subprocess_specs}

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """A digest of the file that holds each decision, its drawing left out."""
        found: dict[str, str] = {}
        for name, raw in self.bundle.named(".dmn").items():
            root, _ = load(name, raw)
            if root is None:
                continue
            digest = hashlib.sha256(b"".join(_without_drawing(root))).hexdigest()
            found |= {node.get("id", ""): digest for node in root.iter() if node.get("id")}
        return found

    @cached_property
    def routing(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of each form whose values route the case, by the id of the form."""
        found = {}
        for name, raw in self.bundle.named(".form").items():
            schema = orjson.loads(raw)
            found[str(schema.get("id") or PurePosixPath(name).stem)] = Form.compile(schema).routing_keys
        return found

    def signature(self, spec: Any) -> Signature:
        """What decides how a case runs at this step, by the word for each part."""
        parts = {name: _plain(value) for name, value in vars(spec).items() if name not in _SPEC_LOOKS}
        parts = {name: value for name, value in parts.items() if value is not None}
        parts[KIND] = type(spec).__qualname__
        info = self.definition.elements.get(spec.bpmn_id or "")
        if info is None:
            return parts
        parts |= {f"drawn_{one.name}": _plain(getattr(info, one.name)) for one in fields(info) if _counts(one.name)}
        forms = [info.form, info.sender.form if info.sender else None]
        parts["routing"] = sorted(key for form in forms for key in self.routing.get(form or "", ()))
        if info.decision:
            parts["table"] = [self.tables.get(one, "") for one in info.decision.ids]
        return parts

    def outputs(self, spec: Any) -> list[str]:
        """The names of the steps that follow, in the order they are drawn."""
        return list(spec._outputs)

    def inputs(self, spec: Any) -> list[str]:
        """The names of the steps before it."""
        return sorted(spec._inputs)


def _counts(name: str) -> bool:
    return name not in _INFO_LOOKS


def _without_drawing(root: Any) -> Iterator[bytes]:
    """Each part of the document in canonical form, but no shapes."""
    for child in root:
        if isinstance(child.tag, str) and etree.QName(child).namespace not in DRAWING:
            yield etree.tostring(child, method="c14n", with_comments=False)


def _plain(value: Any, depth: int = 0) -> Any:
    """A value of the library or of ours as plain data that can be compared; None for what carries no meaning."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {str(key): _plain(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, depth + 1) for inner in value]
    if isinstance(value, set | frozenset):
        return sorted(str(_plain(inner, depth + 1)) for inner in value)
    return _of_object(value, depth)


def _of_object(value: Any, depth: int) -> Any:
    kind = type(value).__qualname__
    if isinstance(getattr(value, "source", None), str):
        return [kind, str(getattr(value, "notation", "")), value.source]
    if hasattr(value, "_wf_spec"):
        return value.name
    if isinstance(value, FunctionType | MethodType) or type(value).__module__ == "SpiffWorkflow.util.event":
        return None
    if isinstance(value, type):
        return value.__qualname__
    parts = {one.name: getattr(value, one.name) for one in fields(value)} if is_dataclass(value) else _vars(value)
    return [kind, {name: _plain(part, depth + 1) for name, part in parts.items()}]


def _vars(value: Any) -> dict[str, Any]:
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    kept = {name: getattr(value, name, None) for name in slots} | getattr(value, "__dict__", {})
    if isinstance(value, Timer):
        kept.pop("name", None)  # the name of the drawn event
    kept.pop("description", None)
    return kept
