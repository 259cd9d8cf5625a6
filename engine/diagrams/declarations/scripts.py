"""What a script task runs: statements of the Python subset, or one expression whose value a variable takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.diagrams.declarations.texts import Written, read_text, told
from engine.diagrams.dialect import bpmn, camunda
from engine.diagrams.plain_data import copy_plain
from engine.errors import Invalid
from engine.expressions.compiling import Functions
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.script import Script, compile_script

#: how `scriptFormat` may spell the Python subset; without any it is meant
PYTHON = frozenset({"python", "text/python", "application/python"})
JUEL = "juel"


@dataclass(frozen=True, slots=True)
class DrawnScript:
    """A compiled script. `result` is the variable that takes the value of an expression."""

    code: Script | Expression | Written
    result: str | None

    def run(self, data: dict[str, Any], functions: Functions) -> None:
        """Change these data; on any refusal they are untouched."""
        if isinstance(self.code, Script):
            self.code.execute(data, functions)
            return
        value = copy_plain(
            self.code.value(data, functions) if isinstance(self.code, Written) else self.code.evaluate(data, functions)
        )
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


def _code(text: str, language: str, result: str | None) -> Script | Expression | Written:
    if language in PYTHON:
        return compile_expression(text.strip()) if result else compile_script(text)
    if language == JUEL:
        return read_text(text, "script")
    raise Invalid("diagrams.scripts.language", language=language)
