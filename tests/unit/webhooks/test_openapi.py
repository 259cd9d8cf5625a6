"""The published document is whole and true: sentences, examples that fit their schemas, addresses that exist."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from engine.texts.catalogue import LANGUAGES
from webhooks.openapi import build_document
from webhooks.operations import OPERATIONS, Operation
from webhooks.validation import compiled

NAMES = [known.name for known in OPERATIONS]


def sentences(part: Any) -> list[str]:
    """Every summary and description of the document."""
    if isinstance(part, dict):
        own = [value for name, value in part.items() if name in ("summary", "description") and isinstance(value, str)]
        return own + [each for value in part.values() for each in sentences(value)]
    return [each for value in part for each in sentences(value)] if isinstance(part, list) else []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_has_its_sentence(lang: str) -> None:
    assert [text for text in sentences(build_document(OPERATIONS, lang)) if text.startswith("webhooks.")] == []


def test_operation_ids_are_unique() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("known", OPERATIONS, ids=NAMES)
def test_examples_fit_their_schemas(known: Operation) -> None:
    compiled(known.answer).validate(known.answer_example)
    if known.body is not None:
        compiled(known.body).validate(known.body_example)


def test_every_reference_leads_somewhere(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    text = str(document)
    names = {part.split("'")[0] for part in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "://" not in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    for line in page.text.splitlines():
        for mark in ('src="', 'href="'):
            if mark in line:
                with client.get(line.split(mark)[1].split('"')[0]) as asset:
                    assert asset.status_code == 200


@pytest.mark.parametrize("name", ["../app.py", "..%2Fapp.py", "docs.html", "swagger-ui.js", "LICENSE"])
def test_the_page_serves_only_its_own_files(client: FlaskClient, name: str) -> None:
    assert client.get(f"/api/docs/{name}").status_code == 404
