"""Reads a decision table. What cannot be evaluated as drawn is a finding, never an approximation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from engine.decisions.columns import Input, Output
from engine.decisions.hit_policies import Aggregation, HitPolicy
from engine.decisions.limits import MAX_RULES
from engine.decisions.notations import CELL_INPUT, Always, Question, notation_of
from engine.decisions.refusals import CellRefused
from engine.decisions.source import Part, vendor
from engine.decisions.table import Rule, Table
from engine.decisions.type_reader import TypeReader
from engine.errors import Refusal
from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from engine.xml_files import Tree, line_of

_RANKED: Final = frozenset({HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER})
_LONGEST_TEXT: Final = 500


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one table for one part of a file."""

    part: Part
    types: TypeReader
    table: Tree

    def read(self) -> Table:
        """The table; the part's findings tell whether it may be used."""
        source = self.part.source
        outer = self.table.get("expressionLanguage") or ""
        policy, aggregation = self._policy()
        outputs = self._outputs(outer, policy)
        if aggregation is not Aggregation.NONE and len(outputs) > 1:
            self.part.refuse(self.table, "aggregation_of_several", aggregation=aggregation.value)
        inputs = [self._input(column, outer) for column in source.children(self.table, "input")]
        rows = source.children(self.table, "rule")
        if not outputs:
            self.part.refuse(self.table, "table_without", what="output")
        if len(rows) > MAX_RULES:
            self.part.refuse(self.table, "too_many_rules", limit=MAX_RULES, count=len(rows))
            rows = []
        rules = tuple(self._rule(row, n, inputs, len(outputs), outer) for n, row in enumerate(rows, 1))
        return Table(
            id=self.table.get("id") or self.part.element,
            file=source.file,
            line=line_of(self.table),
            policy=policy,
            aggregation=aggregation,
            inputs=tuple(_with_nothing(column, n, rules) for n, column in enumerate(inputs)),
            outputs=tuple(outputs),
            rules=rules,
        )

    def _policy(self) -> tuple[HitPolicy, Aggregation]:
        policy, aggregation = self.table.get("hitPolicy") or "UNIQUE", self.table.get("aggregation") or ""
        known = policy in list(HitPolicy)
        if not known:
            self.part.refuse(self.table, "hit_policy", policy=policy)
        if aggregation not in list(Aggregation) or (aggregation and policy != HitPolicy.COLLECT):
            self.part.refuse(self.table, "aggregation", aggregation=aggregation, policy=policy)
            aggregation = ""
        return HitPolicy(policy) if known else HitPolicy.UNIQUE, Aggregation(aggregation)

    def _input(self, column: Tree, outer: str) -> Input:
        source = self.part.source
        asked = source.child(column, "inputExpression")
        text = source.text(asked).strip()
        if not text and not self._is_never_asked(column):
            self.part.refuse(column, "input_without_expression", label=column.get("label") or "")
        allowed = source.child(column, "inputValues")
        variable = vendor(column, "inputVariable")
        return Input(
            label=column.get("label") or text,
            expression=self.part.expression(column if asked is None else asked, outer, text=text),
            type=self.types.type_of("" if asked is None else asked.get("typeRef") or "", column, self.part),
            allowed=Always() if allowed is None else self.part.test(allowed, outer),
            takes_nothing=not text,
            variable=variable,
            line=line_of(column),
        )

    def _is_never_asked(self, column: Tree) -> bool:
        """Whether no rule says anything in this column, as tools leave it when a table is new."""
        source = self.part.source
        place = source.children(self.table, "input").index(column)
        cells = (source.children(row, "inputEntry")[place : place + 1] for row in source.children(self.table, "rule"))
        return all(source.text(cell[0]).strip() in ("", "-") for cell in cells if cell)

    def _outputs(self, outer: str, policy: HitPolicy) -> list[Output]:
        columns = self.part.source.children(self.table, "output")
        names = [column.get("name") or column.get("label") or "" for column in columns]
        several = len(columns) > 1
        for column, name in zip(columns, names, strict=True):
            if several and (not name or names.count(name) > 1):
                self.part.refuse(column, "output_name", name=name)
        made = [self._output(column, name, outer, policy) for column, name in zip(columns, names, strict=True)]
        if policy in _RANKED and columns and not any(column.order for column in made):
            self.part.refuse(self.table, "priority_without_values", policy=policy.value)
        return made

    def _output(self, column: Tree, name: str, outer: str, policy: HitPolicy) -> Output:
        source = self.part.source
        allowed, default = source.child(column, "outputValues"), source.child(column, "defaultOutputEntry")
        return Output(
            name=name,
            type=self.types.type_of(column.get("typeRef") or "", column, self.part),
            allowed=Always() if allowed is None else self.part.test(allowed, outer),
            order=self._order(allowed) if allowed is not None and policy in _RANKED else (),
            default=None if default is None else self.part.expression(default, outer),
            line=line_of(column),
        )

    def _order(self, allowed: Tree) -> tuple[Any, ...]:
        """The allowed values from first to last; they must be written out."""
        text = self.part.source.text(allowed).strip()
        if not text:
            return ()
        try:
            if notation_of(text, None) is not Notation.FEEL:
                raise CellRefused("decisions.cell_unreadable", cell=text)
            values = compile_expression(f"[{text}]", Notation.FEEL, self.part.source.known).value({}, {})
        except Refusal as refusal:
            self.part.refuse(allowed, "cell", detail=refusal, cell=text[:200])
            return ()
        return tuple(values) if isinstance(values, list) else ()

    def _rule(self, row: Tree, number: int, inputs: list[Input], outputs: int, outer: str) -> Rule:
        source = self.part.source
        asked, given = source.children(row, "inputEntry"), source.children(row, "outputEntry")
        if len(asked) != len(inputs) or len(given) != outputs:
            self.part.refuse(row, "rule_columns", number=number)
            return Rule(row.get("id") or "", number, line_of(row), (), ())
        tests: list[Question] = [
            self.part.test(cell, outer, column.variable or CELL_INPUT)
            for cell, column in zip(asked, inputs, strict=True)
        ]
        values = tuple(self.part.expression(cell, outer) for cell in given)
        return Rule(row.get("id") or "", number, line_of(row), tuple(tests), values, self._said(row))

    def _said(self, row: Tree) -> str:
        """What the rule's author wrote beside it: its description, else its annotations."""
        source = self.part.source
        described = source.child(row, "description")
        if described is not None and (text := "".join(map(str, described.itertext())).strip()):
            return text[:_LONGEST_TEXT]
        notes = (source.text(note).strip() for note in source.children(row, "annotationEntry"))
        return "; ".join(note for note in notes if note)[:_LONGEST_TEXT]


def _with_nothing(column: Input, place: int, rules: tuple[Rule, ...]) -> Input:
    """A column takes null only where a cell or its allowed values ask for it by name."""
    tests = [rule.tests[place] for rule in rules if len(rule.tests) > place]
    if isinstance(column.allowed, Always) and not any("null" in test.source or "None" in test.source for test in tests):
        return column
    asks = any(_names_nothing(test) for test in (*tests, column.allowed))
    return replace(column, takes_nothing=asks or column.takes_nothing)


def _names_nothing(test: Question) -> bool:
    """Whether the cell speaks of null outside its quoted texts."""
    unquoted = "".join(test.source.split('"')[::2])
    return "null" in unquoted or "None" in unquoted
