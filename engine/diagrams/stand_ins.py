"""Puts stand-ins where a diagram from elsewhere names what is not at hand: delegates, listeners, absent processes.

For trying alone. The copy is never published; what was replaced is listed, so that nobody takes a trial for the truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.dialect import CAMUNDA, HUISHANG, bpmn, camunda
from engine.xml_files import line_of, load

#: name spaces whose attributes mean the same as Camunda's
VENDORS = (
    CAMUNDA,
    "http://operaton.org/schema/1.0/bpmn",
    "http://flowable.org/bpmn",
    "http://activiti.org/bpmn",
)
#: what makes somebody else's code run, on an activity or an event definition
_DELEGATION = ("class", "delegateExpression", "expression", "type", "topic")
_WORK = ("serviceTask", "sendTask", "businessRuleTask")
_LISTENERS = ("executionListener", "taskListener")
_HOLDERS = ("in", "out", "field", "connector")
_EVENTS = ("messageEventDefinition", "signalEventDefinition")


class Assumed(StrEnum):
    """What was assumed about a diagram in order to try it."""

    DELEGATE = "delegate"  #: foreign code, stood in for by a worker who does nothing but answer
    LISTENER = "listener"  #: foreign code beside an element; left out
    PROCESS = "process"  #: a called process that is not there; passed through
    DECISION = "decision"  #: a decision that is not there; a worker answers
    FORM = "form"  #: a form that is not there; answered with the variables the diagram asks for
    VARIABLE = "variable"  #: a value nothing in the bundle sets; made up from what it is compared with


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing assumed: at which element (empty for a variable), about what, and the variables it must yield."""

    kind: Assumed
    element: str
    what: str
    yields: tuple[str, ...] = ()


def stand_in(bundle: Bundle) -> tuple[Bundle, list[Assumption]]:
    """The bundle with a stand-in for everything that is not at hand; files that cannot be read stay as they are."""
    roots = {name: load(name, raw)[0] for name, raw in bundle.named(".bpmn").items()}
    known = _Known(
        frozenset(str(process.get("id")) for root in _trees(roots) for process in root.iter(bpmn("process"))),
        frozenset(_decision_ids(bundle)),
        frozenset(_form_ids(bundle)),
    )
    assumed: list[Assumption] = []
    changed: dict[str, bytes] = {}
    for name, root in roots.items():
        if root is None:
            continue
        found = list(_replace_in(root, known))
        if found:
            assumed += found
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Bundle({**bundle.files, **changed}), assumed


def lines(bundle: Bundle) -> dict[tuple[str, str], int]:
    """Where each element with an id stands in the files as they were given."""
    roots = {name: load(name, raw)[0] for name, raw in bundle.named(".bpmn").items()}
    return {
        (name, str(element.get("id"))): line_of(element)
        for name, root in roots.items()
        if root is not None
        for element in root.iter(etree.Element)
        if element.get("id")
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What the bundle holds."""

    processes: frozenset[str]
    decisions: frozenset[str]
    forms: frozenset[str]


def _trees(roots: Mapping[str, Any]) -> Iterator[Any]:
    return (root for root in roots.values() if root is not None)


def _decision_ids(bundle: Bundle) -> Iterator[str]:
    for root in _trees({name: load(name, raw)[0] for name, raw in bundle.named(".dmn").items()}):
        yield from (str(decision.get("id") or decision.get("name")) for decision in root.iter("{*}decision"))


def _form_ids(bundle: Bundle) -> Iterator[str]:
    for name in bundle.named(".form"):
        stem = name.rpartition("/")[2].removesuffix(".form")
        yield from (stem, name)


def _replace_in(root: Any, known: _Known) -> Iterator[Assumption]:
    for element in [element for element in root.iter(etree.Element) if element.tag.startswith(f"{{{_bpmn_of(root)}}}")]:
        kind = element.tag.rpartition("}")[2]
        yield from _listeners(element)
        if kind in _WORK:
            yield from _delegate(element, known)
        elif kind == "callActivity":
            yield from _call(element, known)
        elif kind in _EVENTS:
            yield from _thrown(element)
        if kind in ("userTask", "startEvent"):
            yield from _form(element, known)


def _bpmn_of(root: Any) -> str:
    return str(root.tag[1:].partition("}")[0])


def _read(element: Any, name: str) -> str | None:
    """A vendor's attribute, whoever the vendor is."""
    return next((found for space in VENDORS if (found := element.get(f"{{{space}}}{name}")) is not None), None)


def _drop(element: Any, *names: str) -> None:
    for space in VENDORS:
        for name in names:
            element.attrib.pop(f"{{{space}}}{name}", None)


def _vendor_children(element: Any, *names: str) -> list[Any]:
    holder = element.find("{*}extensionElements")
    wanted = {f"{{{space}}}{name}" for space in VENDORS for name in names}
    return [child for child in (holder if holder is not None else ()) if child.tag in wanted]


def _listeners(element: Any) -> Iterator[Assumption]:
    for listener in _vendor_children(element, *_LISTENERS):
        # a listener that is a script is code we can see: the check speaks about it
        if _vendor_script(listener) or listener.get("event") == "timeout":
            continue
        listener.getparent().remove(listener)
        what = next((value for name, value in listener.attrib.items() if name != "event"), "")
        yield Assumption(Assumed.LISTENER, _id_of(element), what)


def _vendor_script(listener: Any) -> bool:
    return any(child.tag == f"{{{space}}}script" for child in listener for space in VENDORS)


def _delegate(element: Any, known: _Known) -> Iterator[Assumption]:
    decision = _read(element, "decisionRef")
    topic = _read(element, "topic") or ""
    if element.get(f"{{{HUISHANG}}}operation") or _notice(element) or topic.startswith("huishang:"):
        return
    if decision is not None and ("{" in decision or decision in known.decisions):
        return
    if _read(element, "type") == "external" and topic:
        return
    named = next((text for name in _DELEGATION if (text := _read(element, name))), None)
    kind = Assumed.DECISION if decision else Assumed.DELEGATE
    what = decision or named or element.get("implementation") or ""
    yield Assumption(kind, _id_of(element), what, _made_external(element))


def _notice(element: Any) -> bool:
    return element.find(f"{{*}}extensionElements/{{{HUISHANG}}}notice") is not None


def _made_external(element: Any) -> tuple[str, ...]:
    """Make it an external task of a topic of its own; gives the variables it was to yield."""
    yields = tuple(text for name in ("resultVariable", "resultVariableName") if (text := _read(element, name)))
    for child in _vendor_children(element, *_HOLDERS):
        child.getparent().remove(child)
    _drop(element, *_DELEGATION, "resultVariable", "resultVariableName", "mapDecisionResult", "decisionRef")
    _drop(element, "decisionRefBinding", "decisionRefVersion", "decisionRefTenantId")
    for name in ("implementation", "operationRef"):
        element.attrib.pop(name, None)
    element.tag = f"{{{element.tag[1:].partition('}')[0]}}}serviceTask"
    element.set(camunda("type"), "external")
    element.set(camunda("topic"), f"assumed_{_id_of(element)}")
    return yields


def _call(element: Any, known: _Known) -> Iterator[Assumption]:
    called = element.get("calledElement")
    if called is not None and called in known.processes:
        return
    if _read(element, "caseRef") is not None:
        return
    yields = tuple(
        str(child.get("target"))
        for child in _vendor_children(element, "out")
        if child.get("target") and (child.get("source") or child.get("sourceExpression"))
    )
    element.attrib.pop("calledElement", None)
    _drop(element, "calledElementBinding", "calledElementVersion", "calledElementVersionTag", "calledElementTenantId")
    _drop(element, "variableMappingClass", "variableMappingDelegateExpression", "inheritVariables")
    yield Assumption(Assumed.PROCESS, _id_of(element), called or "", (*yields, *_made_external(element)))


def _thrown(definition: Any) -> Iterator[Assumption]:
    if not any(_read(definition, name) for name in _DELEGATION):
        return
    what = next(text for name in _DELEGATION if (text := _read(definition, name)))
    _drop(definition, *_DELEGATION)
    for child in _vendor_children(definition, *_HOLDERS):
        child.getparent().remove(child)
    yield Assumption(Assumed.DELEGATE, _id_of(definition.getparent()), what)


def _form(element: Any, known: _Known) -> Iterator[Assumption]:
    named = _read(element, "formRef") or _read(element, "formKey")
    if named is None or named in known.forms or named.rpartition(":")[2] in known.forms:
        return
    _drop(element, "formRef", "formKey", "formRefBinding", "formRefVersion")
    yield Assumption(Assumed.FORM, _id_of(element), named)


def _id_of(element: Any) -> str:
    return str(element.get("id") or "")
