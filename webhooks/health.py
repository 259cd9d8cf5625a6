"""Whether the house is alive: does the database answer, and when did a ticker last look at the clock."""

from __future__ import annotations

import orjson
from engine.actions.office import Office
from flask import Blueprint, Response, current_app

from engine.actions import health as vital_signs
from webhooks.operations import EXTENSION

health = Blueprint("health", __name__)


@health.get("/health")
def show() -> Response:
    """200 while the database answers and a ticker lives, else 503 with the reason."""
    office: Office = current_app.extensions[EXTENSION]
    signs = vital_signs.read(office)
    body = {"status": "ok" if signs.is_well else "red", **signs.as_dict()}
    return Response(orjson.dumps(body), 200 if signs.is_well else 503, content_type="application/json")
