"""One running case as the actions see it. An instance belongs to one thread at a time.

After any exception but a Conflict or Invalid raised before moving, drop the instance: nothing of it was stored.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams import (
    depth,
    external,
    folding,
    members,
    messages,
    repairs,
    snapshot,
    stepping,
    timers,
    tracing,
    views,
)
from engine.diagrams.counting import ITEM
from engine.diagrams.definition import Definition
from engine.diagrams.effects import Effects
from engine.diagrams.elements import Guard
from engine.diagrams.host import Host
from engine.diagrams.library_faults import as_incidents
from engine.diagrams.plain_data import check_given, check_kept, copy_plain
from engine.diagrams.watchers import ENTRY
from engine.diagrams.world import World
from engine.errors import Conflict, Refusal


class Instance:
    """A case on its definition."""

    def __init__(self, host: Host, *, folded: bool = True) -> None:
        self._host = host
        self._folded = folded
        self._checked = host.count

    @classmethod
    def start(
        cls, definition: Definition, data: Mapping[str, Any], world: World, *, folded: bool = True, entry: str = ""
    ) -> Instance:
        """Begin a case with these routing data and let it run up to where it waits.

        `entry` is the id of a start event or the name of the message that starts one; where a process has a plain
        start event it may be left out. Raises Conflict where it is unclear, Invalid for data that are not plain JSON,
        Incident when the diagram cannot go on.
        """
        check_given(data)
        begun = definition.entry(entry or None)
        instance = cls(Host(definition, world, secrets.token_hex(10)), folded=folded)
        with as_incidents():
            instance._host.tree.plant()
            instance._host.tree.task_tree.internal_data[ENTRY] = begun
            instance._host.tree.task_tree.data = copy_plain(dict(data))
            instance._host.tree.task_tree._ready()
            instance.settle()
        return instance

    @classmethod
    def restore(cls, definition: Definition, state: bytes, world: World, *, folded: bool = True) -> Instance:
        """Read a case back as it was dumped; nothing moves yet. Raises Incident for bytes of another definition."""
        return cls(snapshot.load(definition, state, world), folded=folded)

    def dump(self) -> bytes:
        """The case as bytes, without its diagrams."""
        return snapshot.dump(self._host)

    def with_world(self, world: World) -> Instance:
        """The same instance, asking this world from now on."""
        self._host.world = world
        return self

    # -- moving ------------------------------------------------------------------------------------------------------

    def settle(self) -> bool:
        """Fire what is due, in order of its instant, and move everything that moves by itself. Whether anything did."""
        with as_incidents():
            if not stepping.settle(self._host) and self._checked == self._host.count:
                return False
            self._check_data()
            if self._folded:
                folding.tidy(self._host.tree)
            depth.check_depth(self._host.tree)
            self._checked = self._host.count
        return True

    def check(self, task_id: str, routing: Mapping[str, Any]) -> Refusal | None:
        """Why this task may not be completed with these routing data now; None when it may. Moves nothing."""
        token = self._ready(task_id)
        return self._guarded(token, self._host.definition.elements[token.task_spec.bpmn_id].guards, routing)

    def complete(self, task_id: str, routing: Mapping[str, Any]) -> None:
        """Complete a user task. What has fallen due happens before it, and may take the task away.

        Raises Conflict when the task is not open or a guard forbids it, Invalid for data that are not plain JSON.
        """
        check_given(routing)
        self.settle()
        token = self._ready(task_id)
        refusal = self.check(task_id, routing)
        if refusal is not None:
            raise refusal
        with as_incidents():
            token.data.update(copy_plain(dict(routing)))
            _give_output(token, routing)
            token.run()
        self.settle()

    def send(self, message: str, item: str, routing: Mapping[str, Any]) -> tuple[str, ...]:
        """Hand a message to the one who waits for it, or to all of a broadcast; gives the elements it reached.

        Raises Conflict when nobody waits for it, several might be meant, or a guard forbids it.
        """
        check_given(routing)
        self.settle()
        catchers = messages.addressed(self._host, message, item)
        for catcher in catchers:
            refusal = self._guarded(catcher.token, catcher.info.guards, routing)
            if refusal is not None:
                raise refusal
        with as_incidents():
            for catcher in catchers:
                messages.deliver(catcher, routing)
        self.settle()
        return tuple(dict.fromkeys(catcher.info.id for catcher in catchers))

    def complete_external(self, task_id: str, variables: Mapping[str, Any]) -> None:
        """A worker is done with an external task. What has fallen due happens before it, and may take the task away.

        Raises Conflict when it waits for no worker, Invalid for variables that are not plain JSON.
        """
        check_given(variables)
        self.settle()
        token = external.found(self._host, task_id)
        with as_incidents():
            external.complete(token, variables)
            _give_output(token, variables)
        self.settle()

    def raise_error(self, task_id: str, code: str, message: str | None, variables: Mapping[str, Any]) -> None:
        """A worker found a business error: the nearest error event around the external task catches it.

        Raises Conflict when the task waits for no worker or nothing catches this code, Invalid for variables that are
        not plain JSON.
        """
        check_given(variables)
        self.settle()
        token = external.found(self._host, task_id)
        with as_incidents():
            external.raise_error(token, code, message, variables)
        self.settle()

    def add_member(self, activity: str, element: Any) -> str:
        """One more member of a running parallel multi-instance; gives its item. Raises Conflict or Invalid."""
        self.settle()
        with as_incidents():
            item = members.add_member(self._host, activity, element)
        self.settle()
        return item

    def running_members(self) -> list[Any]:
        """The elements over which parallel multi-instance activities run now: participants, decisions."""
        return members.running_members(self._host)

    def set_value(self, name: str, value: Any, item: str, *, create: bool = False) -> Any:
        """Set a routing value by hand; gives what it was. Nothing moves. Raises Conflict or Invalid."""
        with as_incidents():
            return repairs.set_value(self._host, name, value, item, create=create)

    def move_token(self, element: str, item: str, target: str) -> None:
        """Put the token that stands here at another element by hand. Nothing else moves. Raises Conflict."""
        with as_incidents():
            repairs.move_token(self._host, element, item, target)

    def cancel(self) -> None:
        """End the case from outside: every open activity is cancelled and its clock closed."""
        with as_incidents():
            self._host.tree.cancel()
            self._host.ready.clear()
            self._host.urgent.clear()
            self._host.tree.subprocesses.clear()
            self._host.tree.event_manager.tasks.clear()
            if self._folded:
                folding.tidy(self._host.tree)

    # -- looking -----------------------------------------------------------------------------------------------------

    @property
    def is_completed(self) -> bool:
        """Whether nothing can happen in this case any more."""
        return bool(self._host.tree.completed)

    @property
    def outcome(self) -> str | None:
        """State or id of the last end event of the main process that was reached; None before."""
        return self._host.outcome

    @property
    def data(self) -> dict[str, Any]:
        """Routing data of the whole case at its end, or at its last step outside any subprocess."""
        last = self._host.tree.last_task
        return copy_plain(dict(last.data)) if last is not None else {}

    def open_tasks(self) -> list[views.OpenTask]:
        """Every user task that may be completed now."""
        with as_incidents():
            return [views.open_task(self._host, token) for token in self._host.person_tokens()]

    def external_tasks(self) -> list[external.ExternalTask]:
        """Everything a worker may do now."""
        with as_incidents():
            return [external.task(self._host, token) for token in external.tokens(self._host)]

    def task(self, task_id: str) -> views.OpenTask:
        """One open task. Raises Conflict when it is not open."""
        with as_incidents():
            return views.open_task(self._host, self._ready(task_id))

    def task_data(self, task_id: str) -> dict[str, Any]:
        """A copy of the routing data at this task. Raises Conflict when it is not open."""
        data: dict[str, Any] = copy_plain(self._ready(task_id).data)
        return data

    def waiting_messages(self) -> list[messages.WaitingMessage]:
        """What may be sent to this case now."""
        with as_incidents():
            return messages.waiting(self._host)

    def waiting_timers(self) -> list[timers.WaitingTimer]:
        """Every timer that waits, with its instant as of this world."""
        with as_incidents():
            return list(timers.waiting(self._host))

    def positions(self) -> list[views.Position]:
        """Every element at which a token stands, for the drawing."""
        return views.positions(self._host)

    def visits(self) -> list[tracing.Visit]:
        """Every element a token came to, in order, as far as the tree still holds it; folding forgets finished ones."""
        return tracing.visits(self._host)

    def take_effects(self) -> Effects:
        """What happened since this was last called."""
        effects, self._host.effects = self._host.effects, Effects()
        effects.outcome = self._host.outcome if self.is_completed else None
        return effects

    # -- inside ------------------------------------------------------------------------------------------------------

    def _ready(self, task_id: str) -> Any:
        token = self._host.tree.get_task_from_id(task_id)
        if token is None or token._state != TaskState.READY or not token.task_spec.manual:
            raise Conflict("running.task_not_open", task=task_id)
        return token

    def _guarded(self, token: Any, guards: tuple[Guard, ...], routing: Mapping[str, Any]) -> Refusal | None:
        ask, names = self._host.scripts.ask, {**token.data, **routing}
        with as_incidents():
            for guard in guards:
                if ask(token, guard.when, names) and ask(token, guard.forbid, names):
                    return Conflict(guard.text, element=token.task_spec.bpmn_id)
        return None

    def _check_data(self) -> None:
        """Every token that moved since the last check holds plain JSON; what it shares with the one above is known."""
        for tree in self._host.tree.trees():
            for token in tree.tasks.values():
                if token.last_state_change > self._checked and token.data:
                    above = token.parent
                    check_kept(token.data, token.task_spec.name, above.data if above is not None else {})


def _give_output(token: Any, routing: Mapping[str, Any]) -> None:
    """A member of a multi-instance leaves its routing data as its output, unless a field of that name was filled."""
    output = getattr(token.parent.task_spec, "output_item", None)
    if output is not None and not output.exists(token):
        token.data[output.bpmn_id] = {"id": token.internal_data[ITEM], **copy_plain(dict(routing))}
