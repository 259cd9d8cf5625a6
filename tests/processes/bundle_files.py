"""The shipped consultation as the tests read it: its bundle, its trees, its names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import BPMN, NODES

FOLDER = Path(__file__).parents[2] / "processes" / "case_consultation"
DIAGRAMS = ("case_consultation.bpmn", "implementation.bpmn")


def local(element: Any) -> str:
    """The name of a tag without its namespace; "" for what is not BPMN."""
    prefix = f"{{{BPMN}}}"
    return element.tag.removeprefix(prefix) if isinstance(element.tag, str) and element.tag.startswith(prefix) else ""


@cache
def bundle() -> Bundle:
    """The shipped bundle."""
    return Bundle.read(FOLDER)


@cache
def tree(diagram: str) -> Any:
    """The parsed diagram; not to be changed."""
    return etree.fromstring((FOLDER / diagram).read_bytes())


def nodes(diagram: str) -> list[Any]:
    """Every drawn node of a diagram."""
    return [element for element in tree(diagram).iter() if local(element) in NODES]


def flows(diagram: str) -> list[Any]:
    """Every sequence flow of a diagram."""
    return list(tree(diagram).iter(f"{{{BPMN}}}sequenceFlow"))


@cache
def forms() -> dict[str, dict[str, Any]]:
    """Every form by the name of its file."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((FOLDER / "forms").glob("*.form"))}
