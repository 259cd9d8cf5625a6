"""One DMN file as its readers see it: elements by their names, texts, notations, and what is wrong with each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from engine.decisions.limits import MAX_CELLS, MAX_DIFFERENT
from engine.decisions.namespaces import language
from engine.decisions.notations import Always, Question, question_of, value_of
from engine.decisions.refusals import found
from engine.errors import Refusal
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.notation import Notation
from engine.findings import Finding
from engine.xml_files import Tree, line_of

#: what holds a name of something that expressions may speak of
_NAMING: Final = frozenset(
    {"inputData", "decision", "businessKnowledgeModel", "decisionService", "import", "variable", "formalParameter",
     "parameter", "column", "itemComponent", "output"}
)  # fmt: skip
#: attributes of vendors are known by their last word
_INPUT_VARIABLE: Final = "inputVariable"


def local(element: Tree) -> str:
    """The element's name without its name space; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def vendor(element: Tree, name: str) -> str:
    """An attribute in whatever name space a vendor put it; "" where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


@dataclass(slots=True)
class Source:
    """A file being read. `known` are the names its expressions may use; `cells` counts those that were compiled."""

    file: str
    root: Tree
    namespace: str
    target: str  #: the name space of the model itself, by which other files refer to it
    known: frozenset[str] = frozenset()
    cells: int = 0
    compiled: dict[tuple[str, ...], Any] = field(default_factory=dict)  #: what each different text came to
    language: str = field(default="")

    @classmethod
    def of(cls, file: str, root: Tree) -> Source:
        """The file with this root."""
        namespace = str(root.tag)[1:].partition("}")[0]
        source = cls(file, root, namespace, root.get("namespace") or "")
        source.language = root.get("expressionLanguage") or ""
        return source

    def children(self, element: Tree, name: str) -> list[Tree]:
        """The element's children of this name."""
        return list(element.iterfind(f"{{{self.namespace}}}{name}"))

    def child(self, element: Tree, name: str) -> Tree | None:
        """The first child of this name."""
        return element.find(f"{{{self.namespace}}}{name}")

    def text(self, element: Tree | None) -> str:
        """The text that its `text` child holds."""
        holder = None if element is None else self.child(element, "text")
        return "" if holder is None else "".join(str(part) for part in holder.itertext())

    def named(self) -> Iterator[str]:
        """Every name that this file declares and FEEL cannot read by itself: all but words and paths of words."""
        return (name for name in self.declared() if not all(part.isidentifier() for part in name.split(".")))

    def declared(self) -> Iterator[str]:
        """Every name that this file declares."""
        for element in self.root.iter(f"{{{self.namespace}}}*"):
            if local(element) in _NAMING and element.get("name"):
                yield str(element.get("name"))
            for name in (vendor(element, _INPUT_VARIABLE), element.get("iteratorVariable")):
                if name:
                    yield name


@dataclass(slots=True)
class Part:
    """One decision, function or type of a file while it is read; its findings tell why it cannot be used."""

    source: Source
    element: str
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, place: Tree, rule: str, **params: Any) -> None:
        """Something here cannot be used."""
        self.findings.append(found(rule, self.source.file, line_of(place), self.element, **params))

    def test(self, cell: Tree, outer: str = "", place: str = "cellInput") -> Question:
        """What an input cell, or a list of allowed values, asks; nothing when it cannot be read."""
        text = self.source.text(cell)
        made: Question | None = self._compiled(
            cell, outer, ("?", place, text), lambda notation: question_of(text, notation, self.source.known, place)
        )
        return Always() if made is None else made

    def expression(self, cell: Tree, outer: str = "", *, text: str | None = None) -> Expression:
        """What an output cell or expression gives; null when it cannot be read."""
        written = self.source.text(cell) if text is None else text
        made: Expression | None = self._compiled(
            cell, outer, ("=", written), lambda notation: value_of(written, notation, self.source.known)
        )
        return compile_expression("null", Notation.FEEL) if made is None else made

    def _compiled(self, cell: Tree, outer: str, text: tuple[str, ...], read: Callable[[Notation | None], Any]) -> Any:
        """What this text came to, each different one read once; None when it cannot be read."""
        source = self.source
        source.cells += 1
        if source.cells > MAX_CELLS or len(source.compiled) > MAX_DIFFERENT:
            if not any(finding.rule == "too_many_cells" for finding in self.findings):
                self.refuse(cell, "too_many_cells", limit=MAX_CELLS, different=MAX_DIFFERENT)
            return None
        written = cell.get("expressionLanguage") or outer or source.language
        notation = language(written) if written else None
        if written and notation is None:
            self.refuse(cell, "language", language=written)
            return None
        key = (*text, str(notation))
        try:
            if key not in source.compiled:
                source.compiled[key] = read(notation)
            return source.compiled[key]
        except Refusal as refusal:
            self.refuse(cell, "cell", detail=refusal, cell=text[-1].strip()[:200])
            return None
