"""A case as bytes: its tokens and nothing of its diagrams, read back against the definition it is pinned to.

Each token stores what differs from the token above it. The bytes name their format and the library that made them.
"""

from __future__ import annotations

from copy import copy
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import orjson
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.host import Host
from engine.diagrams.plain_data import same
from engine.diagrams.tokens import SubTree, Token
from engine.errors import Incident

if TYPE_CHECKING:
    from engine.diagrams.definition import Definition
    from engine.diagrams.world import World

#: raise it when the layout below changes, and keep reading the old one
FORMAT = 1
LIBRARY = version("SpiffWorkflow")


def dump(host: Host) -> bytes:
    """The case as bytes. Raises Incident when something in it is not plain JSON."""
    tree = host.tree
    state = {
        "format": FORMAT,
        "library": LIBRARY,
        "definition": host.definition.digest,
        "process": host.definition.process_id,
        "prefix": host.prefix,
        "count": host.count,
        "memory": host.memory,
        "outcome": host.outcome,
        "tree": _tree(tree),
        "inner": [[_number(token_id), _tree(inner)] for token_id, inner in tree.subprocesses.items()],
    }
    try:
        return orjson.dumps(state)
    except TypeError as error:
        raise Incident("running.incident.data_not_plain", element="", found=str(error)) from error


def load(definition: Definition, state: bytes, world: World) -> Host:
    """The case that was dumped. Raises Incident for bytes of another format, library or definition."""
    raw = _checked(definition, state)
    host = Host(definition, world, raw["prefix"], raw["count"])
    host.memory = raw["memory"]
    host.outcome = raw["outcome"]
    _grow(host.tree, raw["tree"])
    for token_id, inner in raw["inner"]:
        parent = host.tree.get_task_from_id(_id(host, token_id))
        subtree = SubTree(definition.subprocess_specs[parent.task_spec.spec], parent)
        host.tree.subprocesses[parent.id] = subtree
        _grow(subtree, inner)
    host.ready.clear()
    return host


def _checked(definition: Definition, state: bytes) -> dict[str, Any]:
    try:
        raw: dict[str, Any] = orjson.loads(state)
        made_by = (raw["format"], raw["library"], raw["definition"], raw["process"])
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise Incident("running.incident.state_unreadable", cause=str(error)) from error
    expected = (FORMAT, LIBRARY, definition.digest, definition.process_id)
    if made_by != expected:
        raise Incident("running.incident.state_of_another", found=str(made_by), expected=str(expected))
    return raw


def _tree(tree: Any) -> dict[str, Any]:
    """Tokens in order of their making; parents are told by their children."""
    return {
        "tasks": [_row(token) for token in tree.tasks.values()],
        "root": _number(tree.task_tree.id),
        "last": _number(tree.last_task.id) if tree.last_task is not None else None,
        "success": tree.success,
        "completed": tree.completed,
        "behind": tree.left_behind,
    }


def _grow(tree: Any, raw: dict[str, Any]) -> None:
    host = tree.top_workflow.host
    for row in raw["tasks"]:
        _token(host, tree, row)
    for row in raw["tasks"]:
        number, children = row[0], row[3]
        tree.tasks[_id(host, number)]._children = [_id(host, child) for child in children]
        for child in children:
            tree.tasks[_id(host, child)]._parent = _id(host, number)
    tree.task_tree = tree.tasks[_id(host, raw["root"])]
    _fill(tree, {row[0]: row for row in raw["tasks"]})
    tree.last_task = tree.tasks.get(_id(host, raw["last"])) if raw["last"] is not None else None
    tree.success, tree.completed = raw["success"], raw["completed"]
    tree.left_behind = {key: tuple(write) for key, write in raw["behind"].items()}


def _row(token: Any) -> list[Any]:
    parent = token.parent
    above = parent.data if parent is not None else {}
    return [
        _number(token.id),
        token.task_spec.name,
        token._state,
        [_number(child) for child in token._children],
        token.last_state_change,
        int(token.triggered),
        token.internal_data,
        None if not token.data else _changes(above, token.data),
    ]


def _changes(above: dict[str, Any], data: dict[str, Any]) -> list[Any]:
    set_to = {key: value for key, value in data.items() if key not in above or not same(above[key], value)}
    return [set_to, [key for key in above if key not in data]]


def _token(host: Host, tree: Any, row: list[Any]) -> None:
    number, name, state, _, changed, triggered, internal, _ = row
    token = Token(tree, tree.spec.task_specs[name], None, state, _id(host, number))
    token.last_state_change = changed
    token.triggered = bool(triggered)
    token.internal_data = internal
    if state == TaskState.WAITING and isinstance(token.task_spec, CatchingEvent):
        tree.top_workflow.event_manager.add_task(token)


def _fill(tree: Any, rows: dict[int, list[Any]]) -> None:
    """Data from the root down: those above, shallow copies of their lists and objects, then what differs."""
    for token in tree.task_tree:
        changes = rows[_number(token.id)][7]
        if changes is None:
            continue
        set_to, deleted = changes
        above = token.parent.data if token.parent is not None else {}
        token.data = {
            key: copy(value) if isinstance(value, list | dict) else value
            for key, value in above.items()
            if key not in set_to and key not in deleted
        }
        token.data.update(set_to)


def _number(token_id: str) -> int:
    return int(token_id.rpartition("-")[2])


def _id(host: Host, number: int) -> str:
    return f"{host.prefix}-{number}"
