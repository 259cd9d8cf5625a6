"""Files people hand in are read with suspicion."""

from __future__ import annotations

import json

import pytest

from engine.deadlines.notice_file import LARGEST, read_notice_file
from engine.errors import Invalid, TooLarge


def test_a_table_is_read_with_or_without_byte_order_mark(notice_2027):
    text = json.dumps(notice_2027, ensure_ascii=False)

    assert read_notice_file(text.encode()) == notice_2027
    assert read_notice_file(text.encode("utf-8-sig")) == notice_2027


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe", "utf-8"),
        ("虚构".encode("gb18030"), "utf-8"),
        (b"[]", "list"),
        (b"[" * 100_000, "recursion"),
        (b'{"year": 2027, "year": 2028}', "duplicate key 'year'"),
    ],
)
def test_what_cannot_be_read_is_told(content, problem):
    with pytest.raises(Invalid) as refused:
        read_notice_file(content)

    assert problem in refused.value.params["problem"]


def test_a_faulty_table_names_its_places(notice_2027):
    with pytest.raises(Invalid) as refused:
        read_notice_file(json.dumps(notice_2027 | {"year": None}).encode())

    assert [error.path for error in refused.value.fields] == ["year"]


def test_a_large_file_is_not_even_parsed():
    with pytest.raises(TooLarge):
        read_notice_file(b" " * (LARGEST + 1))
