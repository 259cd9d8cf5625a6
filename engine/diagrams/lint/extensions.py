"""Our own extension elements stand where they mean something, with all they need and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from engine.cases.acts import TASK_VERBS
from engine.cases.states import read_state
from engine.diagrams.dialect import EXTENSIONS, Attribute, Extension, Value, bpmn, huishang
from engine.diagrams.findings import Finding
from engine.diagrams.lint.context import Context
from engine.diagrams.lint.drawn import Drawn, local_name
from engine.diagrams.lint.graph import Diagram
from engine.diagrams.loading import Tree
from engine.texts.catalogue import LANGUAGES, say

RULE = "extensions"
_BOOLEANS = ("true", "false")
_VERBS = frozenset(act.value for act in TASK_VERBS)


def extensions(context: Context) -> Iterator[Finding]:
    """Each misplaced, unknown, repeated or incomplete extension element."""
    for diagram in context.diagrams:
        for element in _ours(diagram):
            yield from _of(element, diagram)


def _ours(diagram: Diagram) -> Iterator[Tree]:
    return diagram.element.iter(huishang("*"))


def _of(element: Tree, diagram: Diagram) -> Iterator[Finding]:
    name, parent = local_name(element), element.getparent()
    host = parent.getparent() if parent is not None and parent.tag == bpmn("extensionElements") else None
    drawn = Drawn(element if host is None else host, diagram.file)
    rule = EXTENSIONS.get(name)
    if rule is None:
        yield drawn.error(RULE, f"{RULE}.unknown", name=name, known=sorted(EXTENSIONS))
        return
    if host is None or drawn.kind not in rule.hosts:
        yield drawn.error(RULE, f"{RULE}.host", name=name, kind=drawn.kind, hosts=sorted(rule.hosts))
    if not rule.repeatable and host is not None and len(drawn.extensions(name)) > 1:
        yield drawn.error(RULE, f"{RULE}.repeated", name=name)
    yield from _attributes(drawn, element, rule)
    yield from _words(drawn, element, name)


def _attributes(drawn: Drawn, element: Tree, rule: Extension) -> Iterator[Finding]:
    for name in element.attrib:
        if str(name) not in rule.attributes:
            known = sorted(rule.attributes)
            yield drawn.error(RULE, f"{RULE}.attribute", extension=rule.name, name=str(name), known=known)
    for name, attribute in rule.attributes.items():
        value = element.get(name)
        if value is None:
            if attribute.required:
                yield drawn.error(RULE, f"{RULE}.required", extension=rule.name, name=name)
        elif _is_wrong(value, attribute):
            yield drawn.error(RULE, f"{RULE}.value", extension=rule.name, name=name, value=value, kind=attribute.value)


def _is_wrong(value: str, attribute: Attribute) -> bool:
    if attribute.choices and value not in attribute.choices:
        return True
    if attribute.value is Value.BOOLEAN:
        return value not in _BOOLEANS
    if attribute.value is Value.NAME:
        return not value.isidentifier()
    if attribute.value is Value.NAMES:
        return not all(name.strip().isidentifier() for name in value.split(","))
    return attribute.required and not value.strip()


def _words(drawn: Drawn, element: Tree, name: str) -> Iterator[Finding]:
    """Words that other rooms must know: verbs, states and sentences."""
    value = element.get("value") or ""
    if name == "act" and value not in _VERBS:
        yield drawn.error(RULE, f"{RULE}.act", value=value, known=sorted(_VERBS))
    if name == "state" and read_state(value) is None:
        yield drawn.warning(RULE, f"{RULE}.state", value=value)
    if name == "guard":
        key = element.get("text") or ""
        missing = [lang for lang in LANGUAGES if say(key, lang) == key]
        if missing:
            yield drawn.warning(RULE, f"{RULE}.sentence", sentence=key, languages=missing)
