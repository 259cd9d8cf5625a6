"""Names that tell nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.cases.pseudonyms import cover, mask_identity_number, mask_name, pseudonym


@pytest.mark.parametrize(
    ("position", "name"), [(1, "未成年人甲"), (2, "未成年人乙"), (10, "未成年人癸"), (11, "未成年人11")]
)
def test_pseudonyms(position, name):
    assert pseudonym(position) == name


def test_no_two_alike():
    assert len({pseudonym(position) for position in range(1, 200)}) == 199
    with pytest.raises(ValueError, match="1"):
        pseudonym(0)


@pytest.mark.parametrize(
    ("name", "masked"), [("张小明", "张某某"), ("张", "张某"), ("  ", ""), ("欧阳小明", "欧某某某")]
)
def test_names(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("410101200801011234", "410***********1234"), ("1234567", "*******"), ("", "")]
)
def test_identity_numbers(number, masked):
    assert mask_identity_number(number) == masked


@given(st.text(min_size=1))
def test_a_cover_shows_neither_text_nor_length(text):
    assert cover(text) == cover("x")
    assert cover({"a": [text, 1]}) == {"a": [cover("x"), None]}
