"""What can and cannot be a body: the hostile list of F25, refused before any action sees it."""

from __future__ import annotations

import contextlib

import orjson
import pytest
from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal
from webhooks.bodies import MAX_DEPTH, UnsupportedMedia, read_json, read_query
from webhooks.problems import BadRequest

APP = Flask("test")


def read(body: bytes, content_type: str = "application/json") -> object:
    with APP.test_request_context("/", method="POST", data=body, content_type=content_type):
        return read_json(request)


HOSTILE = {
    "no JSON": b"{",
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": -Infinity}',
    "a number beyond double": b'{"a": 1e400}',
    "400 digits": b'{"a": 1' + b"0" * 400 + b"}",
    "lone surrogate": b'{"a": "\\ud800"}',
    "no UTF-8": b'{"a": "\xff"}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "doubled name": b'{"a": 1, "a": 2}',
    "doubled name below": b'{"x": [{"a": 1, "a": 2}]}',
    "NUL in a value": b'{"a": "x\\u0000y"}',
    "NUL in a name": b'{"\\u0000": 1}',
    "a little too deep": b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
    "absurdly deep": b"[" * 5000 + b"]" * 5000,
    "deep objects": b'{"a":' * 1000 + b"1" + b"}" * 1000,
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_ours_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest):
        read(body)


FINE = {
    "nothing": (b"", {}),
    "blank": (b" \n", {}),
    "escaped backslash before u0000": (b'{"a": "\\\\u0000"}', {"a": "\\u0000"}),
    "__proto__ is a name like any other": (b'{"__proto__": {"a": 1}}', {"__proto__": {"a": 1}}),
    "as deep as allowed": (b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, None),
    "Chinese": ('{"事由": "监护缺失（虚构）"}'.encode(), {"事由": "监护缺失（虚构）"}),
}


@pytest.mark.parametrize(("body", "value"), FINE.values(), ids=FINE.keys())
def test_what_is_ours_is_read(body: bytes, value: object) -> None:
    assert read(body) == value if value is not None else read(body)


def test_another_media_type_is_refused() -> None:
    with pytest.raises(UnsupportedMedia):
        read(b"a=1", "application/x-www-form-urlencoded")


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_characters="\x00", codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc事由", max_size=3), inner, max_size=3),
    max_leaves=20,
)


@given(JSON)
def test_plain_json_survives(value: object) -> None:
    assert read(orjson.dumps(value)) == value


@given(st.binary(max_size=60))
def test_any_bytes_end_in_a_value_or_a_refusal(body: bytes) -> None:
    with contextlib.suppress(Refusal):
        read(body)


def test_query_parameters_are_read_as_declared() -> None:
    declared = {"limit": {"type": "integer"}, "overdue": {"type": "boolean"}, "state": {"type": "string"}}
    with APP.test_request_context("/?limit=20&overdue=true&state=7&other=5"):
        assert read_query(request, declared) == {"limit": 20, "overdue": True, "state": "7", "other": "5"}


@pytest.mark.parametrize("text", ["٣", "1e3", "99999999999999999999", "--1", ""])
def test_what_is_no_number_stays_text_and_fails_its_schema(text: str) -> None:
    with APP.test_request_context("/", query_string={"limit": text}):
        assert read_query(request, {"limit": {"type": "integer"}}) == {"limit": text}
