"""Multi-instance of every kind of activity: over what it runs, its counts, when it is done, what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engine.diagrams.bundle import Bundle
from engine.errors import Incident

THEN = '<bpmn:userTask id="then"/>'
OURS = b'xmlns:huishang="https://huishang.invalid/bpmn/1.0" '


def loop(attributes: str = "", inside: str = "") -> str:
    return f"<bpmn:multiInstanceLoopCharacteristics {attributes}>{inside}</bpmn:multiInstanceLoopCharacteristics>"


def times(count: str, *, one_by_one: bool = False, done: str | None = None) -> str:
    condition = f"<bpmn:completionCondition>{done}</bpmn:completionCondition>" if done else ""
    attributes = 'isSequential="true"' if one_by_one else ""
    return loop(attributes, f"<bpmn:loopCardinality>{count}</bpmn:loopCardinality>{condition}")


def over(collection: str, *, one_by_one: bool = False, done: str | None = None) -> str:
    condition = f"<bpmn:completionCondition>{done}</bpmn:completionCondition>" if done else ""
    sequential = 'isSequential="true" ' if one_by_one else ""
    return loop(f'{sequential}camunda:collection="{collection}" camunda:elementVariable="one"', condition)


def task(marker: str, kind: str = "userTask", more: str = "", attributes: str = "") -> str:
    return f'<bpmn:{kind} id="t" {attributes}>{more}{marker}</bpmn:{kind}>'


def foreign(bundle: Bundle) -> Bundle:
    """The same without our name space: drawn for Camunda."""
    return Bundle({name: raw.replace(OURS, b"") for name, raw in bundle.files.items()})


def data(case: Any, element: str, item: str = "") -> dict[str, Any]:
    found: dict[str, Any] = case.instance.task_data(case.task(element, item).id)
    return found


@pytest.mark.parametrize("count", ["3", "${3}", "${n}", "n", "${n - 2 + 2}"])
@pytest.mark.parametrize("one_by_one", [False, True])
def test_a_number_of_instances(
    count: str, one_by_one: bool, begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    case = begin(drawn(task(times(count, one_by_one=one_by_one)) + THEN, "t", "then"), n=3)
    for place in range(3):
        assert case.open == ({f"t@{place}"} if one_by_one else {f"t@{other}" for other in range(place, 3)})
        case.do("t", str(place))
    assert case.open == {"then@"}


@pytest.mark.parametrize("count", ["${n}", "${-1}", "${5000}", "${nothing}"])
def test_no_number_is_an_incident(count: str, begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    with pytest.raises(Incident):
        begin(drawn(task(times(count)), "t"), n="many")


@pytest.mark.parametrize("collection", ["people", "${people}", "#{people}", "${execution.getVariable('people')}"])
def test_a_collection_by_name_or_computed(
    collection: str, begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    case = begin(drawn(task(over(collection)) + THEN, "t", "then"), people=["a", "b"])
    assert case.open == {"t@a", "t@b"}
    assert data(case, "t", "b")["one"] == "b"
    assert case.do("t", "a").do("t", "b").open == {"then@"}
    assert "one" not in data(case, "then")


def test_a_collection_without_a_variable_only_counts(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(task(loop('camunda:collection="people"')), "t"), people=["a", "b"])
    assert case.open == {"t@a", "t@b"}


def test_elements_without_ids_are_known_by_their_place(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    bundle = drawn(task(over("people")), "t")
    elements = [{"name": "x"}, "a", "a", 7, True]
    case = begin(foreign(bundle), people=elements)
    assert case.open == {"t@0", "t@a", "t@a#2", "t@7", "t@4"}
    with pytest.raises(Incident):
        begin(bundle, people=elements)


@pytest.mark.parametrize(
    ("done", "needed"),
    [
        ("${nrOfCompletedInstances == 2}", 2),
        ("${nrOfCompletedInstances/nrOfInstances >= 0.5}", 2),
        ("nrOfCompletedInstances >= 3", 3),
        ("${nrOfActiveInstances le 1}", 3),
        ("${nrOfInstances == 4 and approved}", 1),
        ("${loopCounter == 1}", 2),
        ("${false}", 4),
    ],
)
def test_done_early(done: str, needed: int, begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    case = begin(drawn(task(over("people", done=done)) + THEN, "t", "then"), people=["a", "b", "c", "d"])
    for item in ("a", "b", "c", "d")[:needed]:
        assert case.open != {"then@"}
        case.do("t", item, approved=True)
    assert case.open == {"then@"}


@pytest.mark.parametrize(
    ("done", "needed"),
    [
        ("${nrOfCompletedInstances == 2}", 2),
        ("${nrOfCompletedInstances/nrOfInstances >= 0.5}", 2),
        ("${loopCounter == 2}", 3),
        ('${one == "b"}', 2),
    ],
)
def test_one_by_one_done_early(done: str, needed: int, begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    marker = over("people", one_by_one=True, done=done)
    case = begin(drawn(task(marker) + THEN, "t", "then"), people=["a", "b", "c", "d"])
    for item in ("a", "b", "c", "d")[:needed]:
        assert case.open == {f"t@{item}"}
        case.do("t", item)
    assert case.open == {"then@"}


def test_members_may_ask_the_counts(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    inside = (
        "<bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter "
        'name="place">${loopCounter + 1} of ${nrOfInstances}</camunda:inputParameter></camunda:inputOutput>'
        "</bpmn:extensionElements>"
    )
    case = begin(drawn(task(over("people"), more=inside), "t"), people=["a", "b"])
    assert [data(case, "t", item)["place"] for item in ("a", "b")] == ["1 of 2", "2 of 2"]


def test_every_kind_of_activity(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    script = task(times("2"), "scriptTask", more="<bpmn:script>x = loopCounter</bpmn:script>").replace(
        "<bpmn:script>x = loopCounter</bpmn:script>" + times("2"),
        times("2") + "<bpmn:script>x = loopCounter</bpmn:script>",
    )
    assert begin(foreign(drawn(script + THEN, "t", "then"))).instance.open_tasks()
    receive = task(over("people"), "receiveTask", attributes='messageRef="m"')
    case = begin(drawn(receive + THEN, "t", "then", top='<bpmn:message id="m" name="word"/>'), people=["a", "b"])
    assert case.send("word", "a").send("word", "b").open == {"then@"}
    notice = '<bpmn:extensionElements><huishang:notice kind="n" to="liaison@${one}"/></bpmn:extensionElements>'
    case = begin(drawn(task(over("people"), "sendTask", more=notice) + THEN, "t", "then"), people=["a", "b"])
    assert [one.to for one in case.happened("notices")] == [("liaison@a",), ("liaison@b",)]


def test_members_of_a_foreign_diagram_share_what_they_wrote(
    begin: Callable[..., Any], drawn: Callable[..., Bundle]
) -> None:
    bundle = drawn(task(over("people")) + THEN, "t", "then")
    case = begin(foreign(bundle), people=["a", "b", "c"], votes=0, agreed=False)
    case.do("t", "a", votes=1, agreed=True)
    assert data(case, "t", "b") == {"people": ["a", "b", "c"], "votes": 1, "agreed": True, "one": "b"}
    case.do("t", "c", votes=2, agreed=False).do("t", "b")
    assert data(case, "then") == {"people": ["a", "b", "c"], "votes": 2, "agreed": False}
    case = begin(bundle, people=["a"], votes=0)
    assert data(case.do("t", "a", votes=1), "then") == {"people": ["a"], "votes": 0}


def test_members_with_an_inside_share_too(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    inside = (
        '<bpmn:startEvent id="is"/><bpmn:userTask id="ask"/><bpmn:scriptTask id="add"><bpmn:script>'
        'votes = votes + 1</bpmn:script></bpmn:scriptTask><bpmn:endEvent id="ie"/>'
        '<bpmn:sequenceFlow id="i1" sourceRef="is" targetRef="ask"/><bpmn:sequenceFlow id="i2" sourceRef="ask" '
        'targetRef="add"/><bpmn:sequenceFlow id="i3" sourceRef="add" targetRef="ie"/>'
    )
    marker = over("people", done="${votes == 2}")
    bundle = foreign(drawn(task("", "subProcess", more=marker + inside) + THEN, "t", "then"))
    case = begin(bundle, people=["a", "b", "c"], votes=0)
    case.do("ask", "a").do("ask", "c")
    assert case.open == {"then@"}
    assert data(case, "then")["votes"] == 2


def test_computed_elements_that_vanish_are_an_incident(begin: Callable[..., Any], drawn: Callable[..., Bundle]) -> None:
    marker = over("${box.people}", one_by_one=True)
    case = begin(foreign(drawn(task(marker), "t")), box={"people": ["a", "b"]})
    with pytest.raises(Incident):
        case.do("t", "a", box={"people": ["a"]})
