"""What the document promises is what the server does: generated requests against every operation (schemathesis)."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from engine.actions.house.office import Office
from tests.unit.webhooks.conftest import TOKENS
from webhooks.app import create_app
from webhooks.openapi import PARAMETER, PREFIX
from webhooks.operations import OPERATIONS, Operation

#: requests for each operation: a taste here, a meal by `make test-long`
EXAMPLES = 300 if os.environ.get("HUISHANG_LONG") else 6
HELD = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
NAMES = [known.name for known in OPERATIONS]


@pytest.fixture(scope="module")
def document(office: Office) -> Any:
    """The document as the application publishes it."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", create_app(office))


@pytest.mark.parametrize("known", OPERATIONS, ids=NAMES)
def test_the_server_keeps_to_its_document(document: Any, known: Operation) -> None:
    described = document[PREFIX + PARAMETER.sub(r"{\1}", known.rule)][known.method]
    signed_in = {"Authorization": f"Bearer {TOKENS['officer']}"}

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), deadline=None, database=None)
    @given(case=described.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(headers=signed_in, checks=HELD)

    ask()
