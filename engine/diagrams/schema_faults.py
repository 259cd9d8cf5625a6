"""What the schema of BPMN 2.0 finds, in words of the catalogues: its own are English and speak to programmers.

Faults of the drawing alone and of other tools' elements keep nothing from running; they are left to other rules.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import SpiffWorkflow.bpmn.parser as spiff_parser
from lxml import etree

from engine.diagrams.dialect import BPMN
from engine.findings import Finding
from engine.xml_files import Tree, line_of

MAX_FAULTS: Final = 50  #: of one file; the first ones are the causes
RULE: Final = "schema"
_OWN: Final = threading.local()
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_ABOUT: Final = re.compile(
    r"Element '(?:\{(?P<space>[^}]*)\})?(?P<element>[^']+)'"
    r"(?:, attribute '(?:\{[^}]*\})?(?P<attribute>[^']+)')?: (?P<said>.*)",
    re.DOTALL,
)
#: The schema's sentences by what they begin or end with, each with the key of ours.
_SAID: Final = (
    (re.compile(r"This element is not expected"), "unexpected"),
    (re.compile(r"Missing child element\(s\)\. Expected is (one of )?\( (?P<expected>.*) \)", re.DOTALL), "child"),
    (re.compile(r"The attribute '(?:\{[^}]*\})?(?P<name>[^']+)' is not allowed"), "attribute"),
    (re.compile(r"The attribute '(?P<name>[^']+)' is required but missing"), "required"),
    (re.compile(r"'(?P<value>.*)' is not a valid value of the atomic type 'xs:(ID|NCName)'", re.DOTALL), "id"),
    (re.compile(r"'(?P<value>.*)' is not a valid value of the .*type", re.DOTALL), "value"),
    (re.compile(r"\[facet .*value '(?P<value>.*)' is not .* of the set \{(?P<known>.*)\}", re.DOTALL), "choice"),
    (re.compile(r"Character content"), "text"),
    (re.compile(r"The QName value '(?P<value>.*)' .*namespace declaration", re.DOTALL), "prefix"),
)  # fmt: skip


def schema_faults(file: str, root: Tree) -> list[Finding]:
    """Each fault that the schema finds in what would run, with line and element."""
    schema = _schema()
    if schema.validate(root):
        return []
    places = _places(root)
    entries = list(cast("Any", schema.error_log))[: MAX_FAULTS * 4]
    return [found for entry in entries for found in _fault(file, entry, places)][:MAX_FAULTS]


def _fault(file: str, entry: Any, places: dict[int, list[Tree]]) -> Iterator[Finding]:
    about = _ABOUT.match(entry.message)
    if about is None or about["space"] != BPMN or _is_expression(about):
        return
    here = [one for one in places.get(entry.line, ()) if etree.QName(one).localname == about["element"]]
    element = here[0] if here else None
    key, params = _words(about, element)
    yield Finding.error(RULE, file, entry.line, _owner(element), f"{RULE}.{key}", **params)


def _is_expression(about: re.Match[str]) -> bool:
    """A process called by an expression is no name, and still what modelers write."""
    return about["attribute"] == "calledElement" and "'${" in about["said"].replace("#{", "${")


def _words(about: re.Match[str], element: Tree | None) -> tuple[str, dict[str, Any]]:
    parent = element.getparent() if element is not None else None
    params: dict[str, Any] = {
        "kind": about["element"],
        "attribute": about["attribute"] or "",
        "parent": etree.QName(parent).localname if parent is not None else "",
    }
    for pattern, key in _SAID:
        match = pattern.match(about["said"])
        if match is not None:
            said = {name: value.replace(f"{{{BPMN}}}", "") for name, value in match.groupdict().items() if value}
            return ("twice" if key == "id" and _NAME.fullmatch(said["value"]) else key), params | said
    return "other", params


def _owner(element: Tree | None) -> str:
    """The id of the nearest element that has one, from the faulty one outwards."""
    while element is not None and not element.get("id"):
        element = element.getparent()
    return "" if element is None else element.get("id") or ""


def _places(root: Tree) -> dict[int, list[Tree]]:
    """The elements by the line on which they begin."""
    places: dict[int, list[Tree]] = {}
    for element in root.iter(etree.Element):
        places.setdefault(line_of(element), []).append(element)
    return places


def _schema() -> etree.XMLSchema:
    """The schema, one a thread: it keeps the log of its last validation."""
    if not hasattr(_OWN, "schema"):
        _OWN.schema = etree.XMLSchema(_schema_document())
    schema: etree.XMLSchema = _OWN.schema
    return schema


@cache
def _schema_document() -> etree._ElementTree:
    path = Path(str(spiff_parser.__file__)).parent / "schema" / "BPMN20.xsd"
    return etree.parse(str(path))
