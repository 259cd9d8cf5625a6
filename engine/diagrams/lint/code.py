"""Every piece of text in a bundle that will run: where it stands, how it is read, and what became of compiling it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagrams.declarations.decisions import PLACE as DECISION
from engine.diagrams.declarations.scripts import PYTHON
from engine.diagrams.dialect import EXTENSIONS, Value
from engine.diagrams.lint.drawn import Drawn, is_bpmn, local_name, text_of
from engine.diagrams.lint.graph import Diagram, Node
from engine.diagrams.loading import Tree
from engine.diagrams.timer_texts import read_timer
from engine.errors import Invalid
from engine.expressions import tree
from engine.expressions.evaluating.building import FunctionCall
from engine.expressions.expression import Expression
from engine.expressions.placeholders import has_placeholder
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.script import Script, compile_script
from engine.expressions.template import Template, compile_template
from engine.expressions.written import compile_written

TIMER_KINDS = ("timeDate", "timeDuration", "timeCycle")


@dataclass(frozen=True, slots=True)
class Code:
    """One piece of code; `place` says what it is: `condition`, `script`, `timeDate`, `deadline.days` and so on."""

    drawn: Drawn
    place: str
    text: str
    compiled: Expression | Script | Template | None
    refusal: ExpressionRefused | None

    @property
    def trees(self) -> tuple[tree.Node, ...]:
        """What it says; several where placeholders stand in a text."""
        if isinstance(self.compiled, Template):
            return tuple(expression.tree for expression in self.compiled.expressions)
        return (self.compiled.tree,) if self.compiled is not None else ()

    @property
    def calls(self) -> tuple[FunctionCall, ...]:
        """Every function it calls."""
        return self.compiled.calls if self.compiled is not None else ()


def code_in(diagram: Diagram) -> Iterator[Code]:
    """All code of one diagram, in the order in which it is drawn."""
    for flow in diagram.flows:
        if flow.condition is not None:
            yield _compiled(flow, "condition", flow.condition, Value.EXPRESSION)
    for node in diagram.nodes:
        yield from _of_node(node)


def _of_node(node: Node) -> Iterator[Code]:
    if node.kind == "scriptTask" and _is_python(node):
        yield _compiled(node, "script", node.text("script") or "", None)
    groups = node.camunda("candidateGroups")
    if groups is not None:
        yield _compiled(node, "candidateGroups", groups, Value.TEMPLATE)
    decision = node.camunda(DECISION) or ""
    if has_placeholder(decision):
        yield _compiled(node, DECISION, decision.strip(), Value.EXPRESSION)
    for definition in node.definitions:
        yield from _of_timer(node, definition)
    for loop in (node.multiple, node.child("standardLoopCharacteristics")):
        if loop is not None:
            yield from _of_loop(node, loop)
    yield from _of_extensions(node)


def _is_python(node: Node) -> bool:
    """Statements of the subset; scripts of other kinds are read with the declarations of their element."""
    language = (node.element.get("scriptFormat") or "python").strip().lower()
    return language in PYTHON and not node.camunda("resultVariable") and bool((node.text("script") or "").strip())


def _of_timer(node: Node, definition: Tree) -> Iterator[Code]:
    for child in definition:
        if is_bpmn(child) and local_name(child) in TIMER_KINDS:
            text = text_of(child)
            if _is_computed(text, local_name(child)):
                yield _compiled(node, local_name(child), text, Value.EXPRESSION)


def _is_computed(text: str, kind: str) -> bool:
    """Whether a timer is an expression, right or wrong; a text that stands for itself is told by the rule on timers."""
    try:
        return read_timer(text, kind).code is not None
    except ExpressionRefused:
        return True
    except Invalid:
        return False


def _of_loop(node: Node, loop: Tree) -> Iterator[Code]:
    for child in loop:
        if is_bpmn(child) and local_name(child) in ("loopCardinality", "loopCondition"):
            yield _compiled(node, local_name(child), text_of(child), Value.EXPRESSION)


def _of_extensions(node: Node) -> Iterator[Code]:
    for rule in EXTENSIONS.values():
        for element in node.extensions(rule.name):
            for name, attribute in rule.attributes.items():
                text = element.get(name)
                if text is not None and attribute.value in (Value.EXPRESSION, Value.TEMPLATE):
                    yield _compiled(Drawn(node.element, node.file), f"{rule.name}.{name}", text, attribute.value)


def _compiled(drawn: Drawn, place: str, text: str, value: Value | None) -> Code:
    try:
        if value is Value.TEMPLATE:
            return Code(drawn, place, text, compile_template(text), None)
        compiled = compile_script(text) if value is None else compile_written(text)
        return Code(drawn, place, text, compiled, None)
    except ExpressionRefused as refusal:
        return Code(drawn, place, text, None, refusal)
