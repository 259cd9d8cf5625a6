"""The parts of a DMN file: decisions and other drawn elements, and each rule of each table by what its cells ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from engine.diagrams.diff.parts import Order, Part
from engine.diagrams.diff.xml_properties import properties

_DRAWING = "DMNDI"


def dmn_parts(file: str, root: Any) -> Iterator[Part]:
    """Every part of this document; shapes are left out."""
    for node in root:
        if not isinstance(node.tag, str) or etree.QName(node).localname == _DRAWING:
            continue
        tables = list(node.iter("{*}decisionTable"))
        rules = [rule for table in tables for rule in table.iterchildren("{*}rule")]
        found: dict[str, Any] = properties(node, rules)
        if len(rules) > 1:
            found["rules"] = Order(tuple(_rule_id(rule, place) for place, rule in enumerate(rules, 1)))
        identity, name = str(node.get("id") or ""), str(node.get("name") or "")
        yield Part(f"table:{identity or name}", etree.QName(node).localname, identity, name, file, "", found)
        for table in tables:
            yield from _rules(file, node, table)


def _rules(file: str, decision: Any, table: Any) -> Iterator[Part]:
    inputs = [_input_name(column, place) for place, column in enumerate(table.iterchildren("{*}input"), 1)]
    outputs = [_output_name(column, place) for place, column in enumerate(table.iterchildren("{*}output"), 1)]
    within = str(decision.get("name") or decision.get("id") or "")
    for place, rule in enumerate(table.iterchildren("{*}rule"), 1):
        cells = {
            **dict(zip(_distinct(inputs), map(_cell, rule.iterchildren("{*}inputEntry")), strict=False)),
            **dict(zip(_distinct(outputs), map(_cell, rule.iterchildren("{*}outputEntry")), strict=False)),
        }
        rest = properties(rule, [*rule.iterchildren("{*}inputEntry"), *rule.iterchildren("{*}outputEntry")])
        identity = _rule_id(rule, place)
        shown = {f"={name}": value for name, value in cells.items()} | rest
        yield Part(f"rule:{decision.get('id')}/{identity}", "rule", identity, f"{place}", file, within, shown)


def _rule_id(rule: Any, place: int) -> str:
    return str(rule.get("id") or place)


def _cell(entry: Any) -> str:
    text = entry.find("{*}text")
    language = entry.get("expressionLanguage")
    written = (text.text or "").strip() if text is not None else ""
    return f"{written} ({language})" if language else written


def _input_name(column: Any, place: int) -> str:
    asked = column.findtext("{*}inputExpression/{*}text") or ""
    return str(column.get("label") or asked.strip() or place)


def _output_name(column: Any, place: int) -> str:
    return "→ " + str(column.get("label") or column.get("name") or place)


def _distinct(names: list[str]) -> list[str]:
    return [name if names.count(name) == 1 else f"{name} ({place})" for place, name in enumerate(names, 1)]
