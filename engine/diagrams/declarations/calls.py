"""Which process a call activity calls, and what it hands over: `calledElement`, `camunda:in`, `camunda:out`.

Where a mapping is drawn it is honoured exactly. Where none is, nothing is handed over, as in Camunda; a diagram that
uses our own extensions hands everything over and takes everything back, as an embedded subprocess does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import Written, read_text
from engine.diagrams.dialect import bpmn, camunda, is_ours
from engine.errors import Invalid

_FOREIGN = ("caseRef", "variableMappingClass", "variableMappingDelegateExpression", "calledElementTenantId")


@dataclass(frozen=True, slots=True)
class Handed:
    """One variable handed over, or all of them (`everything`). `local`: from, or into, the activity's own scope."""

    target: str = ""
    source: str | None = None
    expression: Written | None = None
    everything: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call activity. `process` is asked when a token comes; `fixed` is its id where that can be told now."""

    process: Written
    ins: tuple[Handed, ...]
    outs: tuple[Handed, ...]
    business_key: Written | None
    copied: bool = False  #: no mapping is drawn, and everything goes in and comes back

    @property
    def fixed(self) -> str | None:
        """The id of the process, unless it is computed."""
        return self.process.source.strip() if self.process.code is None else None


def read_call(node: Any) -> Call | None:
    """What this call activity says; None for other elements. Raises Invalid for what cannot be honoured."""
    if node.tag != bpmn("callActivity"):
        return None
    for name in _FOREIGN:
        if node.get(camunda(name)) is not None:
            raise Invalid("diagrams.calls.foreign", name=name, value=node.get(camunda(name)))
    called = node.get("calledElement") or ""
    if not called.strip():
        raise Invalid("diagrams.calls.nothing")
    process = read_text(called, "calledElement")
    ins, outs = _mappings(node, "in"), _mappings(node, "out")
    keys = [element.get("businessKey") for element in ins if element.get("businessKey")]
    business_key = read_text(keys[-1], "in.businessKey") if keys else None
    if not ins and not outs and is_ours(node):
        return Call(process, (Handed(everything=True),), (), None, copied=True)
    handed_in = (_handed(element, "in") for element in ins if element.get("businessKey") is None)
    return Call(process, tuple(handed_in), tuple(_handed(element, "out") for element in outs), business_key)


def _mappings(node: Any, kind: str) -> list[Any]:
    return list(node.findall(f"{bpmn('extensionElements')}/{camunda(kind)}"))


def _handed(element: Any, kind: str) -> Handed:
    local = element.get("local") == "true"
    if element.get("variables") == "all":
        return Handed(everything=True, local=local)
    target, source, expression = (element.get(name) for name in ("target", "source", "sourceExpression"))
    if not target or (source is None) == (expression is None):
        raise Invalid("diagrams.calls.mapping", kind=kind, target=target or "")
    if expression is not None:
        return Handed(target, expression=read_text(expression, f"{kind}.{target}"), local=local)
    return Handed(target, source, local=local)
