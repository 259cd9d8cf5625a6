"""What a script task runs: statements of the Python subset, or one expression whose value a variable takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import told
from engine.diagrams.dialect import bpmn, camunda
from engine.diagrams.plain_data import copy_plain
from engine.errors import Invalid
from engine.expressions.compiling import Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.notation import Notation
from engine.expressions.script import Script, compile_script

#: how `scriptFormat` may spell the Python subset; without any it is meant
PYTHON = frozenset({"python", "text/python", "application/python"})
#: languages of one expression
EXPRESSIONS = {"juel": Notation.JUEL, "feel": Notation.FEEL}


@dataclass(frozen=True, slots=True)
class DrawnScript:
    """A compiled script. `result` is the variable that takes the value of an expression."""

    code: Script | Expression
    result: str | None

    @property
    def names(self) -> frozenset[str]:
        """The data it reads."""
        return self.code.names

    def run(self, data: dict[str, Any], names: Mapping[str, Any], functions: Functions) -> None:
        """Change these data, seeing these names; on any refusal they are untouched."""
        if isinstance(self.code, Script):
            changes = self.code.run(names, functions)
            for name in changes.deleted:
                data.pop(name, None)
            data.update(changes.values)
            return
        value = copy_plain(self.code.evaluate(names, functions))
        if self.result:
            data[self.result] = value


def read_script(node: Any) -> DrawnScript | None:
    """The script of a script task; None for other elements.

    Raises Invalid for one that cannot run, or is in a language that does not run here.
    """
    if node.tag != bpmn("scriptTask"):
        return None
    if node.get(camunda("resource")):
        raise Invalid("diagrams.scripts.resource", resource=node.get(camunda("resource")))
    text = "".join(child.text or "" for child in node.findall(bpmn("script")))
    if not text.strip():
        raise Invalid("diagrams.scripts.empty")
    language = (node.get("scriptFormat") or "python").strip().lower()
    result = node.get(camunda("resultVariable"))
    with told("script"):
        return DrawnScript(_code(text, language, result), result)


def _code(text: str, language: str, result: str | None) -> Script | Expression:
    if language in PYTHON:
        return compile_expression(text.strip()) if result else compile_script(text)
    if language in EXPRESSIONS:
        return compile_expression(text.strip(), EXPRESSIONS[language])
    raise Invalid("diagrams.scripts.language", language=language)
