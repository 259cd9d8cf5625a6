"""Reads a form-js schema into the shape of its data, and says what the server could not check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.forms import limits
from engine.forms.components import count_of, is_marked, leaf_of, name_of
from engine.forms.feel import Condition, ConditionRefused, read_condition, read_formula
from engine.forms.field_rights import OPEN, FieldRights, read_rights
from engine.forms.field_schema import FieldRefused
from engine.forms.markup import unsafe_markup
from engine.forms.problems import Findings
from engine.forms.shape import (
    FIELD_TYPES,
    FILE_TYPE,
    FORMULA_TYPE,
    ROUTING_TYPES,
    TEXT_TYPES,
    Branch,
    Leaf,
    Rows,
)

#: the newest form-js schema we know
SCHEMA_VERSION = 19
#: shown, without a value of their own
SHOWN_TYPES = frozenset({"text", "image", "table", "html", "documentPreview", "spacer", "separator", "button"})
#: what a `documentPreview` shows: the files of the case that the reader may open, and nothing else
DOCUMENTS = "=case_files"


@dataclass(frozen=True, slots=True)
class _Around:
    """What groups and lists around a component say of it."""

    conditions: tuple[Condition, ...] = ()
    rights: FieldRights = OPEN
    in_rows: bool = False
    depth: int = 1

    def deeper(self, levels: int = 1) -> _Around:
        return replace(self, depth=self.depth + levels)


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
    reader.components(schema["components"], root, _Around())
    reader.check_names()
    return root, findings


class _Reader:
    """One walk over the components."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._keys: set[str] = set()
        #: ids of components: a browser refuses a form that holds one twice
        self._ids: set[str] = set()
        #: keys of fields that not everybody at the task may see
        self._private: set[str] = set()
        #: keys of free text and files, and computed fields that route: the two must not meet (D6)
        self._words: set[str] = set()
        self._routed: list[tuple[str, frozenset[str]]] = []
        #: names of computed fields in their order; then who asks for which names
        self._formulas: list[str] = []
        self._asked: list[tuple[str, frozenset[str]]] = []

    def components(self, components: Iterable[Any], into: Branch, around: _Around) -> None:
        for component in components:
            if not isinstance(component, Mapping) or around.depth >= limits.MAX_DEPTH:
                self._findings.error("", "component")
                continue
            self._component(component, into, around)

    def check_names(self) -> None:
        """A condition must name fields of the form, and only those that everybody sees: the browser asks it too."""
        for name, names in self._asked:
            for missing in sorted(names - self._keys - {"this", "parent"}):
                self._findings.error(name, "condition_name", name=missing)
            for private in sorted(names & self._private - {name}):
                self._findings.error(name, "condition_private", name=private)
        for name, read in self._routed:
            for word in sorted(read & self._words):
                self._findings.error(name, "routing_words", name=word)
        for position, name in enumerate(self._formulas):
            asked = next(names for one, names in self._asked if one == name)
            for later in sorted(asked & set(self._formulas[position:])):
                self._findings.error(name, "formula_order", name=later)

    def _component(self, component: Mapping[str, Any], into: Branch, around: _Around) -> None:
        kind = component.get("type")
        self._same_id(component)
        here = self._here(component, around)
        if kind in FIELD_TYPES:
            self._field(component, into, here)
        elif kind == FORMULA_TYPE:
            self._formula(component, into, here)
        elif kind == "group":
            inner = self._branch(component, into, str(component.get("path") or ""))
            self.components(component.get("components") or [], inner, here.deeper())
        elif kind == "dynamiclist":
            self._rows(component, into, here)
        elif kind in SHOWN_TYPES:
            self._shown(component)
        else:
            self._findings.error(name_of(component), "component_type", type=kind)

    def _same_id(self, component: Mapping[str, Any]) -> None:
        id = component.get("id")
        if isinstance(id, str) and id in self._ids:
            self._findings.error(name_of(component), "same_id_twice", id=id[:80])
        elif isinstance(id, str):
            self._ids.add(id)

    def _here(self, component: Mapping[str, Any], around: _Around) -> _Around:
        """What holds for this component: what holds around it, its own condition and its own rights."""
        return replace(
            around,
            conditions=around.conditions + self._condition(component),
            rights=self._rights(component, around),
        )

    def _condition(self, component: Mapping[str, Any]) -> tuple[Condition, ...]:
        source = (component.get("conditional") or {}).get("hide")
        if not source:
            return ()
        try:
            condition = read_condition(str(source))
        except ConditionRefused as refused:
            self._findings.error(name_of(component), "condition", why=str(refused))
            return ()
        self._asked.append((name_of(component), condition.names))
        return (condition,)

    def _rights(self, component: Mapping[str, Any], around: _Around) -> FieldRights:
        if isinstance(component.get("readonly"), str):
            self._findings.error(name_of(component), "readonly_expression")
        try:
            rights = read_rights(component).within(around.rights)
        except ValueError as refused:
            self._findings.error(name_of(component), "rights_group", group=str(refused))
            return around.rights
        if around.in_rows and rights != around.rights:
            self._findings.error(name_of(component), "rights_in_rows")
        if rights.is_private:
            self._private.add(str(component.get("key") or component.get("path") or ""))
        return rights

    def _shown(self, component: Mapping[str, Any]) -> None:
        """What a component shows must not bring foreign code or foreign addresses with it."""
        if component.get("type") == "html":
            for found in unsafe_markup(str(component.get("content") or "")):
                self._findings.error(name_of(component), "markup", found=found)
        source = str(component.get("source") or "")
        if component.get("type") == "image" and not source.startswith(("/", "data:image/png", "data:image/jpeg", "=")):
            self._findings.error(name_of(component), "image_source")

        if component.get("type") == "documentPreview" and component.get("dataSource") != DOCUMENTS:
            self._findings.error(name_of(component), "document_source", source=DOCUMENTS)

    def _field(self, component: Mapping[str, Any], into: Branch, around: _Around) -> None:
        try:
            leaf = leaf_of(component, around.conditions, around.rights)
        except FieldRefused as refused:
            self._findings.error(name_of(component), str(refused))
            return
        if is_marked(component, "routing") and leaf.type not in ROUTING_TYPES:
            self._findings.error(name_of(component), "routing_type", type=leaf.type)
        if leaf.type in TEXT_TYPES or leaf.type == FILE_TYPE:
            self._words.add(str(component.get("key") or "").rpartition(".")[2])
        if component.get("disallowPassedDates"):
            self._findings.warning(name_of(component), "passed_dates")
        self._put(component, into, str(component.get("key") or ""), leaf)

    def _formula(self, component: Mapping[str, Any], into: Branch, around: _Around) -> None:
        """A field that is computed: nobody writes it, and whatever the browser made of it is computed again."""
        try:
            formula = read_formula(str(component.get("expression") or ""))
        except ConditionRefused as refused:
            self._findings.error(name_of(component), "formula", why=str(refused))
            return
        self._asked.append((name_of(component), formula.names))
        self._formulas.append(name_of(component))
        if is_marked(component, "routing"):
            self._routed.append((name_of(component), formula.reads))
        key = str(component.get("key") or "")
        leaf = Leaf(
            type=FORMULA_TYPE,
            label=key,
            schema={},
            is_routing=is_marked(component, "routing"),
            is_covered=not is_marked(component, "routing") and not is_marked(component, "deidentified"),
            conditions=around.conditions,
            rights=around.rights,
            formula=formula,
        )
        self._put(component, into, key, leaf)

    def _rows(self, component: Mapping[str, Any], into: Branch, around: _Around) -> None:
        row = Branch()
        inside = _Around(rights=around.rights, in_rows=True, depth=around.depth + 2)
        self.components(component.get("components") or [], row, inside)
        try:
            least, most = count_of(component, "minRows", 0), count_of(component, "maxRows", limits.MAX_ROWS)
        except ValueError:
            self._findings.error(name_of(component), "rule_number")
            return
        path = str(component.get("path") or "")
        label = str(component.get("label") or path)
        self._put(component, into, path, Rows(label, row, least, most, around.conditions, around.rights))

    def _put(self, component: Mapping[str, Any], into: Branch, path: str, member: Leaf | Rows) -> None:
        *outer, last = path.split(".")
        target = self._branch(component, into, ".".join(outer))
        if not self._is_good(component, last):
            return
        if last in target.members:
            self._findings.error(name_of(component), "same_key_twice", key=path)
        target.members[last] = member

    def _branch(self, component: Mapping[str, Any], into: Branch, path: str) -> Branch:
        """The branch at this path, made where it is missing; the branch itself for an empty path."""
        target = into
        for step in path.split(".") if path else []:
            if not self._is_good(component, step):
                return Branch()
            member = target.members.setdefault(step, Branch())
            if not isinstance(member, Branch):
                self._findings.error(name_of(component), "same_key_twice", key=path)
                return Branch()
            target = member
        return target

    def _is_good(self, component: Mapping[str, Any], key: str) -> bool:
        self._keys.add(key)
        good = limits.KEY.fullmatch(key) is not None and key not in limits.FORBIDDEN_KEYS
        if not good:
            self._findings.error(name_of(component), "key", key=key)
        return good
