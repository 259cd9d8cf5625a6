"""A case as bytes: its tokens and nothing of its diagrams, read back against the definition it is pinned to.

Each token stores what differs from the token above it. The bytes name their format and the library that made them.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import orjson
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.calling import process_of
from engine.diagrams.host import Host
from engine.diagrams.plain_data import copy_plain, same
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
    try:
        return orjson.dumps(picture(host))
    except TypeError as error:
        raise Incident("running.incident.data_not_plain", element="", found=str(error)) from error


def picture(host: Host) -> dict[str, Any]:
    """What the bytes say, as plain values; they belong to the case until it is dropped."""
    tree = host.tree
    return {
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


def load(definition: Definition, state: bytes, world: World) -> Host:
    """The case that was dumped. Raises Incident for bytes of another format, library or definition."""
    return revive(definition, require_ours(definition, state), world)


def revive(definition: Definition, raw: dict[str, Any], world: World) -> Host:
    """The case of this picture, which stays as it is: one picture may be revived many times."""
    host = Host(definition, world, raw["prefix"], raw["count"])
    host.memory = {element: list(items) for element, items in raw["memory"].items()}
    host.outcome = raw["outcome"]
    _grow(host.tree, raw["tree"])
    for token_id, inner in raw["inner"]:
        parent = host.tree.get_task_from_id(f"{host.prefix}-{token_id}")
        subtree = SubTree(definition.subprocess_specs[process_of(parent)], parent)
        host.tree.subprocesses[parent.id] = subtree
        _grow(subtree, inner)
    return host


def rehung(old: Definition, new: Definition, state: bytes) -> bytes:
    """The same tokens on another version; whether they may hang there is for `moving` to judge. Raises as `load`."""
    return orjson.dumps(require_ours(old, state) | {"definition": new.digest})


def require_ours(definition: Definition, state: bytes) -> dict[str, Any]:
    """The parsed bytes. Raises Incident for bytes of another format, library or definition."""
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
    """Make the tokens of one process; each stands behind the one above it, so data can be filled in as they come."""
    prefix = f"{tree.top_workflow.host.prefix}-"
    rows, tasks = raw["tasks"], tree.tasks
    for row in rows:
        _token(f"{prefix}{row[0]}", tree, row)
    for token, row in zip(list(tasks.values()), rows, strict=True):
        if row[3]:
            token._children = [f"{prefix}{child}" for child in row[3]]
            for child in token._children:
                tasks[child]._parent = token.id
        if row[7] is not None:
            _fill(token, *row[7])
    tree.task_tree = tree.tasks[f"{prefix}{raw['root']}"]
    tree.last_task = tree.tasks.get(f"{prefix}{raw['last']}")
    tree.success, tree.completed = raw["success"], raw["completed"]
    tree.left_behind = {key: tuple(write) for key, write in raw["behind"].items()}


def _row(token: Any) -> list[Any]:
    return [
        _number(token.id),
        token.task_spec.name,
        token._state,
        [_number(child) for child in token._children],
        token.last_state_change,
        int(token.triggered),
        token.internal_data,
        None if not token.data else _changes(_above(token), token.data),
    ]


def _changes(above: dict[str, Any], data: dict[str, Any]) -> list[Any]:
    set_to = {
        key: value
        for key, value in data.items()
        if (known := above.get(key, above)) is not value and not same(known, value)
    }
    deleted = [] if above.keys() <= data.keys() else [key for key in above if key not in data]
    return [set_to, deleted]


def _above(token: Any) -> dict[str, Any]:
    """The data a token began with: those of the token above it, or of the activity around its process."""
    parent = token.parent or getattr(token.workflow, "parent_task", None)
    return parent.data if parent is not None else {}


def _token(token_id: str, tree: Any, row: list[Any]) -> None:
    _, name, state, _, changed, triggered, internal, _ = row
    token = Token(tree, tree.spec.task_specs[name], None, state, token_id)
    token.last_state_change = changed
    token.triggered = bool(triggered)
    if internal:
        token.internal_data = copy_plain(internal)
    if state == TaskState.WAITING and isinstance(token.task_spec, CatchingEvent):
        tree.top_workflow.event_manager.tasks[token.id] = token


def _fill(token: Token, set_to: dict[str, Any], deleted: list[str]) -> None:
    """The data of the token above, then what differs."""
    token.data = {**_above(token), **set_to}
    for key in deleted:
        del token.data[key]


def _number(token_id: str) -> int:
    return int(token_id.rpartition("-")[2])
