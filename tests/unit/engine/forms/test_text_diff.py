"""A second text beside the first: nothing is lost, and what is marked reads as words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forms.text_diff import Change, text_diff
from tests.own_time import within

TEXTS = st.text(alphabet="未成年人的监护由民政部门 。abc12\n", max_size=80)


def told(old, new):
    marks = {Change.SAME: "", Change.ADDED: "+", Change.REMOVED: "-"}
    return " ".join(f"{marks[piece.change]}{piece.text}" for piece in text_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("由民政部门监护", "由民政部门监护", "由民政部门监护"),
        ("", "由民政部门监护", "+由民政部门监护"),
        ("由民政部门监护", "", "-由民政部门监护"),
        ("由民政部门监护", "由教育部门监护", "由 -民政 +教育 部门监护"),
        ("建议安置至成年。", "建议临时安置至成年。", "建议 +临时 安置至成年。"),
        ("within 30 days", "within 40 days", "within  -30 +40  days"),
        # one character alone in common between two changes is no agreement
        ("甲乙丙丁", "戊乙己丁", "-甲乙丙 +戊乙己 丁"),
    ],
)
def test_what_changed(old, new, expected):
    assert told(old, new) == expected


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_pieces(old, new):
    pieces = text_diff(old, new)

    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == new
    assert all(piece.text for piece in pieces)


def test_long_texts_are_compared_in_bearable_time():
    old = "对事实情节的认定有异议。" * 1500
    with within(2):
        pieces = text_diff(old, old.replace("有异议", "无异议", 1))

    assert len(pieces) == 3
