"""What a template may say: name a value, repeat over a list, choose by a condition. Nothing else, and nothing runs.

Templates are uploaded by people. Their tags are read with Jinja's own grammar, held against a short list of what is
allowed, and only then compiled, inside Jinja's sandbox all the same. Values are plain data: text, lists and mappings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from engine.errors import FieldError, Invalid, TooLarge

MAX_TEXT: Final = 8_000_000  #: characters of one filled part
MAX_NESTED: Final = 2  #: loops inside loops
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
)
#: characters that XML cannot hold, and a half of a pair that stands alone
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAK: Final = Markup('</w:t><w:br/><w:t xml:space="preserve">')


def _lines(value: object) -> list[str]:
    """The paragraphs of a typed text, without blank ones and without the blanks people begin paragraphs with."""
    return [line.strip(" \t\u3000") for line in str(value or "").splitlines() if line.strip(" \t\u3000")]


def _joined(value: object, between: str = "、") -> str:
    """The members of a list in one line."""
    return between.join(str(one) for one in value) if isinstance(value, list) else str(value or "")


def _bare(value: object) -> str:
    """A text without the full stop it may end with, to go on inside a sentence."""
    return str(value or "").strip().rstrip("。；;.，,")


FILTERS: Final = {"bare": _bare, "lines": _lines, "joined": _joined, "length": len}


#: what may be asked of a loop
_LOOP: Final = frozenset({"index", "first", "last", "length"})


class _Bounded(Template):
    """A template whose output ends at a limit, whatever its loops multiply."""

    def render(self, *args: Any, **values: Any) -> str:
        pieces, left = [], MAX_TEXT
        for piece in self.generate(*args, **values):
            pieces.append(piece)
            left -= len(piece)
            if left < 0:
                raise TooLarge("papers.paper_too_long", limit=MAX_TEXT)
        return "".join(pieces)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Dots reach members of mappings alone, never attributes of objects.

    A member that is not there is blank: a case may run on an older form that lacks a field of today's template.
    """

    template_class = _Bounded

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj.get(attribute, "")
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)


def _shown(value: Any) -> Any:
    """A value as it is put into the text: escaped, its line ends as breaks; nothing for what is not there."""
    if value is None:
        return ""
    text = _UNPRINTABLE.sub("", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return _BREAK.join(escape(line) for line in text.split("\n"))


def _environment() -> _Sandbox:
    made = _Sandbox(autoescape=True, finalize=_shown, undefined=StrictUndefined, cache_size=0)
    made.globals.clear()
    made.filters.clear()
    made.filters.update(FILTERS)
    made.tests.clear()
    return made


_ENVIRONMENT: Final = _environment()


def compile_text(text: str) -> tuple[Template, frozenset[str]]:
    """The compiled template and the values it names, by their dotted paths.

    Raises Invalid naming each thing a template may not do, or the line that cannot be read.
    """
    try:
        tree = _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        wrong = FieldError(str(error.message), "papers.tag_unreadable")
        raise Invalid("papers.template_refused", fields=[wrong]) from None
    forbidden = sorted(set(_forbidden(tree, 0)))
    if forbidden:
        raise Invalid("papers.template_refused", fields=[FieldError(one, "papers.tag_forbidden") for one in forbidden])
    return _ENVIRONMENT.from_string(text), frozenset(_paths(tree, {}))


def _forbidden(node: nodes.Node, loops: int) -> Iterator[str]:
    """What in the tree is not on the list; a loop's own rules with it."""
    if not isinstance(node, _ALLOWED):
        yield type(node).__name__
    elif isinstance(node, nodes.Filter) and (node.name not in FILTERS or node.kwargs or node.dyn_args):
        yield f"|{node.name}"
    elif isinstance(node, nodes.Getattr) and not _is_path(node):
        yield f".{node.attr}"
    elif isinstance(node, nodes.For):
        loops += 1
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name) or loops > MAX_NESTED:
            yield "for"
    for child in node.iter_child_nodes():
        yield from _forbidden(child, loops)


def _is_path(node: nodes.Getattr) -> bool:
    """Whether it is a dotted path of plain names."""
    return isinstance(node.node, (nodes.Name, nodes.Getattr)) and not node.attr.startswith("_")


def _paths(node: nodes.Node, bound: Mapping[str, str]) -> Iterator[str]:
    """Every value named, such as `case.number`; a member of a list as `decisions[].lead`."""
    if isinstance(node, nodes.For):
        yield from _paths(node.iter, bound)
        target = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**bound, target: f"{_path(node.iter, bound)}[]", "loop": ""}
        for child in (*node.body, *node.else_):
            yield from _paths(child, inner)
        return
    if isinstance(node, (nodes.Name, nodes.Getattr)):
        path = _path(node, bound)
        if path:
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child, bound)


def _path(node: nodes.Node, bound: Mapping[str, str]) -> str:
    if isinstance(node, nodes.Name):
        return bound.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, bound)
        return f"{before}.{node.attr}" if before else ""
    if isinstance(node, nodes.Filter) and node.node is not None:
        return f"{_path(node.node, bound)}|{node.name}"
    return ""
