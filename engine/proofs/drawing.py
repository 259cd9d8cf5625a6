"""The drawing as the prover looks at it: which text stands where, what each form may set, which process calls which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.diagrams.bundle import Bundle
from engine.diagrams.lint.code import Code
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.graph import Node, Scope
from engine.errors import Refusal
from engine.expressions.script import Script
from engine.forms.form import Form
from engine.proofs.wanting import counted_by, number_in, steps_of

_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Drawing:
    """One bundle, read once. `given` are routing keys that acts of the house add, by element."""

    bundle: Bundle
    context: Context
    given: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, bundle: Bundle, given: Mapping[str, frozenset[str]]) -> Drawing:
        """The drawing of this bundle."""
        return cls(bundle, Context(bundle), given)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every drawn node by id."""
        return {node.id: node for node in self.context.nodes}

    @cached_property
    def processes(self) -> Mapping[str, Scope]:
        """Every process by id."""
        return self.context.processes

    @cached_property
    def inner(self) -> Mapping[str, Scope]:
        """Every embedded subprocess by its id."""
        return {scope.id: scope for scope in self.context.scopes if scope.parent is not None}

    @cached_property
    def callers(self) -> Mapping[str, list[Node]]:
        """The call activities by the process they call."""
        found: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            if node.kind == "callActivity":
                found.setdefault(str(node.element.get("calledElement")), []).append(node)
        return found

    @cached_property
    def code(self) -> Mapping[str, list[Code]]:
        """Every piece of code by the id of the node or flow it stands on."""
        found: dict[str, list[Code]] = {}
        for code in self.context.code:
            found.setdefault(code.drawn.id, []).append(code)
        return found

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """Every form that can be read, by id."""
        found = {}
        for file in self.context.forms:
            try:
                found[file.id] = Form.compile(file.schema)
            except Refusal:
                continue  # the check tells it
        return found

    @cached_property
    def asked_by_tables(self) -> frozenset[str]:
        """The names of data that occur in the decision tables: what they may ask for."""
        known = {key for form in self.forms.values() for key in form.routing_keys}
        known |= {
            name for code in self.context.code if isinstance(code.compiled, Script) for name in code.compiled.writes
        }
        known |= {str(node.camunda("resultVariable")) for node in self.nodes.values()}
        words = {
            word for raw in self.bundle.named(".dmn").values() for word in _WORD.findall(raw.decode("utf-8", "replace"))
        }
        return frozenset(words & known)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word in the code of the diagrams and in the decision tables."""
        texts = [code.text for code in self.context.code]
        texts += [raw.decode("utf-8", "replace") for raw in self.bundle.named(".dmn").values()]
        return frozenset(word for text in texts for word in _WORD.findall(text))

    @cached_property
    def read_together(self) -> list[frozenset[str]]:
        """The names that each guard, condition or script reads together."""
        named = [frozenset(code.compiled.names) for code in self.context.code if code.compiled is not None]
        return [names for names in named if len(names) > 1]

    @cached_property
    def lowest(self) -> Mapping[str, int]:
        """The least number each counter is set to anywhere, for those that are only set to numbers and raised."""
        found: dict[str, list[int]] = {}
        other: set[str] = set()
        for node in self.nodes.values():
            for target, source in steps_of(node.text("script") or "") or () if node.kind == "scriptTask" else ():
                number = number_in(source)
                if number is not None:
                    found.setdefault(target, []).append(number)
                elif counted_by(target, source) is None:
                    other.add(target)
        return {name: min(numbers) for name, numbers in found.items() if name not in other}

    def texts(self, element: str, *places: str) -> list[str]:
        """The code on an element at these places (`guard.when`, `timeDate` …)."""
        return [code.text for code in self.code.get(element, ()) if code.place in places]

    def form_of(self, node: Node) -> str | None:
        """The form of a task, or of a message that a person sends."""
        for sender in node.extensions("sender"):
            if sender.get("form"):
                return str(sender.get("form"))
        return node.camunda("formRef")

    def keys_of(self, node: Node) -> frozenset[str]:
        """The routing keys that completing this task or sending this message sets, whatever is answered."""
        form = self.forms.get(self.form_of(node) or "")
        return (frozenset(form.routing_keys) if form else frozenset()) | self.given.get(node.id, frozenset())

    def members_inside(self, activity: str) -> frozenset[str]:
        """The ids of everything drawn inside an activity, called processes and what they call included."""
        node = self.nodes.get(activity)
        scope = self.inner.get(activity)
        if scope is None and node is not None and node.kind == "callActivity":
            scope = self.processes.get(str(node.element.get("calledElement")))
        return frozenset(self._below(scope, set())) if scope is not None else frozenset()

    def signals_thrown_outside(self, inside: frozenset[str]) -> list[str]:
        """The names of the signals that something outside these elements throws."""
        return sorted(name for name, throwers in self._signals[0].items() if throwers - inside)

    def signals_from_outside(self) -> list[str]:
        """The names of the signals that are waited for and that nothing here throws."""
        return sorted(self._signals[1].keys() - self._signals[0].keys())

    @cached_property
    def events(self) -> frozenset[str]:
        """Everything that waits for something to happen."""
        kinds = ("intermediateCatchEvent", "boundaryEvent", "receiveTask", "eventBasedGateway", "startEvent")
        return frozenset(node.id for node in self.nodes.values() if node.kind in kinds)

    @cached_property
    def connected(self) -> frozenset[str]:
        """What flows lead to from some event that begins."""
        return frozenset(
            self._onward({node.id for node in self.nodes.values() if node.kind in ("startEvent", "boundaryEvent")})
        )

    def _onward(self, found: set[str]) -> set[str]:
        waiting = list(found)
        while waiting:
            for flow in self.nodes[waiting.pop()].outgoing:
                if flow.target in self.nodes and flow.target not in found:
                    found.add(flow.target)
                    waiting.append(flow.target)
        return found

    @cached_property
    def repeated(self) -> frozenset[str]:
        """What comes after an event that may happen again while what it stands on goes on."""
        found: set[str] = set()
        for node in self.nodes.values():
            again = node.element.get("cancelActivity", node.element.get("isInterrupting", "true")) == "false"
            if again:
                found |= self._onward({node.id}) | self._scope_of(node)
        return frozenset(found)

    def is_cut_off(self, task: str, reached: set[str]) -> bool:
        """Whether no event that did not happen could lead to this task: only choices that were never taken."""
        waiting, seen = [task], {task}
        while waiting:
            node = self.nodes[waiting.pop()]
            if node.id in self.events:
                return False
            for flow in node.incoming:
                if flow.source in self.nodes and flow.source not in seen | reached:
                    seen.add(flow.source)
                    waiting.append(flow.source)
        return True

    def _scope_of(self, node: Node) -> set[str]:
        """An event subprocess that this event begins, with all inside."""
        return {node.scope.id, *self._below(node.scope, set())} if node.kind == "startEvent" else set()

    def hearing(self, name: str) -> frozenset[str]:
        """The elements that wait for this signal."""
        return frozenset(self._signals[1].get(name, ()))

    def home_of_flow(self, flow: str) -> str:
        """The node that a flow leaves; the flow itself where it is none."""
        return self._sources.get(flow, flow)

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {flow.id: flow.source for scope in self.context.scopes for flow in scope.flows}

    @cached_property
    def _signals(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Who throws and who catches each signal, by its name."""
        thrown: dict[str, set[str]] = {}
        caught: dict[str, set[str]] = {}
        for diagram in self.context.diagrams:
            names = {key: str(one.get("name") or key) for key, one in diagram.declared("signal").items()}
            for node in diagram.nodes:
                found = node.definition("signal")
                if found is not None:
                    side = thrown if node.kind in ("endEvent", "intermediateThrowEvent") else caught
                    side.setdefault(names.get(str(found.get("signalRef")), ""), set()).add(node.id)
        return thrown, caught

    def _below(self, scope: Scope, seen: set[str]) -> Iterator[str]:
        if scope.id in seen:
            return
        seen.add(scope.id)
        for node in scope.nodes.values():
            yield node.id
            within = self.inner.get(node.id)
            if node.kind == "callActivity":
                within = self.processes.get(str(node.element.get("calledElement")))
            if within is not None:
                yield from self._below(within, seen)
