"""Repairs of a running case by a person: a routing value is set, or a token is moved within its scope.

Neither lets anything else happen. What would take a legal clock away is refused: a due day moves by a decision, never
by a repair (D1).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams.host import ENTERED
from engine.diagrams.plain_data import check_given, copy_plain
from engine.diagrams.tokens import OPEN, items_of
from engine.errors import Conflict, Invalid

if TYPE_CHECKING:
    from engine.diagrams.host import Host

#: the library's node in front of an activity with events on its border
_SPLIT = "{}.BoundaryEventSplit"
#: where no token can be put: it would begin, wait for others, or end what no one decided to end
_NO_TARGETS = frozenset({"startEvent", "boundaryEvent", "endEvent"})
_JOINS = frozenset({"parallelGateway", "inclusiveGateway"})
_KINDS = ((bool, "truth"), ((int, float), "number"), (str, "text"), (list, "list"), (dict, "object"))


def set_value(host: Host, name: str, value: Any, item: str, *, create: bool) -> Any:
    """Set this value wherever the item and what runs inside it hold it; gives what it was.

    Raises Invalid for a value that is not plain JSON, another kind of value, or a name nobody knows and that is not
    to be created; Conflict where nothing of this item runs.
    """
    check_given({name: value})
    tokens = [token for token in _open(host) if item in items_of(token)]
    if not tokens:
        raise Conflict("running.nothing_runs", item=item)
    holding = [token for token in tokens if name in token.data]
    before = holding[0].data[name] if holding else None
    if not holding and not create:
        raise Invalid("running.value_unknown", name=name)
    if before is not None and value is not None and _kind(before) != _kind(value):
        raise Invalid("running.value_kind", name=name, before=_kind(before), after=_kind(value))
    for token in holding or tokens:
        token.data = {**token.data, name: copy_plain(value)}
        token.last_state_change = host.tick()  # where branches meet, what was written last stands
    return copy_plain(before)


def move_token(host: Host, element: str, item: str, target: str) -> None:
    """Take away the token that stands here and put one at the target, with the same data.

    Raises Conflict where no single token stands here, for a member of a multi-instance, where an open clock would be
    lost, or where no token can be put; the target must lie in the same process or subprocess.
    """
    token = _standing(host, element, item)
    entry = _entry(host, token, target)
    outer = _with_border(token)
    for inner in (token, *_inside(host, token)):
        _keep_clock(host, inner)
    data = copy_plain(dict(token.data))
    parent = outer.parent
    outer.cancel()
    moved = parent._add_child(entry, TaskState.FUTURE)
    moved.data = data
    moved.task_spec._update(moved)


def _open(host: Host) -> Iterator[Any]:
    return (token for tree in host.tree.trees() for token in tree.tasks.values() if token._state & OPEN)


def _kind(value: Any) -> str:
    return next((word for kinds, word in _KINDS if isinstance(value, kinds)), "nothing")


def _standing(host: Host, element: str, item: str) -> Any:
    found = [token for token in host.open_tokens() if (token.task_spec.bpmn_id, items_of(token)[0]) == (element, item)]
    if not found:
        raise Conflict("running.no_token", element=element, item=item)
    if len(found) > 1 or "item" in found[0].internal_data:
        raise Conflict("running.token_of_many", element=element, item=item)
    return found[0]


def _entry(host: Host, token: Any, target: str) -> Any:
    """The library's node at which a token comes to the target."""
    specs = token.workflow.spec.task_specs
    info = host.definition.elements.get(target)
    entry = specs.get(_SPLIT.format(target)) or specs.get(target)
    if info is None or entry is None:
        raise Conflict("running.target_elsewhere", target=target, element=token.task_spec.bpmn_id)
    joins = info.kind in _JOINS and len(entry.inputs) > 1
    if info.kind in _NO_TARGETS or joins:
        raise Conflict("running.target_unfit", target=target)
    return entry


def _with_border(token: Any) -> Any:
    """The token, or the node in front of it that also holds the events on its border."""
    above = token.parent
    has_border = above is not None and above.task_spec.name == _SPLIT.format(token.task_spec.bpmn_id)
    return above if has_border else token


def _inside(host: Host, token: Any) -> Iterator[Any]:
    """Every open token in the subprocesses of this one, members of a multi-instance too."""
    waiting = [token]
    while waiting:
        around = waiting.pop()
        inner = host.tree.subprocesses.get(around.id)
        found = [child for child in around.children if child.task_spec.bpmn_id == around.task_spec.bpmn_id]
        found += list(inner.tasks.values()) if inner is not None and not inner.completed else []
        for one in found:
            if one._state & OPEN:
                yield one
                waiting.append(one)


def _keep_clock(host: Host, token: Any) -> None:
    info = host.info(token)
    if info is None or info.deadline is None or ENTERED not in token.internal_data:
        return
    deadline = host.world.ledger.find(info.deadline.name, (items_of(token)[0],))
    if deadline is not None and deadline.is_open:
        raise Conflict("running.clock_runs", element=info.id, deadline=info.deadline.name)
