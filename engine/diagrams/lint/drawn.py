"""What a finding can point at: an element with its file, line and id, and the ways to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from engine.diagrams.dialect import BPMN, bpmn, camunda, huishang
from engine.diagrams.findings import Finding
from engine.diagrams.loading import Tree, line_of


def local_name(element: Tree) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def is_bpmn(element: Tree) -> bool:
    """Whether the element belongs to BPMN itself."""
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{BPMN}}}")


def text_of(element: Tree) -> str:
    """All text inside an element."""
    return "".join(str(part) for part in element.itertext())


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Something in a diagram that a finding can point at."""

    element: Tree
    file: str

    @property
    def id(self) -> str:
        """Its BPMN id, or "" where it has none."""
        return self.element.get("id") or ""

    @property
    def kind(self) -> str:
        """Its local BPMN name, such as `userTask`."""
        return local_name(self.element)

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return line_of(self.element)

    def child(self, name: str) -> Tree | None:
        """Its first direct BPMN child of this name."""
        return self.element.find(bpmn(name))

    def text(self, name: str) -> str | None:
        """The text of its first direct BPMN child of this name; None when there is no such child."""
        child = self.child(name)
        return None if child is None else text_of(child)

    def extensions(self, name: str) -> list[Tree]:
        """Its `huishang:` extension elements of this name."""
        return list(self.element.iterfind(f"{bpmn('extensionElements')}/{huishang(name)}"))

    def camunda(self, name: str) -> str | None:
        """One of its Camunda attributes."""
        return self.element.get(camunda(name))

    def error(self, rule: str, key: str = "", **params: Any) -> Finding:
        """A finding that keeps the bundle from being published."""
        return Finding.error(rule, self.file, self.line, self.id, key, **params)

    def warning(self, rule: str, key: str = "", **params: Any) -> Finding:
        """A finding that is only told."""
        return Finding.warning(rule, self.file, self.line, self.id, key, **params)
