"""Reads boxed expressions by the names of their elements; what is none of them is refused by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.decisions.boxed import (
    Conditional,
    Context,
    Entry,
    Filtered,
    Function,
    Invocation,
    Iteration,
    ListOf,
    Relation,
    Typed,
    Written,
)
from engine.decisions.limits import MAX_NESTING
from engine.decisions.run import Logic
from engine.decisions.source import Part, local
from engine.decisions.table import Table
from engine.decisions.table_reader import TableReader
from engine.decisions.type_reader import TypeReader
from engine.decisions.types import ANY, Type
from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from engine.xml_files import Tree


@dataclass(slots=True)
class BoxedReader:
    """Reads the logic of one part; `tables` are the decision tables found in it."""

    part: Part
    types: TypeReader
    tables: list[Table] = field(default_factory=list)
    _depth: int = 0

    def inside(self, holder: Tree) -> Logic:
        """The boxed expression that this element holds; an empty one gives null."""
        for element in holder:
            if local(element) in READERS:
                return self.read(element)
        self.part.refuse(holder, "logic_missing", what=local(holder))
        return self._null()

    def holds_logic(self, holder: Tree) -> bool:
        """Whether this element holds a boxed expression at all."""
        return any(local(element) in READERS for element in holder)

    def read(self, element: Tree) -> Logic:
        """This boxed expression."""
        self._depth += 1
        try:
            if self._depth > MAX_NESTING:
                self.part.refuse(element, "nested_too_deep", limit=MAX_NESTING)
                return self._null()
            logic = READERS[local(element)](self, element)
            type_ = ANY if local(element) in ("decisionTable", "functionDefinition") else self.type_of(element)
            return logic if type_ is ANY else Typed(logic, type_)
        finally:
            self._depth -= 1

    def type_of(self, element: Tree | None) -> Type:
        """The type that this element names."""
        return ANY if element is None else self.types.type_of(element.get("typeRef") or "", element, self.part)

    def _written(self, element: Tree) -> Logic:
        if self.part.source.child(element, "importedValues") is not None:
            self.part.refuse(element, "unsupported", what="importedValues")
        return Written(self.part.expression(element))

    def _table(self, element: Tree) -> Logic:
        table = TableReader(self.part, self.types, element).read()
        self.tables.append(table)
        return table

    def _context(self, element: Tree) -> Logic:
        return Context(
            tuple(self._entry(line, "variable") for line in self.part.source.children(element, "contextEntry"))
        )

    def _entry(self, line: Tree, names: str) -> Entry:
        variable = self.part.source.child(line, names)
        name = "" if variable is None else variable.get("name") or ""
        return Entry(name, self.inside(line), self.type_of(variable))

    def _invocation(self, element: Tree) -> Logic:
        source = self.part.source
        called = source.child(element, "literalExpression")
        if called is None:
            self.part.refuse(element, "logic_missing", what="invocation")
            return self._null()
        bindings = [
            self._entry(binding, "parameter")
            for binding in source.children(element, "binding")
            if self.holds_logic(binding)
        ]
        return Invocation(self.part.expression(called), tuple(bindings))

    def function(self, element: Tree) -> Function:
        """A function definition with its parameters."""
        source = self.part.source
        if (kind := element.get("kind") or "FEEL") != "FEEL":
            self.part.refuse(element, "function_kind", kind=kind)
            return Function((), self._null())
        parameters = tuple(
            (one.get("name") or "", self.type_of(one)) for one in source.children(element, "formalParameter")
        )
        return Function(parameters, self.inside(element), self.type_of(element))

    def _list(self, element: Tree) -> Logic:
        return ListOf(tuple(self.read(entry) for entry in element if local(entry) in READERS))

    def _relation(self, element: Tree) -> Logic:
        source = self.part.source
        columns = tuple(column.get("name") or "" for column in source.children(element, "column"))
        rows = []
        for row in source.children(element, "row"):
            cells = tuple(self.read(cell) for cell in row if local(cell) in READERS)
            if len(cells) != len(columns):
                self.part.refuse(row, "relation_columns")
            else:
                rows.append(cells)
        return Relation(columns, tuple(rows))

    def _conditional(self, element: Tree) -> Logic:
        return Conditional(*(self._child(element, name) for name in ("if", "then", "else")))

    def _iteration(self, element: Tree) -> Logic:
        kind = local(element)
        variable = element.get("iteratorVariable") or ""
        body = "return" if kind == "for" else "satisfies"
        sees_partial = any("partial" in str(text) for text in element.itertext())
        return Iteration(kind, variable, self._child(element, "in"), self._child(element, body), sees_partial)

    def _filter(self, element: Tree) -> Logic:
        return Filtered(self._child(element, "in"), self._child(element, "match"))

    def _child(self, element: Tree, name: str) -> Logic:
        child = self.part.source.child(element, name)
        if child is None:
            self.part.refuse(element, "logic_missing", what=name)
            return self._null()
        return self.inside(child)

    def _null(self) -> Logic:
        return Written(compile_expression("null", Notation.FEEL))


READERS: Final[Mapping[str, Callable[[BoxedReader, Tree], Logic]]] = {
    "literalExpression": BoxedReader._written,
    "decisionTable": BoxedReader._table,
    "context": BoxedReader._context,
    "invocation": BoxedReader._invocation,
    "functionDefinition": BoxedReader.function,
    "list": BoxedReader._list,
    "relation": BoxedReader._relation,
    "conditional": BoxedReader._conditional,
    "for": BoxedReader._iteration,
    "some": BoxedReader._iteration,
    "every": BoxedReader._iteration,
    "filter": BoxedReader._filter,
}
