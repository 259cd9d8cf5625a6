"""Reads the item definitions of a file: names of types to types."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from engine.decisions.limits import MAX_NESTING
from engine.decisions.source import Part, Source
from engine.decisions.types import ANY, Type, built_in
from engine.expressions.feel_values.kinds import Kind
from engine.xml_files import Tree


@dataclass(slots=True)
class TypeReader:
    """The types of one file; those of imported files stand under the name of the import."""

    source: Source
    imported: dict[str, TypeReader] = field(default_factory=dict)
    part: Part = field(init=False)
    _declared: dict[str, Tree] = field(init=False)
    _made: dict[str, Type] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.part = Part(self.source, "")
        items = self.source.children(self.source.root, "itemDefinition")
        self._declared = {str(item.get("name")): item for item in items if item.get("name")}

    def type_of(self, reference: str, place: Tree, part: Part) -> Type:
        """The type that a `typeRef` names; any where it names none. An unknown one is a finding of this part."""
        name = reference.strip()
        if not name:
            return ANY
        if name in self._declared:
            return self._own(name, part)
        prefix, _, rest = name.partition(".")
        if rest and prefix in self.imported:
            return self.imported[prefix].type_of(rest, place, part)
        bare = name.rpartition(":")[2]
        known = built_in(bare) or (self._own(bare, part) if bare in self._declared else None)
        if known is None:
            part.refuse(place, "type_unknown", type=name)
            return ANY
        return known

    def _own(self, name: str, part: Part) -> Type:
        if name in self._made:
            return self._made[name]
        item = self._declared[name]
        if name in self._open or len(self._open) >= MAX_NESTING:
            part.refuse(item, "type_cycle", type=name)
            return ANY
        self._open.append(name)
        made = self._item(item, name, part)
        self._open.pop()
        self._made[name] = made
        return made

    def _item(self, item: Tree, name: str, part: Part, depth: int = 0) -> Type:
        """One item definition, or one component of it."""
        if depth > MAX_NESTING:
            part.refuse(item, "type_cycle", type=name)
            return ANY
        components = self.source.children(item, "itemComponent")
        reference = self.source.child(item, "typeRef")
        if components:
            parts = {str(one.get("name")): self._item(one, str(one.get("name")), part, depth + 1) for one in components}
            base = Type(name, Kind.CONTEXT, parts)
        elif self.source.child(item, "functionItem") is not None:
            base = Type(name, Kind.FUNCTION)
        else:
            base = self.type_of("" if reference is None else str(reference.text or ""), item, part)
        return self._constrained(item, name, base, part)

    def _constrained(self, item: Tree, name: str, base: Type, part: Part) -> Type:
        """With the values it allows; of a collection, `allowedValues` are those of its entries."""
        allowed, whole = self.source.child(item, "allowedValues"), self.source.child(item, "typeConstraint")
        if allowed is not None:
            base = replace(base, allowed=part.test(allowed))
        if item.get("isCollection") == "true":
            base = Type(name, Kind.LIST, None, base)
        return base if whole is None else replace(base, allowed=part.test(whole))
