"""Runs the statements of a script over its own copy of the data; what is assigned is copied, so nothing is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.expressions.evaluating.building import Builder
from engine.expressions.evaluating.frame import Frame, Run
from engine.expressions.faults import UnknownName
from engine.expressions.refusals import place_in
from engine.expressions.statements import Assign, Augment, Block, Delete, Pass, When
from engine.expressions.tree import Arithmetic, Index, Name, Node
from engine.expressions.values import Keeping

#: Runs one statement; the Keeping copies what it assigns.
Step = Callable[[Frame, Keeping], None]


@dataclass(slots=True)
class Touched:
    """What the statements change: keys set, keys deleted, and keys of which a part is assigned."""

    writes: set[str] = field(default_factory=set)
    deletes: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)


class Statements:
    """Builds the steps of one script."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.touched = Touched()

    def block(self, block: Block) -> Step:
        """The whole script."""
        return self.steps(block.statements)

    def steps(self, nodes: tuple[Node, ...]) -> Step:
        """These statements, one after the other; the frame knows the line of the one that runs."""
        steps = [(place_in(self.builder.source, node.at.start)[0], _STEPS[type(node)](self, node)) for node in nodes]

        def run(frame: Frame, keeping: Keeping) -> None:
            for line, step in steps:
                frame.line = line
                step(frame, keeping)

        return run


def _assign(to: Statements, node: Assign) -> Step:
    value = to.builder.build(node.value)
    if isinstance(node.target, Index):
        return _assign_part(to, node.target, value)
    return _set(to, node.target.name, value)


def _set(to: Statements, name: str, value: Run) -> Step:
    to.touched.writes.add(name)

    def run(frame: Frame, keeping: Keeping) -> None:
        frame.names[name] = keeping.plain(value(frame))  # type: ignore[index]  # a script runs on a dict of its own

    return run


def _assign_part(to: Statements, target: Index, value: Run) -> Step:
    to.touched.parts.add(_root(target))
    of, at = to.builder.build(target.of), to.builder.build(target.index)

    def run(frame: Frame, keeping: Keeping) -> None:
        kept = keeping.plain(value(frame))
        of(frame)[at(frame)] = kept

    return run


def _root(node: Node) -> str:
    while isinstance(node, Index):
        node = node.of
    assert isinstance(node, Name)  # noqa: S101  # the grammar allows nothing else
    return node.name


def _augment(to: Statements, node: Augment) -> Step:
    return _set(to, node.target.name, to.builder.build(Arithmetic(node.operator, node.target, node.value, at=node.at)))


def _delete(to: Statements, node: Delete) -> Step:
    names = [target.name for target in node.targets]
    to.touched.deletes.update(names)
    to.builder.names.update(dict.fromkeys(names))

    def run(frame: Frame, _keeping: Keeping) -> None:
        for name in names:
            if name not in frame.names:
                raise UnknownName(name)
            del frame.names[name]  # type: ignore[attr-defined]  # a script runs on a dict of its own

    return run


def _when(to: Statements, node: When) -> Step:
    test, then, otherwise = to.builder.build(node.test), to.steps(node.then), to.steps(node.otherwise)

    def run(frame: Frame, keeping: Keeping) -> None:
        branch = then if test(frame) else otherwise
        branch(frame, keeping)

    return run


def _pass(_to: Statements, _node: Pass) -> Step:
    return lambda _frame, _keeping: None


_STEPS: Mapping[type[Node], Callable[[Statements, Any], Step]] = {
    Assign: _assign,
    Augment: _augment,
    Delete: _delete,
    When: _when,
    Pass: _pass,
}
