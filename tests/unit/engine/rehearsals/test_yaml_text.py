"""YAML is read as its writers mean it."""

from __future__ import annotations

import pytest

from engine.errors import Invalid
from engine.rehearsals.yaml_text import read_yaml


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2022-03-28", "2022-03-28"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("09:30", "09:30"),
        ("012", "012"),
        ("〔2022〕1号", "〔2022〕1号"),
        ("true", True),
        ("-7", -7),
        ("2.5", 2.5),
        ('"1"', "1"),
        ("null", None),
        ("", None),
    ],
)
def test_a_plain_word_is_what_it_looks_like(written, meant):
    assert read_yaml(f"value: {written}") == {"value": meant}


def test_a_form_may_be_taken_over_from_another():
    read = read_yaml("first: &first {a: 1, b: 1}\nsecond: {<<: *first, b: 2}")

    assert read["second"] == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: 2\na: 3", 3),
        ("a:\n  - {b: 1, b: 2}", 2),
        ("a: [1\nb: 2", 2),
        ("? [a]\n: 1", 1),
        ("a: !!python/object:os.x {}", 1),
        (b"\xff\xfe\x00", 0),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text, line):
    with pytest.raises(Invalid) as refused:
        read_yaml(text)

    assert refused.value.key == "rehearsals.unreadable"
    assert refused.value.params["line"] == line
