"""Whoever types the beginning of any part finds it: in characters, in pinyin, by initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.search_keys import LONGEST, keys_of, keys_of_case, matches, normalized

NUMBER = "豫未保会商〔2026〕12号"
UNIT = "河南省高级人民法院"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("〔2026〕12", NUMBER),
        ("2026-12", NUMBER),
        ("２０２６", NUMBER),  # full width, as a Chinese keyboard gives it
        ("12号", NUMBER),
        ("会商", NUMBER),
        ("ywbhs", NUMBER),
        ("yuweibao", NUMBER),
        ("高级法", "省高级法院"),
        ("gjrm", UNIT),
        ("Gaoji ren", UNIT),
        ("fayuan", UNIT),
        ("chongqing", "重庆市未保办"),  # 重 alone is zhong
        ("civil aff", "Civil Affairs"),
        ("甲", "未成年人甲"),
    ],
)
def test_what_is_typed_finds_it(typed: str, text: str) -> None:
    assert matches(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"), [("", UNIT), ("〔〕", NUMBER), ("2025", NUMBER), ("fyuan", UNIT), ("乙", "甲")]
)
def test_what_is_not_there_is_not_found(typed: str, text: str) -> None:
    assert not matches(typed, text)


def test_a_case_is_found_by_its_number_and_by_each_pseudonym() -> None:
    keys = keys_of_case(NUMBER, ["未成年人甲", "未成年人乙"])
    assert {"豫未保会商202612号", "未成年人甲", "wcnry", "yi"} <= keys


@given(st.text(max_size=60))
def test_any_text_is_found_by_any_of_its_beginnings(text: str) -> None:
    """What a keyboard gives may hold anything; keys stay short and clean."""
    wanted = normalized(text)
    assert all(matches(wanted[:length], text) for length in range(1, len(wanted) + 1))
    assert all(key == normalized(key) and 0 < len(key) <= LONGEST for key in keys_of(text))
