"""Two versions laid over each other: nothing is missed, nothing is invented, and drawing alone is told as drawing."""

from __future__ import annotations

import re
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.diagrams.bundle import Bundle
from engine.diagrams.diff.comparing import What, differences
from engine.diagrams.diff.telling import lines, sentence, to_json

SHIPPED = Bundle.read(Path(__file__).parents[5] / "processes" / "case_consultation")
DIAGRAM, TABLE, SETTINGS = "case_consultation.bpmn", "circumstances.dmn", "settings.yaml"
FORM = "forms/acknowledge_decline.form"


def changed(file: str, old: str, new: str) -> Bundle:
    text = SHIPPED.files[file].decode()
    assert old in text
    return Bundle({**SHIPPED.files, file: text.replace(old, new, 1).encode()})


def told(new: Bundle, old: Bundle = SHIPPED) -> list[tuple[str, str, str, list[tuple[str, str | None, str | None]]]]:
    return [
        (one.what.value, one.part.kind, one.part.id, [(c.property, c.before, c.after) for c in one.changes])
        for one in differences(old, new)
    ]


def test_nothing_differs_from_itself() -> None:
    assert differences(SHIPPED, Bundle(dict(SHIPPED.files))) == []


def test_another_name_is_a_renaming() -> None:
    new = changed(DIAGRAM, 'name="受理审查"', 'name="受理与审查"')
    assert told(new) == [("renamed", "userTask", "review_application", [])]
    assert sentence(differences(SHIPPED, new)[0], "zh") == (
        "改名：用户任务“受理与审查”（review_application），属“未成年人保护个案会商”，原名“受理审查”"
    )


def test_a_shape_elsewhere_is_drawing_alone() -> None:
    shape = re.search(
        r'<bpmndi:BPMNShape [^>]*bpmnElement="review_application"[^>]*>\s*<dc:Bounds[^>]*>',
        SHIPPED.files[DIAGRAM].decode(),
    )
    assert shape is not None
    elsewhere = re.sub(r' x="[^"]*"', ' x="7"', shape.group())
    assert told(changed(DIAGRAM, shape.group(), elsewhere)) == [("moved", "userTask", "review_application", [])]


DAYS = "extensionElements.huishang:deadline.@days"
ALTERED = [
    (DIAGRAM, "days=\"setting('danger_hours')\"", 'days="3"', "userTask", DAYS, ("setting('danger_hours')", "3")),
    (SETTINGS, "value: 30", "value: 20", "row", "value", ("30", "20")),
    (FORM, '"type": "textarea"', '"type": "textfield"', "field", "type", ("textarea", "textfield")),
]


@pytest.mark.parametrize(("file", "old", "new", "kind", "property_", "values"), ALTERED)
def test_a_property_is_told_with_both_values(
    file: str, old: str, new: str, kind: str, property_: str, values: tuple[str, str]
) -> None:
    found = told(changed(file, old, new))
    assert [(what, one) for what, one, _, _ in found] == [("changed", kind)]
    assert found[0][3] == [(property_, *values)]


def test_a_rule_taken_out_of_a_table_leaves_the_others_as_they_are() -> None:
    rule = re.search(r'<rule id="[^"]*">.*?</rule>', SHIPPED.files[TABLE].decode(), re.DOTALL)
    assert rule is not None
    assert [(what, kind) for what, kind, _, _ in told(changed(TABLE, rule.group(), ""))] == [("removed", "rule")]


def test_rules_in_another_order_are_one_change_of_their_table() -> None:
    rules = re.findall(r'<rule id="[^"]*">.*?</rule>', SHIPPED.files[TABLE].decode(), re.DOTALL)[:2]
    new = changed(TABLE, rules[0], "@@")
    text = new.files[TABLE].decode().replace(rules[1], rules[0], 1).replace("@@", rules[1], 1)
    found = told(Bundle({**SHIPPED.files, TABLE: text.encode()}))
    assert [(what, kind, [name for name, _, _ in changes]) for what, kind, _, changes in found] == [
        ("changed", "decision", ["rules"])
    ]


def test_a_new_field_is_added_to_its_form() -> None:
    schema = orjson.loads(SHIPPED.files[FORM])
    schema["components"].append({"type": "textfield", "key": "invented", "label": "虚构"})
    new = Bundle({**SHIPPED.files, FORM: orjson.dumps(schema)})
    assert told(new) == [("added", "field", "invented", [])]


def test_other_spaces_are_told_as_nothing_but_another_way_of_writing() -> None:
    found = differences(SHIPPED, changed(DIAGRAM, "<bpmn:process ", "<bpmn:process  "))
    assert [(one.what, one.part.id) for one in found] == [(What.REWRITTEN, DIAGRAM)]


def test_files_come_and_go_with_what_is_in_them() -> None:
    found = differences(SHIPPED, SHIPPED.only(set(SHIPPED.files) - {FORM}))
    assert {one.what for one in found} == {What.REMOVED}
    assert ("file", FORM) in {(one.part.kind, one.part.id) for one in found}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_difference_of_a_new_procedure_has_words(lang: str) -> None:
    found = differences(Bundle({}), SHIPPED)
    text = "\n".join(lines(found, lang))
    assert "versions." not in text
    assert "{" not in re.sub(r'"[^"]*"|\{[^}]*:[^}]*\}', "", text)
    assert {one["what"] for one in to_json(found, lang)} == {"added"}


@pytest.mark.parametrize("raw", [b"", b"<", b"\xff\xfe", b"<a/>", b"[" * 5000, b"- 1\n- 2"])
@pytest.mark.parametrize("file", [DIAGRAM, TABLE, FORM, SETTINGS, "procedure.yaml"])
def test_what_cannot_be_read_is_told_as_a_whole(file: str, raw: bytes) -> None:
    found = differences(SHIPPED, Bundle({**SHIPPED.files, file: raw}))
    assert found
    assert list(lines(found, "zh"))


@given(data=st.data())
@settings(max_examples=40)
def test_whatever_attribute_is_altered_is_told(data: st.DataObject) -> None:
    """Law: a difference of meaning anywhere is a difference here, and the way back tells the same parts."""
    file = data.draw(st.sampled_from([DIAGRAM, "implementation.bpmn", TABLE]))
    root = etree.fromstring(SHIPPED.files[file])
    drawn = ("DI", "DC")
    places = [
        (node, name)
        for node in root.iter()
        if isinstance(node.tag, str) and not etree.QName(node).namespace.rstrip("/").endswith(drawn)
        for name in node.attrib
    ]
    node, name = data.draw(st.sampled_from(places))
    node.set(name, node.get(name) + "_other")
    before = Bundle({**SHIPPED.files, file: etree.tostring(etree.fromstring(SHIPPED.files[file]))})
    after = Bundle({**SHIPPED.files, file: etree.tostring(root)})
    found = differences(before, after)
    assert found
    assert all(one.what not in (What.MOVED,) for one in found)
    assert len(differences(after, before)) == len(found)
