"""A form in the reader's language: words change, and nothing that the server checks."""

from __future__ import annotations

from engine.forms.form import Form
from engine.forms.languages import in_language, said_in

SCHEMA = {
    "type": "default",
    "id": "invented",
    "schemaVersion": 19,
    "components": [
        {"type": "text", "text": "### 会商申请表\n\n虚构的说明"},
        {"type": "text", "text": '="化名"'},
        {"type": "textfield", "key": "name", "label": "化名", "description": "虚构的提示", "id": "Field_name"},
        {"type": "textfield", "key": "own", "label": "自拟栏目", "properties": {"label_en": "Of our own"}},
        {"type": "datetime", "key": "on", "subtype": "date", "dateLabel": "报告日期"},
        {"type": "number", "key": "part", "label": "自拟", "appearance": {"suffixAdorner": "人数", "other": "人数"}},
        {
            "type": "dynamiclist",
            "path": "rows",
            "label": "涉及的未成年人",
            "components": [
                {
                    "type": "select",
                    "key": "band",
                    "label": "年龄段",
                    "values": [{"label": "不满14周岁", "value": "under_14"}, {"label": "虚构", "value": "姓名"}],
                }
            ],
        },
    ],
}


def test_words_are_in_the_readers_language_and_what_nobody_translated_stays():
    text, formula, name, own, on, part, rows = in_language(SCHEMA, "en")["components"]

    assert text["text"] == "### Application for a consultation\n\n虚构的说明"
    assert formula["text"] == '="化名"'  # an expression is no sentence
    assert (name["label"], name["description"]) == ("Pseudonym", "虚构的提示")
    assert own["label"] == "Of our own"
    assert on["dateLabel"] == "Day of the report"
    assert part["appearance"] == {"suffixAdorner": "Number of people", "other": "人数"}
    assert rows["label"] == "Minors concerned"
    (band,) = rows["components"]
    assert band["values"] == [{"label": "Under 14", "value": "under_14"}, {"label": "虚构", "value": "姓名"}]


def test_nothing_is_changed_that_the_server_checks_nor_the_schema_handed_in():
    before = repr(SCHEMA)
    spoken = in_language(SCHEMA, "en")

    def bare(schema):
        if isinstance(schema, dict):
            return {key: bare(value) for key, value in schema.items() if key != "title"}
        return [bare(one) for one in schema] if isinstance(schema, list) else schema

    assert bare(Form.compile(spoken).json_schema()) == bare(Form.compile(SCHEMA).json_schema())
    assert repr(SCHEMA) == before
    assert in_language(SCHEMA, "zh") is SCHEMA


def test_a_guide_is_said_whole():
    said = {"steps": [{"title": "启动情形", "fields": ["claimed"], "least": 1}], "none": None}
    assert said_in(said, "en") == {
        "steps": [{"title": "Circumstances", "fields": ["claimed"], "least": 1}],
        "none": None,
    }
