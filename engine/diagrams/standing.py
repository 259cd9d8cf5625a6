"""Where every token of a case stands, as plain values: what tells one moment of a case from another.

For whoever explores a diagram (`engine.proofs`); a running case has no need of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.specs.Join import Join
from SpiffWorkflow.util.task import TaskState

from engine.diagrams import messages, snapshot, stepping, timers
from engine.diagrams.instance import Instance
from engine.diagrams.joins import SPENT
from engine.diagrams.multiple import OneByOne
from engine.diagrams.tokens import OPEN
from engine.errors import Conflict, Refusal

if TYPE_CHECKING:
    from engine.diagrams.definition import Definition
    from engine.diagrams.world import World

#: the activities around a token, outermost first: name of the activity, and its item or ""
Path = tuple[tuple[str, str], ...]
_WORDS = {TaskState.READY: "open", TaskState.WAITING: "waiting", TaskState.STARTED: "running"}
ITEM = "item"


class Standing(NamedTuple):
    """One token. `element` is None at the library's inner nodes; `path` ends with the member it is itself."""

    id: str
    place: str
    element: str | None
    process: str
    state: str  #: `open`, `waiting`, `running`, or `joining` at a join that has not fired
    path: Path
    data: Mapping[str, Any]  #: to be read only
    above: str  #: id of the token it came from
    came_from: str  #: name of the place it came from
    to_come: tuple[Any, ...] = ()  #: of an activity whose members follow one another, the elements that wait

    @property
    def item(self) -> str:
        """The nearest item around it."""
        return next((item for _, item in reversed(self.path) if item), "")


def standings(instance: Instance) -> list[Standing]:
    """Every token of this case that stands somewhere."""
    top = instance._host.tree
    return [one for tree in top.trees() for one in _of_tree(tree)]


def memory(instance: Instance) -> Mapping[str, list[str]]:
    """The events and activities that were passed, with the items they were passed in."""
    return instance._host.memory


def left_behind(instance: Instance) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """What branches wrote that ended and were folded away: path and name of their process, and the values."""
    for tree in instance._host.tree.trees():
        if tree.left_behind:
            yield _path(tree), tree.spec.name, {key: write[1] for key, write in tree.left_behind.items()}


def refusal_of(instance: Instance, message: str, item: str, routing: Mapping[str, Any]) -> Refusal | None:
    """Why this message would be refused now; None when it would be taken. Moves nothing."""
    try:
        for catcher in messages.addressed(instance._host, message, item):
            refusal = instance._guarded(catcher.token, catcher.info.guards, routing)
            if refusal is not None:
                return refusal
    except Conflict as conflict:
        return conflict
    return None


def hear(instance: Instance, name: str, within: Path = ()) -> None:
    """Let a signal of this name reach whoever waits for it inside these activities, as if it were thrown outside."""
    for token in instance._host.tree.waiting_tokens():
        definition = _signal(token)
        if definition is not None and definition.name == name and _own_path(token)[: len(within)] == within:
            token.task_spec.catch(token, BpmnEvent(definition))
            token.task_spec._update(token)
    stepping.settle(instance._host)


def let_happen(instance: Instance, task_id: str, element: str) -> None:
    """Let a waiting timer happen now, whatever its instant."""
    host = instance._host
    waiting = next(one for one in timers.waiting(host) if (one.task_id, one.element) == (task_id, element))
    timers.fire(host, replace(waiting, due_at=host.world.now))
    stepping.settle(host)


def watch(instance: Instance, asked: set[str]) -> None:
    """From now on note which elements the diagram asks about with `is_open` and `passed`."""
    host = instance._host
    is_open, was_passed = host.is_open, host.was_passed

    def noting_open(element: str, items: tuple[str, ...]) -> bool:
        asked.add(element)
        return is_open(element, items)

    def noting_passed(element: str, items: tuple[str, ...]) -> bool:
        asked.add(element)
        return was_passed(element, items)

    host.is_open = noting_open  # type: ignore[method-assign]
    host.was_passed = noting_passed  # type: ignore[method-assign]


def keep(instance: Instance) -> dict[str, Any]:
    """The case as `revive` reads it back any number of times; the instance must not be moved any more."""
    return snapshot.picture(instance._host)


def revive(definition: Definition, kept: dict[str, Any], world: World) -> Instance:
    """The kept case anew. What no move changed is the same value as before, so comparing finds it at once."""
    return Instance(snapshot.revive(definition, kept, world))


def release(instance: Instance) -> None:
    """Take an instance apart that is needed no more; its tokens and trees hold each other, and there are many."""
    host = instance._host
    trees = (host.tree, *host.tree.subprocesses.values())
    for tree in trees:
        tree.tasks.clear()
    for one in (*trees, host):
        vars(one).clear()


def _signal(token: Any) -> Any:
    definition = token.task_spec.event_definition
    return definition if isinstance(definition, SignalEventDefinition) else None


def _of_tree(tree: Any) -> Iterator[Standing]:
    path = _path(tree)
    for token in tree.tasks.values():
        if not token._state & OPEN or SPENT in token.internal_data:
            continue
        joins = isinstance(token.task_spec, Join) and token._state == TaskState.WAITING
        arrived = joins and token.parent is not None
        if joins and token.parent is not None and token.parent._state != TaskState.COMPLETED:
            continue  # its branch has not come yet
        yield Standing(
            id=token.id,
            place=token.task_spec.name,
            element=token.task_spec.bpmn_id,
            process=tree.spec.name,
            state="joining" if joins else _WORDS[token._state],
            path=_with_own(path, token),
            data=token.parent.data if arrived else token.data,
            above=token.parent.id if token.parent is not None else "",
            came_from=token.parent.task_spec.name if token.parent is not None else "",
            to_come=_to_come(token),
        )


def _to_come(token: Any) -> tuple[Any, ...]:
    if token._state != TaskState.STARTED or not isinstance(token.task_spec, OneByOne):
        return ()
    try:
        return tuple(token.task_spec.to_come(token))
    except Refusal:
        return ()  # the next member halts the case, and says so


def _path(tree: Any) -> Path:
    """The activities around a process."""
    parent = getattr(tree, "parent_task", None)
    if parent is None:
        return ()
    return (*_path(parent.workflow), (parent.task_spec.name, parent.internal_data.get(ITEM, "")))


def _own_path(token: Any) -> Path:
    return _with_own(_path(token.workflow), token)


def _with_own(path: Path, token: Any) -> Path:
    item = token.internal_data.get(ITEM)
    return path if item is None else (*path, (token.task_spec.name, item))
