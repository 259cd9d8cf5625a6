"""Each field in error is named, with a sentence that exists in both languages."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from engine.texts.catalogue import LANGUAGES, say
from webhooks.shapes.build import BOOL, DAY, INSTANT, choice, many, number, text, thing
from webhooks.validation import KEYS, compiled, hold

SCHEMA = thing(
    "Example",
    ("reason", "rows"),
    reason=text(10, minLength=2),
    rows=many(thing("", ("lead",), lead=choice("education", "health"), heads=number(0, 9)), 2),
    day=DAY,
    at=INSTANT,
    urgent=BOOL,
)
VALIDATOR = compiled(SCHEMA)

WRONG = {
    "missing": ({}, {"reason": "required", "rows": "required"}),
    "surplus": ({"reason": "ab", "rows": [], "x": 1}, {"x": "unknown"}),
    "type": ({"reason": 1, "rows": []}, {"reason": "type"}),
    "short": ({"reason": "a", "rows": []}, {"reason": "short"}),
    "long": ({"reason": "a" * 11, "rows": []}, {"reason": "long"}),
    "row": ({"reason": "ab", "rows": [{"lead": "army"}]}, {"rows.0.lead": "enum"}),
    "row missing": ({"reason": "ab", "rows": [{"heads": 10}]}, {"rows.0.lead": "required", "rows.0.heads": "high"}),
    "many": ({"reason": "ab", "rows": [{"lead": "health"}] * 3}, {"rows": "many"}),
    "day": ({"reason": "ab", "rows": [], "day": "2026-02-30"}, {"day": "format"}),
    "day written short": ({"reason": "ab", "rows": [], "day": "20260230"}, {"day": "format"}),
    "instant without a zone": ({"reason": "ab", "rows": [], "at": "2026-11-24T09:00:00"}, {"at": "format"}),
    "no instant": ({"reason": "ab", "rows": [], "at": "soon"}, {"at": "format"}),
    "whole body": ([], {"": "type"}),
}


@pytest.mark.parametrize(("value", "expected"), WRONG.values(), ids=WRONG.keys())
def test_each_field_is_named(value: object, expected: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        hold(value, VALIDATOR)
    assert {error.path: error.key.removeprefix("webhooks.field.") for error in caught.value.fields} == expected


def test_what_fits_passes() -> None:
    hold(
        {
            "reason": "ab",
            "rows": [{"lead": "health", "heads": 3}],
            "day": "2026-11-24",
            "urgent": False,
            "at": "2026-11-24T09:00:00+08:00",
        },
        VALIDATOR,
    )


@pytest.mark.parametrize(
    "key", [*KEYS.values(), "webhooks.field.required", "webhooks.field.unknown", "webhooks.field.other"]
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_exists(key: str, lang: str) -> None:
    assert say(key, lang) != key
