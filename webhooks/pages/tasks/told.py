"""Answers for scripts of these pages: what was done, or the refusal in the same words that a page would use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.errors import Refusal
from webhooks.pages.answers import Answer, Data
from webhooks.pages.refusals import told
from webhooks.pages.visits import Visit
from webhooks.problems import said_key


def answered(visit: Visit, act: Callable[[], Mapping[str, Any]]) -> Answer:
    """What the act gives; a refusal with its key, sentence, advice and each field in error."""
    try:
        return Data(act())
    except Refusal as refusal:
        found = told(refusal, visit.lang)
        fields = [{"path": path, "sentence": sentence} for path, sentence in found.fields]
        said = {
            "status": found.status,
            "key": said_key(refusal),
            "sentence": found.sentence,
            "advice": found.advice,
            "fields": fields,
        }
        return Data({"refused": said}, status=found.status)
