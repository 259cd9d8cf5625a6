"""Variables of one activity: made from its input parameters when it begins, gone when it ends but for what comes out.

While they stand they hide variables of the same name around them; those are kept aside and come back unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.diagrams.plain_data import copy_plain

if TYPE_CHECKING:
    from engine.diagrams.declarations.parameters import Parameter
    from engine.diagrams.elements import ElementInfo
    from engine.diagrams.host import Host

#: internal data of an activity with variables of its own: what stood under each name before, in a list, or nothing
HIDDEN = "hidden"


def enter(host: Host, token: Any, info: ElementInfo) -> None:
    """Make the activity's own variables. Raises Incident when one has no value."""
    if info.parameters is None or HIDDEN in token.internal_data:
        return
    hidden: dict[str, list[Any]] = {}
    for parameter in info.parameters.inputs:
        value = _value(host, token, parameter)
        hidden.setdefault(parameter.name, [token.data[parameter.name]] if parameter.name in token.data else [])
        token.data[parameter.name] = value
    token.internal_data[HIDDEN] = hidden


def leave(host: Host, token: Any, info: ElementInfo) -> None:
    """Hand back what comes out, from data of its own, and let the rest go. Raises Incident when one has no value."""
    if HIDDEN not in token.internal_data:
        return
    inside, data = token.data, outside(token)
    coming_out: dict[str, Any] = {}
    for parameter in info.parameters.outputs if info.parameters else ():
        coming_out[parameter.name] = _value(host, token, parameter)
        token.data = {**inside, **coming_out}
    token.data = {**data, **coming_out}
    del token.internal_data[HIDDEN]


def outside(token: Any) -> dict[str, Any]:
    """The data of this token without the variables of its activity alone."""
    hidden: dict[str, list[Any]] = token.internal_data.get(HIDDEN, {})
    data = {key: value for key, value in token.data.items() if key not in hidden}
    return data | {key: before[0] for key, before in hidden.items() if before}


def _value(host: Host, token: Any, parameter: Parameter) -> Any:
    return copy_plain(host.scripts.value(token, parameter.given))
