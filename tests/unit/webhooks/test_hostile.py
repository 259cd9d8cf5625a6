"""Nothing a caller sends ends in a 5xx, and no answer shows the inside (F25, ASVS 16.5.1)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.webhooks.conftest import Client
from webhooks.openapi import PARAMETER
from webhooks.operations import OPERATIONS, Operation
from webhooks.paging import cursor_of

NAMES = [known.name for known in OPERATIONS]
ANYBODY = ("officer", "luoyang.liaison", "sysadmin", "auditor", "expert.law1")

BODIES: dict[str, bytes] = {
    "no JSON": b"{",
    "NaN": b'{"form": {"a": NaN}}',
    "a list": b"[]",
    "a number": b"1",
    "null": b"null",
    "empty object": b"{}",
    "wrong types": b'{"form": [], "reason": 1, "procedure": {}, "names": "x", "files": [], "table": 3}',
    "NUL": b'{"form": {"a": "\\u0000"}}',
    "surrogate": b'{"form": {"a": "\\ud800"}}',
    "huge number": b'{"form": {"deaths": 1e999}}',
    "long digits": b'{"form": {"deaths": ' + b"9" * 5000 + b"}}",
    "deep": b'{"form": ' + b"[" * 900 + b"]" * 900 + b"}",
    "proto": b'{"form": {"__proto__": {"a": 1}, "constructor": 1}}',
    "doubled": b'{"form": {}, "form": {}}',
    "ten thousand fields": b'{"form": {' + b",".join(b'"f%d": 1' % number for number in range(10_000)) + b"}}",
    "control characters": b'{"form": {"a": "\\u0001\\u202e\\ufeff"}, "reason": "\\u2028"}',
}
PATHS = ("x", "%00", "..%2f..%2fetc", "%F0%9F%98%80", "a" * 300, "' OR 1=1 --", "%", "-1", "0")
QUERIES = (
    "?limit=0",
    "?limit=x",
    "?limit=99999999999",
    "?cursor=x",
    "?cursor=W10",
    "?box=all",
    "?start=2026-13-01&days=-1",
    "?start=9999-12-31&days=1000",
    "?start=0001-01-01&days=5",
    "?a=%00",
    "?state=%00",
    "?unit=%ff",
    "?number=%25%27",
    "?chain=%00",
    "?days=1",
)


#: cursors that are well made and yet none of ours
CURSORS = (["x", "y"], ["2026-11-24", "y"], ["2026-11-24T09:00:00", "y"], [2**62], [-1], ["\x00"], [[], {}], [1, 2, 3])


def address(known: Operation, value: str, number: int = 1) -> str:
    return PARAMETER.sub(lambda found: str(number) if found.group(0).startswith("<int") else value, known.rule)


def check(answer: Any) -> None:
    assert answer.status_code < 500, answer.text
    assert "Traceback" not in answer.text
    if answer.status_code >= 400:
        assert answer.content_type == "application/problem+json"
        assert answer.json["detail"]


@pytest.mark.parametrize("known", OPERATIONS, ids=NAMES)
def test_hostile_bodies(caller: Client, known: Operation) -> None:
    for body in BODIES.values():
        answer = caller("officer").send(known.method, address(known, "x"), data=body, content_type="application/json")
        check(answer)


@pytest.mark.parametrize("known", OPERATIONS, ids=NAMES)
def test_hostile_addresses_and_queries(caller: Client, known: Operation) -> None:
    for value in PATHS:
        check(caller("officer").send(known.method, address(known, value)))
    check(caller("designer").send(known.method, address(known, "x", 10**30)))
    for query in (*QUERIES, *(f"?cursor={cursor_of(key)}" for key in CURSORS)):
        check(caller("officer").send(known.method, address(known, "x") + query))


@pytest.mark.parametrize("known", [one for one in OPERATIONS if one.body is not None], ids=lambda one: one.name)
def test_examples_as_sent_by_anybody(caller: Client, known: Operation) -> None:
    for login in ANYBODY:
        check(caller(login).send(known.method, address(known, "x"), json=known.body_example))


@pytest.mark.parametrize("method", ["TRACE", "PATCH", "FOO", "OPTIONS", "HEAD"])
def test_other_methods(client: FlaskClient, method: str) -> None:
    assert client.open("/api/v1/cases", method=method).status_code < 500


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Accept-Language", "x" * 5000),
        ("Accept-Language", ";;q=,zh;q=nan"),
        ("If-Match", '"99999999999999999999"'),
        ("If-Match", "x"),
        ("Idempotency-Key", "x" * 129),
        ("Idempotency-Key", ""),
        ("X-Request-Id", "a\tb"),
        ("Content-Type", "application/json; charset=utf-7"),
        ("Content-Length", "-1"),
    ],
)
def test_hostile_headers(caller: Client, header: str, value: str) -> None:
    check(caller("officer").send("POST", "/tasks/x/claim", headers={header: value}))


def test_a_body_over_the_limit_is_413(caller: Client) -> None:
    answer = caller("officer").send(
        "POST", "/cases", data=b'{"form": "' + b"a" * 2_000_000 + b'"}', content_type="application/json"
    )
    assert answer.status_code == 413
    assert "1000000" in answer.json["detail"]


def test_another_media_type_is_415(caller: Client) -> None:
    assert caller("officer").send("POST", "/cases", data="a=1", content_type="text/plain").status_code == 415


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_form_holds(caller: Client, application: dict[str, Any], data: st.DataObject) -> None:
    form = dict(application)
    for name in data.draw(st.lists(st.sampled_from(sorted(form)), max_size=3)):
        form[name] = data.draw(ANY_JSON)
    check(caller("luoyang.liaison").post("/cases", {"procedure": "case_consultation", "form": form}))


def test_a_request_id_is_kept_only_when_it_cannot_forge_a_line(client: FlaskClient) -> None:
    assert client.get("/health", headers={"X-Request-Id": "abc12345"}).headers["X-Request-Id"] == "abc12345"
    assert client.get("/health", headers={"X-Request-Id": 'a"}{"x'}).headers["X-Request-Id"] != 'a"}{"x'
