"""What runs as drawn and still misleads whoever reads it; named as in the rules that modelers ship (bpmnlint)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from engine.diagrams.dialect import ACTIVITIES, EVENTS, GATEWAYS
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node, Scope

#: what the history of a case tells by its name
_LABELLED: Final = ACTIVITIES | {"exclusiveGateway", "inclusiveGateway", "intermediateCatchEvent", "boundaryEvent"}


def modelling(context: Context) -> Iterator[Finding]:
    """Each habit of drawing that hides what happens. All of them are warnings."""
    for scope in context.scopes:
        yield from _duplicate_flows(scope)
        yield from _superfluous_termination(scope)
        for node in scope.nodes.values():
            for check in _OF_NODE:
                yield from check(node)


def _fake_join(node: Node) -> Iterator[Finding]:
    """Two flows into one activity do not wait for each other: each starts it. Two ways of one choice may meet there."""
    if node.kind in GATEWAYS | EVENTS or len(node.incoming) < 2:
        return
    parallel = [flow.source for flow in node.incoming if _is_fork(node.scope, flow.source)]
    if len(parallel) > 1:
        yield node.warning("fake-join", "modelling.fake_join", sources=parallel)


def _is_fork(scope: Scope, source: str) -> bool:
    """Whether a token comes from here beside others: straight out of a gateway that splits into all its ways."""
    node = scope.nodes.get(source)
    return node is not None and node.kind == "parallelGateway" and len(node.outgoing) > 1


def _superfluous_gateway(node: Node) -> Iterator[Finding]:
    if node.kind in GATEWAYS and len(node.incoming) == len(node.outgoing) == 1:
        yield node.warning("superfluous-gateway", "modelling.superfluous_gateway")


def _join_fork(node: Node) -> Iterator[Finding]:
    if node.kind in GATEWAYS - {"exclusiveGateway"} and len(node.incoming) > 1 and len(node.outgoing) > 1:
        yield node.warning("no-gateway-join-fork", "modelling.join_fork")


def _label(node: Node) -> Iterator[Finding]:
    is_split = node.kind not in GATEWAYS or len(node.outgoing) > 1
    if node.kind in _LABELLED and is_split and not (node.element.get("name") or "").strip():
        yield node.warning("label-required", "modelling.label", kind=node.kind)


def _duplicate_flows(scope: Scope) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str | None], str] = {}
    for flow in scope.flows:
        first = seen.setdefault((flow.source, flow.target, flow.condition), flow.id)
        if first != flow.id:
            shown = {"first": first, "source": flow.source, "target": flow.target}
            yield flow.warning("no-duplicate-sequence-flows", "modelling.duplicate_flow", **shown)


def _superfluous_termination(scope: Scope) -> Iterator[Finding]:
    ends = [node for node in scope.nodes.values() if node.kind == "endEvent"]
    leading_on = all(node.outgoing or node in ends for node in scope.nodes.values())
    if len(ends) == 1 and leading_on and ends[0].definition("terminate") is not None and not _forks(scope):
        yield ends[0].warning("superfluous-termination", "modelling.superfluous_termination")


def _forks(scope: Scope) -> bool:
    """Whether anything may still go on beside the token that ends here."""
    beside = (
        node.kind in ("parallelGateway", "inclusiveGateway") or not node.interrupting for node in scope.nodes.values()
    )
    return any(beside)


_OF_NODE: Final[tuple[Callable[[Node], Iterator[Finding]], ...]] = (
    _fake_join,
    _superfluous_gateway,
    _join_fork,
    _label,
)
