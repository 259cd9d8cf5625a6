"""One running case from inside: what tokens report to while they move, and what they ask.

Specifications are shared between cases and threads; everything that belongs to one case hangs here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.diagrams import clocks, conditions, external, ghosts, scopes, timers
from engine.diagrams.declarations.services import Service
from engine.diagrams.effects import DecisionMade, Effects, Entered, Left, MessageSent, Milestone, Notice
from engine.diagrams.operations.registry import OPERATIONS
from engine.diagrams.plain_data import copy_plain
from engine.diagrams.questions import Asked, Questions
from engine.diagrams.scripts import Scripts, incident_at
from engine.diagrams.tokens import OPEN, CaseTree, items_of
from engine.diagrams.watchers import is_handler
from engine.errors import Refusal

if TYPE_CHECKING:
    from engine.diagrams.definition import Definition
    from engine.diagrams.elements import ElementInfo
    from engine.diagrams.event_definitions import Condition, Timer
    from engine.diagrams.world import World

#: what is remembered as passed although nobody works on it
_REMEMBERED = frozenset({"boundaryEvent", "intermediateCatchEvent", "task", "manualTask"})
#: internal data of an activity in progress: when it began
ENTERED = "entered_at"


class Host:
    """The tokens of a case with their world, their effects and their memory."""

    def __init__(self, definition: Definition, world: World, prefix: str, count: int = 0) -> None:
        self.definition = definition
        self.world = world
        self.prefix = prefix
        self.count = count
        self.effects = Effects()
        self.outcome: str | None = None
        self.memory: dict[str, list[str]] = {}  #: events and activities passed, with the items they were passed in
        self.asked: Asked | None = None
        self.ready: deque[Any] = deque()
        self.urgent: deque[Any] = deque()
        self.scripts = Scripts()
        self._functions: dict[tuple[str, ...], Mapping[str, Callable[..., Any]]] = {}
        self.tree = CaseTree(definition.spec, definition.subprocess_specs, self)

    # -- the case's counter ------------------------------------------------------------------------------------------

    def tick(self) -> int:
        """The next number; orders everything that happens in this case."""
        self.count += 1
        return self.count

    def next_id(self) -> str:
        """A task id that no other case has."""
        return f"{self.prefix}-{self.tick()}"

    # -- asked by tokens ---------------------------------------------------------------------------------------------

    def functions(self, items: tuple[str, ...]) -> Mapping[str, Callable[..., Any]]:
        """The world functions as seen from these items."""
        known = self._functions.get(items)
        if known is None:
            known = self._functions[items] = Questions(self, items).functions()
        return known

    def info(self, token: Any) -> ElementInfo | None:
        """What the diagram says about this token's element; None for the library's own inner nodes."""
        return self.definition.elements.get(getattr(token.task_spec, "bpmn_id", None) or "")

    def take_asked(self) -> Asked | None:
        """Which deadline was asked since this was last called."""
        asked, self.asked = self.asked, None
        return asked

    def is_open(self, element: str, items: tuple[str, ...]) -> bool:
        """Whether a token stands at this element in one of these items."""
        return any(
            token._state & OPEN and token.task_spec.bpmn_id == element and items_of(token)[0] in items
            for tree in self.tree.trees()
            for token in tree.tasks.values()
        )

    def was_passed(self, element: str, items: tuple[str, ...]) -> bool:
        """Whether this element was passed in one of these items."""
        return any(item in items for item in self.memory.get(element, ()))

    # -- told by tokens ----------------------------------------------------------------------------------------------

    def arm(self, token: Any, timer: Timer) -> None:
        """A timer is reached for the first time, or looked at again."""
        timers.arm(self, token, timer)

    def entered(self, token: Any) -> None:
        """An activity begins; its clock opens before its timers are asked."""
        info = self.info(token)
        if info is None or ENTERED in token.internal_data:
            return
        token.internal_data[ENTERED] = self.world.now.isoformat()
        scopes.enter(self, token, info)
        self.effects.entered.append(Entered(token.id, info.id, items_of(token)[0]))
        if info.service is not None:
            external.opened(self, token)
        clocks.open_clock(self, token, info)

    def left(self, token: Any, *, completed: bool) -> None:
        """An activity ends."""
        info = self.info(token)
        if info is None or token.internal_data.pop(ENTERED, None) is None:
            return
        item = items_of(token)[0]
        self.effects.left.append(Left(token.id, info.id, item, completed, token.data))
        if info.service is not None:
            external.closed(self, token, completed=completed)
        clocks.end_clock(self, token, info, completed=completed)
        if completed:
            self._remember(info.id, item)
            scopes.leave(self, token, info)

    def look(self, token: Any, condition: Condition) -> None:
        """A conditional event is reached for the first time, or looked at again."""
        conditions.look(token, condition)

    def sent(self, token: Any, name: str) -> None:
        """A message event threw its message; it leaves the case."""
        info = self.info(token)
        if info is not None:
            self.effects.messages.append(MessageSent(info.id, items_of(token)[0], name))

    def removed(self, token: Any) -> None:
        """A token was taken out of the tree unfinished: its branch was cancelled."""
        ghosts.lay(self, token)

    def passed(self, token: Any) -> None:
        """An event happened."""
        info = self.info(token)
        if info is None:
            return
        item = items_of(token)[0]
        if info.initiator and self._is_main(token.workflow):
            token.data = {**token.data, info.initiator: self.world.actor}
        if info.state:
            self.effects.milestones.append(Milestone(info.id, item, info.state))
        if info.kind == "endEvent" and self._is_main(token.workflow):
            self.outcome = info.state or info.inserted or info.id
        if info.state or info.message or info.kind in _REMEMBERED:
            self._remember(info.id, item)

    def begin(self, token: Any) -> None:
        """An activity that is done at once begins."""
        info = self.info(token)
        if info is not None:
            scopes.enter(self, token, info)

    def finish(self, token: Any) -> None:
        """And ends."""
        info = self.info(token)
        if info is not None:
            scopes.leave(self, token, info)

    def run_script(self, token: Any) -> None:
        """A script task runs."""
        self.scripts.run(token, self.definition.elements[token.task_spec.bpmn_id].script)

    def operate(self, token: Any) -> None:
        """A service task is done by an operation of ours, or asks an expression."""
        info = self.definition.elements[token.task_spec.bpmn_id]
        service = info.service or Service()
        if service.operation is not None:
            names = [parameter.name for parameter in info.parameters.inputs] if info.parameters else []
            OPERATIONS[service.operation].act(self, token, {name: token.data[name] for name in names})
        else:
            value = self.scripts.value(token, service.expression)
            if service.result:
                token.data[service.result] = copy_plain(value)

    def notice(self, token: Any) -> None:
        """A send task hands out a notice."""
        info = self.definition.elements[token.task_spec.bpmn_id]
        if info.notice is not None:
            to = self.render(token, info.notice.to)
            self.effects.notices.append(Notice(info.id, items_of(token)[0], info.notice.kind, to))

    def decide(self, token: Any) -> None:
        """A business rule task asks its table."""
        info = self.definition.elements[token.task_spec.bpmn_id]
        try:
            functions = self.functions(items_of(token))
            named = str(info.decision.written.value(token.data, functions)) if info.decision is not None else ""
            outcome = self.definition.decisions.evaluate(named, token.data, functions, strict=True)
            result = outcome.value(info.result_mapping)
        except Refusal as refusal:
            raise incident_at(token, refusal) from refusal
        token.data[info.result_variable or info.id] = copy_plain(result)
        made = DecisionMade(info.id, items_of(token)[0], outcome.decision, outcome.rules, result, outcome)
        self.effects.decisions.append(made)

    def render(self, token: Any, template: Any) -> tuple[str, ...]:
        """The groups that a template names at this token."""
        try:
            return tuple(template.list(token.data, self.functions(items_of(token))))
        except Refusal as refusal:
            raise incident_at(token, refusal) from refusal

    def open_tokens(self) -> list[Any]:
        """Every token that stands at a drawn element, in order of appearance."""
        return [
            token
            for tree in self.tree.trees()
            for token in tree.tasks.values()
            if token._state & OPEN and token.task_spec.bpmn_id is not None
        ]

    def person_tokens(self) -> list[Any]:
        """Every user task that may be completed now."""
        return [
            token
            for tree in self.tree.trees()
            for token in tree.tasks.values()
            if token._state == TaskState.READY and token.task_spec.manual
        ]

    def _is_main(self, tree: Any) -> bool:
        """Whether this is the main process, or an event subprocess of it."""
        while tree is not self.tree and is_handler(tree.parent_task):
            tree = tree.parent_workflow
        return tree is self.tree

    def _remember(self, element: str, item: str) -> None:
        items = self.memory.setdefault(element, [])
        if item not in items:
            items.append(item)
