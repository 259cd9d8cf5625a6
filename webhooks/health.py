"""Whether the house is alive: does the database answer, and when did a ticker last look at the clock."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, current_app

from engine.actions.worker.health import LONGEST_SILENCE, VitalSigns, read
from webhooks.operations import EXTENSION, STARTED

health = Blueprint("health", __name__)


@health.get("/health")
def show() -> Response:
    """200 while the database answers and somebody looks at the clock, else 503 saying what is wrong."""
    signs = read(current_app.extensions[EXTENSION], current_app.extensions[STARTED])
    return Response(orjson.dumps(described(signs)), 200 if signs.is_well else 503, content_type="application/json")


def described(signs: VitalSigns) -> dict[str, object]:
    """The signs of life as JSON."""
    age = signs.ticker_age
    return {
        "status": "ok" if signs.is_well else "red",
        "database": signs.database,
        "ticker": {
            "alive": signs.ticking,
            "age_seconds": None if age is None else round(age, 1),
            "limit_seconds": int(LONGEST_SILENCE.total_seconds()),
        },
    }
