"""Reads a form-js schema into the shape of its data, and says what the server could not check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from engine.forms import limits
from engine.forms.feel import Condition, ConditionRefused, read_condition
from engine.forms.field_schema import FieldRefused, field_schema
from engine.forms.problems import Findings
from engine.forms.shape import CHOICE_TYPES, FIELD_TYPES, ROUTING_TYPES, TEXT_TYPES, Branch, Leaf, Rows

#: the newest form-js schema we know
SCHEMA_VERSION = 19
#: shown, without a value of their own
SHOWN_TYPES = frozenset({"text", "image", "table", "html", "documentPreview", "spacer", "separator", "button"})

_Conditions = tuple[Condition, ...]


def read_form(schema: Mapping[str, Any]) -> tuple[Branch, Findings]:
    """The shape of the form's data, and the findings; with an error among them the shape is not to be used."""
    findings = Findings()
    root = Branch()
    version = schema.get("schemaVersion")
    if schema.get("type") != "default" or not isinstance(schema.get("components"), list):
        findings.error(str(schema.get("id", "")), "no_form")
        return root, findings
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        findings.error(str(schema.get("id", "")), "schema_version", version=version, newest=SCHEMA_VERSION)
    reader = _Reader(findings)
    reader.components(schema["components"], root, (), 1)
    reader.check_names()
    return root, findings


class _Reader:
    """One walk over the components."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._keys: set[str] = set()
        self._conditions: list[tuple[str, Condition]] = []

    def components(self, components: Iterable[Any], into: Branch, outer: _Conditions, depth: int) -> None:
        for component in components:
            if not isinstance(component, Mapping) or depth >= limits.MAX_DEPTH:
                self._findings.error("", "component")
                continue
            self._component(component, into, outer, depth)

    def check_names(self) -> None:
        """A condition that names no field of the form can never be what the designer meant."""
        for name, condition in self._conditions:
            for missing in sorted(condition.names - self._keys - {"this", "parent"}):
                self._findings.error(name, "condition_name", name=missing)

    def _component(self, component: Mapping[str, Any], into: Branch, outer: _Conditions, depth: int) -> None:
        kind = component.get("type")
        conditions = outer + self._condition(component)
        if kind in FIELD_TYPES:
            self._field(component, into, conditions)
        elif kind == "group":
            inner = self._branch(component, into, str(component.get("path") or ""))
            self.components(component.get("components") or [], inner, conditions, depth + 1)
        elif kind == "dynamiclist":
            self._rows(component, into, conditions, depth)
        elif kind not in SHOWN_TYPES:
            self._findings.error(_name(component), "component_type", type=kind)

    def _condition(self, component: Mapping[str, Any]) -> _Conditions:
        source = (component.get("conditional") or {}).get("hide")
        if not source:
            return ()
        try:
            condition = read_condition(str(source))
        except ConditionRefused as refused:
            self._findings.error(_name(component), "condition", why=str(refused))
            return ()
        self._conditions.append((_name(component), condition))
        return (condition,)

    def _field(self, component: Mapping[str, Any], into: Branch, conditions: _Conditions) -> None:
        try:
            leaf = _leaf(component, conditions)
        except FieldRefused as refused:
            self._findings.error(_name(component), str(refused))
            return
        if _marked(component, "routing") and leaf.type not in ROUTING_TYPES:
            self._findings.error(_name(component), "routing_type", type=leaf.type)
        if component.get("disallowPassedDates"):
            self._findings.warning(_name(component), "passed_dates")
        self._put(component, into, str(component.get("key") or ""), leaf)

    def _rows(self, component: Mapping[str, Any], into: Branch, conditions: _Conditions, depth: int) -> None:
        row = Branch()
        self.components(component.get("components") or [], row, (), depth + 2)
        try:
            least, most = _count(component, "minRows", 0), _count(component, "maxRows", limits.MAX_ROWS)
        except ValueError:
            self._findings.error(_name(component), "rule_number")
            return
        label = str(component.get("label") or component.get("path") or "")
        self._put(component, into, str(component.get("path") or ""), Rows(label, row, least, most, conditions))

    def _put(self, component: Mapping[str, Any], into: Branch, path: str, member: Leaf | Rows) -> None:
        *outer, last = path.split(".")
        target = self._branch(component, into, ".".join(outer))
        if not self._is_good(component, last):
            return
        if last in target.members:
            self._findings.error(_name(component), "same_key_twice", key=path)
        target.members[last] = member

    def _branch(self, component: Mapping[str, Any], into: Branch, path: str) -> Branch:
        """The branch at this path, made where it is missing; the branch itself for an empty path."""
        target = into
        for step in path.split(".") if path else []:
            if not self._is_good(component, step):
                return Branch()
            member = target.members.setdefault(step, Branch())
            if not isinstance(member, Branch):
                self._findings.error(_name(component), "same_key_twice", key=path)
                return Branch()
            target = member
        return target

    def _is_good(self, component: Mapping[str, Any], key: str) -> bool:
        self._keys.add(key)
        good = limits.KEY.fullmatch(key) is not None and key not in limits.FORBIDDEN_KEYS
        if not good:
            self._findings.error(_name(component), "key", key=key)
        return good


def _leaf(component: Mapping[str, Any], conditions: _Conditions) -> Leaf:
    kind = component["type"]
    digits = component.get("decimalDigits")
    return Leaf(
        type=kind,
        label=str(component.get("label") or component.get("key") or ""),
        schema=field_schema(component),
        required=bool((component.get("validate") or {}).get("required")),
        options_key=str(component.get("valuesKey") or "") if kind in CHOICE_TYPES else "",
        is_routing=_marked(component, "routing") and kind in ROUTING_TYPES,
        is_covered=_is_covered(component, kind),
        is_disabled=bool(component.get("disabled")),
        decimals=digits if isinstance(digits, int) else None,
        conditions=conditions,
    )


def _is_covered(component: Mapping[str, Any], kind: str) -> bool:
    """Free text and files may name a child, so they are covered unless the designer vouches for them."""
    if kind in TEXT_TYPES or kind == "filepicker":
        return not _marked(component, "deidentified")
    return _marked(component, "identifying")


def _marked(component: Mapping[str, Any], mark: str) -> bool:
    return str((component.get("properties") or {}).get(mark, "")).lower() == "true"


def _count(component: Mapping[str, Any], name: str, otherwise: int) -> int:
    return int((component.get("properties") or {}).get(name, otherwise))


def _name(component: Mapping[str, Any]) -> str:
    return str(component.get("key") or component.get("path") or component.get("id") or component.get("type") or "")
