"""Which answers about the data still matter at each place of the drawing: what nothing will ask is forgotten.

Walked backwards along the flows until nothing changes. What a form or script sets anew need not be remembered before
it; what only feeds a value that nobody asks for is not asked for either.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagrams.declarations.decisions import PLACE as DECISION
from engine.diagrams.lint.graph import Node, Scope
from engine.diagrams.lint.multi_instances import collection_of, item_of, result_of, results_of
from engine.proofs.drawing import Drawing
from engine.proofs.uses import Test, Want
from engine.proofs.wanting import counted_by, steps_of, wants_in, wants_of

Wants = frozenset[Want]
NOTHING: Wants = frozenset()
_GUARDS = ("guard.when", "guard.forbid")
_OPENING = ("deadline.start", "deadline.startRule", "deadline.days")
_MEETING = ("deadline.metWhen", "deadline.metOn")
_TIMERS = ("timeDate", "timeDuration", "timeCycle")
#: kinds of nodes whose flow of data this walk knows
KNOWN = frozenset(
    {
        *("startEvent", "endEvent", "intermediateThrowEvent", "intermediateCatchEvent", "boundaryEvent", "userTask"),
        *("scriptTask", "sendTask", "receiveTask", "businessRuleTask", "callActivity", "subProcess"),
        *("exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "task", "manualTask"),
    }
)
_CARRYING = ("error", "escalation")


class Futures:
    """What is still wanted before and after each node, and at the end of each scope."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._before: dict[str, Wants] = {}
        self._after: dict[str, Wants] = {}
        self.is_known = all(node.kind in KNOWN and not _is_foreign(node) for node in drawing.nodes.values())
        backwards = list(drawing.nodes.values())[::-1]
        changed = self.is_known
        while changed:
            changed = any([self._walk(node) for node in backwards])  # noqa: C419  # each is walked

    def at(self, element: str) -> Wants | None:
        """What matters of a token that waits here; None where all of it may."""
        if not self.is_known or element not in self._drawing.nodes:
            return None
        return self._before.get(element, NOTHING)

    def after(self, element: str) -> Wants | None:
        """What is asked of the data once this element is left; None where all may be."""
        node = self._drawing.nodes.get(element)
        if not self.is_known or node is None:
            return None
        return self._after.get(element, NOTHING) | self._reads(node, _MEETING)

    def set_at(self, element: str) -> frozenset[str] | None:
        """The names whose value somebody asks for once this element is left, or that its guards ask; None for any."""
        node = self._drawing.nodes.get(element)
        if not self.is_known or node is None:
            return None
        wanted = self._after.get(element, NOTHING) | self._reads(node, (*_GUARDS, *_MEETING))
        return frozenset(want.path[0] for want in wanted)

    def inside(self, element: str, *, is_member: bool) -> Wants | None:
        """What matters of the token of an activity whose process is running: what is read without that process."""
        node = self._drawing.nodes.get(element)
        if not self.is_known or node is None:
            return None
        on_edge = frozenset(self._on_edge(node))
        if node.multiple is None or is_member:
            return on_edge
        return on_edge | self._after.get(element, NOTHING)

    def at_end(self, process: str) -> Wants | None:
        """What matters of a branch that has ended inside this process."""
        if not self.is_known:
            return None
        scope = self._drawing.processes.get(process) or self._drawing.inner.get(process)
        return self._beyond(scope) if scope is not None else None

    def _walk(self, node: Node) -> bool:
        after = self._following(node)
        before = self._entering(node, after)
        changed = self._after.get(node.id) != after or self._before.get(node.id) != before
        self._after[node.id], self._before[node.id] = after, before
        return changed

    def _following(self, node: Node) -> Wants:
        """What is wanted once the node is left."""
        found: set[Want] = set()
        for flow in node.outgoing:
            for text in self._drawing.texts(flow.id, "condition"):
                found |= wants_of(text)
            found |= self._before.get(flow.target, NOTHING)
        if not node.outgoing:
            found |= self._beyond(node.scope)
        if node.kind in ("endEvent", "intermediateThrowEvent") and _carries(node):
            for other in self._drawing.nodes.values():
                if other.kind == "boundaryEvent" and _carries(other):
                    found |= self._before.get(other.id, NOTHING)
        return frozenset(found)

    def _beyond(self, scope: Scope) -> Wants:
        """What is wanted of the data with which a process ends."""
        around = (
            [self._drawing.nodes[scope.id]] if scope.parent is not None else self._drawing.callers.get(scope.id, [])
        )
        found: set[Want] = set()
        for node in around:
            after = self._after.get(node.id, NOTHING) | self._reads(node, _MEETING)
            if node.multiple is None:
                found |= after
            else:
                found |= set(self._of_result(node, after))
        return frozenset(found)

    def _of_result(self, node: Node, after: Wants) -> Iterator[Want]:
        assert node.multiple is not None  # noqa: S101  # only called for those
        results, result = results_of(node.multiple), result_of(node.multiple)
        if result and any(want.path[0] == results for want in after):
            yield Want((result,), Test.WHOLE)

    def _entering(self, node: Node, after: Wants) -> Wants:
        """What is wanted when the node is come to."""
        if node.kind == "scriptTask":
            return self._through_script(node, after)
        if node.kind == "businessRuleTask":
            return self._through_table(node, after)
        if node.kind in ("subProcess", "callActivity"):
            return self._into(node, after)
        keys = self._drawing.keys_of(node)
        kept = {want for want in after | self._reads(node, (*_GUARDS, *_MEETING)) if want.path[0] not in keys}
        kept |= self._reads(node, (*_OPENING, *_TIMERS)) | self._on_edge(node)
        if node.multiple is not None:
            kept = set(self._without_own(node, kept))
        return frozenset(kept)

    def _into(self, node: Node, after: Wants) -> Wants:
        scope = self._drawing.inner.get(node.id) or self._drawing.processes.get(str(node.element.get("calledElement")))
        found = set(self._reads(node, _OPENING)) | self._on_edge(node)
        for start in scope.starts if scope is not None else ():
            found |= self._before.get(start.id, NOTHING)
        if node.multiple is None:
            return frozenset(found)
        return frozenset(
            self._without_own(node, found | {want for want in after if want.path[0] != results_of(node.multiple)})
        )

    def _without_own(self, node: Node, found: set[Want]) -> Iterator[Want]:
        assert node.multiple is not None  # noqa: S101  # only called for those
        own = {item_of(node.multiple), result_of(node.multiple), results_of(node.multiple)}
        collection, element = collection_of(node.multiple), item_of(node.multiple)
        if collection:
            inner = frozenset(want for want in found if element and want.path[0] == element)
            yield Want((collection,), Test.MEMBERS, (element or "", inner))
        yield from (want for want in found if want.path[0] not in own)

    def _through_script(self, node: Node, after: Wants) -> Wants:
        text = node.text("script") or ""
        steps = steps_of(text)
        if steps is None:
            return after | frozenset(Want((name,), Test.WHOLE) for name in _names(self._drawing, node))
        for target, source in reversed(steps):
            of_target = {want for want in after if want.path[0] == target}
            after = after - of_target
            step = counted_by(target, source)
            if step is not None and all(want.test in (Test.SIZE, Test.EQUALS) for want in of_target):
                after |= self._counted(of_target, step)
            elif of_target and source is not None:
                after |= wants_in(source)
        return after

    def _counted(self, wants: set[Want], step: int) -> Wants:
        """What is asked of a counter before it is raised; what is below where it begins is no question any more."""
        lowest = self._drawing.lowest
        moved = (Want(want.path, want.test, want.to - step) for want in wants if isinstance(want.to, int))
        return frozenset(want for want in moved if want.to >= lowest.get(want.path[0], want.to))

    def _through_table(self, node: Node, after: Wants) -> Wants:
        result = node.camunda("resultVariable") or node.id
        if not any(want.path[0] == result for want in after):
            return after
        asked = frozenset(Want((word,), Test.WHOLE) for word in self._drawing.asked_by_tables if word != result)
        return frozenset(want for want in after if want.path[0] != result) | asked | self._reads(node, (DECISION,))

    def _on_edge(self, node: Node) -> set[Want]:
        return {want for event in node.boundary for want in self._before.get(event.id, NOTHING)}

    def _reads(self, node: Node, places: tuple[str, ...]) -> set[Want]:
        return {want for text in self._drawing.texts(node.id, *places) for want in wants_of(text)}


def _carries(node: Node) -> bool:
    return any(node.definition(kind) is not None for kind in _CARRYING)


def _names(drawing: Drawing, node: Node) -> frozenset[str]:
    found = [code.compiled.names for code in drawing.code.get(node.id, ()) if code.compiled is not None]
    return frozenset(name for names in found for name in names)


def _is_foreign(node: Node) -> bool:
    """Whether it carries extensions of others that may move data; ours are known."""
    holder = node.child("extensionElements")
    return holder is not None and any(
        isinstance(child.tag, str) and not child.tag.startswith("{https://huishang.invalid") for child in holder
    )
