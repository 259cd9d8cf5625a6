"""Reads DMN files, all of a bundle together, since one may require what another declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.decisions.boxed import Function
from engine.decisions.boxed_reader import BoxedReader
from engine.decisions.elements import Decision, Element, Given, Key, Knowledge, Reference, Service
from engine.decisions.library import Library
from engine.decisions.limits import MAX_DECISIONS, MAX_NAMES
from engine.decisions.namespaces import is_dmn
from engine.decisions.refusals import found
from engine.decisions.source import Part, Source
from engine.decisions.type_reader import TypeReader
from engine.decisions.types import ANY
from engine.findings import Finding
from engine.xml_files import Tree, line_of, load


def read_models(files: Mapping[str, bytes]) -> Library:
    """All decisions of these files, by the names of the files.

    Never raises: what is wrong is in the library's findings, and a decision with findings refuses to be evaluated.
    """
    findings: list[Finding] = []
    sources = []
    for file, raw in files.items():
        root, unreadable = load(file, raw)
        findings += unreadable
        if root is not None and (source := _source(file, root, findings)) is not None:
            sources.append(source)
    return _Reader(sources, findings).read()


def _source(file: str, root: Tree, findings: list[Finding]) -> Source | None:
    source = Source.of(file, root)
    if not is_dmn(source.namespace) or root.tag != f"{{{source.namespace}}}definitions":
        findings.append(found("not_dmn", file, line_of(root), "", root=str(root.tag)))
        return None
    return source


@dataclass(slots=True)
class _Reader:
    """Reads the elements of all sources."""

    sources: list[Source]
    findings: list[Finding]
    types: dict[str, TypeReader] = field(default_factory=dict)  #: by file

    def read(self) -> Library:
        self._learn_names()
        self.types = {source.file: TypeReader(source) for source in self.sources}
        for source in self.sources:
            for prefix, other in self._imports(source):
                self.types[source.file].imported[prefix] = self.types[other.file]
        elements = [element for source in self.sources for element in self._elements(source)]
        spaces = {source.file: source.target for source in self.sources}
        names = frozenset(name for source in self.sources for name in source.declared())
        return Library.of(elements, spaces, self.findings, names)

    def _learn_names(self) -> None:
        """Expressions may use the names of their own file and of the files it imports."""
        named = {source.file: frozenset(source.named()) for source in self.sources}
        for source in self.sources:
            if len(named[source.file]) > MAX_NAMES:
                limits = {"limit": MAX_NAMES, "count": len(named[source.file])}
                self.findings.append(found("too_many_names", source.file, 1, "", **limits))
                named[source.file] = frozenset()
        for source in self.sources:
            imported = (named[other.file] for _, other in self._imports(source))
            source.known = named[source.file].union(*imported)

    def _imports(self, source: Source) -> Iterator[tuple[str, Source]]:
        for one in source.children(source.root, "import"):
            for other in self.sources:
                if other is not source and other.target and other.target == one.get("namespace"):
                    yield one.get("name") or "", other

    def _elements(self, source: Source) -> Iterator[Element]:
        count = 0
        for name, read in (
            ("inputData", self._given),
            ("decision", self._decision),
            ("businessKnowledgeModel", self._knowledge),
            ("decisionService", self._service),
        ):
            for element in source.children(source.root, name):
                count += 1
                if count > MAX_DECISIONS:
                    self.findings.append(
                        found("too_many_decisions", source.file, line_of(element), "", limit=MAX_DECISIONS)
                    )
                    return
                key = Key(source.file, element.get("id") or element.get("name") or "")
                made = read(source, element, key, Part(source, key.id))
                self.findings += made.findings
                yield made

    def _given(self, source: Source, element: Tree, key: Key, part: Part) -> Given:
        variable = source.child(element, "variable")
        reference = "" if variable is None else variable.get("typeRef") or ""
        type_ = self.types[source.file].type_of(reference, element, part)
        return Given(key, _name(element, variable), line_of(element), tuple(part.findings), type_)

    def _decision(self, source: Source, element: Tree, key: Key, part: Part) -> Decision:
        if not key.id:
            part.refuse(element, "decision_without_id")
        boxed = BoxedReader(part, self.types[source.file])
        logic = boxed.inside(element) if boxed.holds_logic(element) else None
        variable = source.child(element, "variable")
        requires = self._references(source, element, "informationRequirement", ("requiredInput", "requiredDecision"))
        knows = self._references(source, element, "knowledgeRequirement", ("requiredKnowledge",))
        type_ = boxed.type_of(variable)
        return Decision(
            key=key,
            name=element.get("name") or key.id,
            line=line_of(element),
            findings=tuple(part.findings),
            variable="" if variable is None else variable.get("name") or "",
            type=type_,
            logic=logic,
            requires=requires,
            knows=knows,
            tables=tuple(boxed.tables),
        )

    def _knowledge(self, source: Source, element: Tree, key: Key, part: Part) -> Knowledge:
        boxed = BoxedReader(part, self.types[source.file])
        holder = source.child(element, "encapsulatedLogic")
        variable = source.child(element, "variable")
        function = None
        if holder is not None and boxed.holds_logic(holder):
            read = boxed.function(holder)
            function = Function(read.parameters, read.body, boxed.type_of(variable) if read.type is ANY else read.type)
        knows = self._references(source, element, "knowledgeRequirement", ("requiredKnowledge",))
        name = _name(element, variable)
        return Knowledge(key, name, line_of(element), tuple(part.findings), function, knows, tuple(boxed.tables))

    def _service(self, source: Source, element: Tree, key: Key, part: Part) -> Service:
        def among(*names: str) -> tuple[Reference, ...]:
            return tuple(self._reference(source, one) for name in names for one in source.children(element, name))

        variable = source.child(element, "variable")
        reference = "" if variable is None else variable.get("typeRef") or ""
        type_ = self.types[source.file].type_of(reference, element, part)
        return Service(
            key,
            _name(element, variable),
            line_of(element),
            tuple(part.findings),
            among("outputDecision"),
            among("inputData", "inputDecision"),
            type_,
        )

    def _references(
        self, source: Source, element: Tree, requirement: str, kinds: tuple[str, ...]
    ) -> tuple[Reference, ...]:
        return tuple(
            self._reference(source, one)
            for required in source.children(element, requirement)
            for kind in kinds
            for one in source.children(required, kind)
        )

    def _reference(self, source: Source, element: Tree) -> Reference:
        space, _, id_ = (element.get("href") or "").rpartition("#")
        if space in ("", source.target):
            return Reference("", id_, "", line_of(element))
        imports = source.children(source.root, "import")
        prefix = next((one.get("name") or "" for one in imports if one.get("namespace") == space), "")
        return Reference(space, id_, prefix, line_of(element))


def _name(element: Tree, variable: Tree | None) -> str:
    named = "" if variable is None else variable.get("name") or ""
    return named or element.get("name") or element.get("id") or ""
