"""From a DMN file to decisions. What our core does not evaluate as drawn is a finding, never an approximation."""

from __future__ import annotations

from typing import Any, Final

from engine.decisions.cells import input_cell, output_cell
from engine.decisions.decision import Decision, Input, Rule
from engine.decisions.refusals import CellRefused
from engine.decisions.unary import Anything, UnaryTest
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.refusals import ExpressionRefused
from engine.findings import Finding
from engine.xml_files import Tree, line_of, load

NAMESPACES: Final = (
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
)
HIT_POLICIES: Final = ("UNIQUE", "COLLECT")
LANGUAGES: Final = ("", "feel", "python")


def read_decisions(file: str, raw: bytes) -> tuple[list[Decision], list[Finding]]:
    """All decisions of a file that can be evaluated, and everything that is wrong with the others."""
    root, findings = load(file, raw)
    if root is None:
        return [], findings
    namespace, _, name = str(root.tag)[1:].partition("}")
    if namespace not in NAMESPACES or name != "definitions":
        return [], [Finding.error("not_dmn", file, line_of(root), "", root=str(root.tag))]
    readers = [_Reader(file, namespace, element) for element in root.iterfind(f"{{{namespace}}}decision")]
    decisions = [decision for reader in readers if (decision := reader.read()) is not None]
    return decisions, [finding for reader in readers for finding in reader.findings]


class _Reader:
    """Reads one decision; `findings` tell why there is none."""

    def __init__(self, file: str, namespace: str, element: Tree) -> None:
        self._file = file
        self._namespace = namespace
        self._element = element
        self._id = element.get("id") or ""
        self.findings: list[Finding] = []

    def read(self) -> Decision | None:
        table = self._child(self._element, "decisionTable")
        if not self._id:
            self._refuse(self._element, "decision_without_id")
        if table is None:
            self._refuse(self._element, "decision_without_table")
            return None
        self._check_table(table)
        inputs = [self._input(column) for column in self._children(table, "input")]
        outputs = self._outputs(table)
        rules = [
            self._rule(row, n, len(inputs), len(outputs)) for n, row in enumerate(self._children(table, "rule"), 1)
        ]
        if self.findings:
            return None
        return Decision(
            id=self._id,
            name=self._element.get("name") or self._id,
            file=self._file,
            line=line_of(self._element),
            hit_policy=table.get("hitPolicy") or "UNIQUE",
            inputs=tuple(self._with_nothing(column, n, rules) for n, column in enumerate(inputs)),
            outputs=tuple(outputs),
            rules=tuple(rules),
        )

    def _check_table(self, table: Tree) -> None:
        policy = table.get("hitPolicy") or "UNIQUE"
        if policy not in HIT_POLICIES:
            self._refuse(table, "hit_policy", policy=policy)
        if table.get("aggregation"):
            self._refuse(table, "aggregation", aggregation=table.get("aggregation"))
        for requirement in ("informationRequirement/{0}requiredDecision", "knowledgeRequirement"):
            path = f"{{{self._namespace}}}{requirement.format('{' + self._namespace + '}')}"
            for element in self._element.iterfind(path):
                self._refuse(element, "decision_requires")
        for name in ("input", "output", "rule"):
            if not self._children(table, name):
                self._refuse(table, "table_without", what=name)

    def _input(self, column: Tree) -> Input:
        asked = self._child(column, "inputExpression")
        text = "" if asked is None else self._text(asked)
        label = column.get("label") or text.strip()
        allowed = self._child(column, "inputValues")
        return Input(
            label=label,
            expression=self._expression(column if asked is None else asked, text),
            type="" if asked is None else asked.get("typeRef") or "",
            allowed=Anything() if allowed is None else self._test(allowed),
            takes_nothing=False,
        )

    def _with_nothing(self, column: Input, place: int, rules: list[Rule]) -> Input:
        """A column takes null only where a cell or its allowed values ask for it by name."""
        asks = any(None in rule.tests[place].constants for rule in rules) or None in column.allowed.constants
        return Input(column.label, column.expression, column.type, column.allowed, asks)

    def _outputs(self, table: Tree) -> list[str]:
        columns = self._children(table, "output")
        names = [column.get("name") or column.get("label") or "" for column in columns]
        for column, name in zip(columns, names, strict=True):
            if not name.isidentifier() or names.count(name) > 1:
                self._refuse(column, "output_name", name=name)
        return names

    def _rule(self, row: Tree, number: int, inputs: int, outputs: int) -> Rule:
        asked, given = self._children(row, "inputEntry"), self._children(row, "outputEntry")
        if len(asked) != inputs or len(given) != outputs:
            self._refuse(row, "rule_columns", number=number)
        tests = tuple(self._test(cell) for cell in asked)
        values = tuple(self._output(cell) for cell in given)
        return Rule(row.get("id") or f"{self._id}.{number}", line_of(row), tests, values)

    def _test(self, cell: Tree) -> UnaryTest:
        self._check_language(cell)
        try:
            return input_cell(self._text(cell))
        except (CellRefused, ExpressionRefused) as refusal:
            self._refuse(cell, "cell", detail=refusal, cell=self._text(cell).strip())
            return Anything()

    def _output(self, cell: Tree) -> Expression:
        self._check_language(cell)
        try:
            return output_cell(self._text(cell))
        except (CellRefused, ExpressionRefused) as refusal:
            self._refuse(cell, "cell", detail=refusal, cell=self._text(cell).strip())
            return compile_expression("None")

    def _expression(self, element: Tree, text: str) -> Expression:
        self._check_language(element)
        try:
            return compile_expression(text)
        except ExpressionRefused as refusal:
            self._refuse(element, "cell", detail=refusal, cell=text.strip())
            return compile_expression("None")

    def _check_language(self, element: Tree) -> None:
        language = (element.get("expressionLanguage") or "").rpartition("/")[2].lower()
        if language not in LANGUAGES and element.get("expressionLanguage") not in NAMESPACES:
            self._refuse(element, "language", language=element.get("expressionLanguage"))

    def _refuse(self, element: Tree, rule: str, **params: Any) -> None:
        self.findings.append(Finding.error(rule, self._file, line_of(element), self._id, **params))

    def _children(self, element: Tree, name: str) -> list[Tree]:
        return list(element.iterfind(f"{{{self._namespace}}}{name}"))

    def _child(self, element: Tree, name: str) -> Tree | None:
        return element.find(f"{{{self._namespace}}}{name}")

    def _text(self, element: Tree) -> str:
        text = self._child(element, "text")
        return "" if text is None else "".join(str(part) for part in text.itertext())
