"""Handing data to a called process and back, exactly as its call activity says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagrams.plain_data import copy_plain
from engine.diagrams.scopes import HIDDEN
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.declarations.calls import Call, Handed
    from engine.diagrams.host import Host

#: internal data of a running call activity: the process it called, where that was computed, and its business key
CALLED = "called"
BUSINESS_KEY = "business_key"


def process_of(token: Any) -> str:
    """The id of the process that runs in this activity."""
    called: str = token.internal_data.get(CALLED) or token.task_spec.spec
    return called


def choose(host: Host, token: Any, call: Call) -> str:
    """Ask which process is called. Raises Incident for one that the bundle does not hold."""
    if call.fixed is not None:
        return call.fixed
    process = host.scripts.value(token, call.process)
    if not isinstance(process, str) or process not in host.definition.subprocess_specs:
        raise Incident("running.incident.no_process", element=token.task_spec.bpmn_id, process=str(process))
    token.internal_data[CALLED] = process
    return process


def hand_in(host: Host, token: Any, call: Call) -> dict[str, Any]:
    """The data the called process begins with. Raises Incident when a value cannot be told."""
    if call.business_key is not None:
        token.internal_data[BUSINESS_KEY] = copy_plain(host.scripts.value(token, call.business_key))
    data: dict[str, Any] = {}
    for handed in call.ins:
        data |= _handed(host, token, handed, _own(token) if handed.local else token.data)
    return data


def take_back(host: Host, token: Any, call: Call, inside: Any) -> None:
    """Put what comes back of the called process into the data of the activity. Raises Incident likewise."""
    data = inside.last_task.data
    if call.copied:
        token.data = dict(data)  # what was deleted inside is gone
        return
    coming = [_handed(host, inside.last_task, handed, data) for handed in call.outs if not handed.local]
    local = [_handed(host, inside.last_task, handed, data) for handed in call.outs if handed.local]
    for values in coming:
        token.data = {**token.data, **values}
    _keep_local(token, local)


def business_key(host: Host, tree: Any) -> Any:
    """The business key of the process this tree belongs to: of a called one what its caller says, else the number."""
    while (parent := getattr(tree, "parent_task", None)) is not None:
        if host.definition.elements[parent.task_spec.bpmn_id].call is not None:
            return parent.internal_data.get(BUSINESS_KEY)
        tree = parent.workflow
    return host.world.facts.get("number")


def _handed(host: Host, token: Any, handed: Handed, data: dict[str, Any]) -> dict[str, Any]:
    if handed.everything:
        return dict(data)
    if handed.expression is not None:
        return {handed.target: copy_plain(host.scripts.value(token, handed.expression, data))}
    return {handed.target: data.get(handed.source or "")}


def _own(token: Any) -> dict[str, Any]:
    """The variables of this activity alone: its input parameters, and the element of its multi-instance."""
    own = set(token.internal_data.get(HIDDEN, ()))
    item = getattr(token.parent.task_spec, "input_item", None) if token.parent is not None else None
    if item is not None:
        own.add(item.bpmn_id)
    return {name: value for name, value in token.data.items() if name in own}


def _keep_local(token: Any, values: list[dict[str, Any]]) -> None:
    """Variables of the activity alone: they go when it ends, and what they hide comes back."""
    hidden = dict(token.internal_data.get(HIDDEN, {}))
    for coming in values:
        for name, value in coming.items():
            hidden.setdefault(name, [token.data[name]] if name in token.data else [])
            token.data = {**token.data, name: value}
    if values:
        token.internal_data[HIDDEN] = hidden
