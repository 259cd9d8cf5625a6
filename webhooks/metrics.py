"""Figures for Prometheus: how many requests, how long they took, and the house's vital signs. Labels are routes
and statuses, never ids.
"""

from __future__ import annotations

import os
import time

from flask import Flask, Response, current_app, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from engine.actions.worker import health
from webhooks.logs import KNOWN_METHODS
from webhooks.operations import EXTENSION, STARTED

BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)

#: one registry a process; several web processes share files where PROMETHEUS_MULTIPROC_DIR says so
REGISTRY = CollectorRegistry()
REQUESTS = Counter("huishang_requests", "Requests answered", ("method", "route", "status"), registry=REGISTRY)
SECONDS = Histogram("huishang_request_seconds", "Time to answer", ("route",), buckets=BUCKETS, registry=REGISTRY)


def register_metrics(app: Flask) -> None:
    """Count every answer and serve the figures at /metrics."""
    app.after_request(_count)
    app.add_url_rule("/metrics", "metrics", _show)


def _count(response: Response) -> Response:
    route = request.url_rule.rule if request.url_rule else "-"
    method = request.method if request.method in KNOWN_METHODS else "OTHER"
    REQUESTS.labels(method, route, response.status_code).inc()
    SECONDS.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
    return response


def _show() -> Response:
    """Counters of this process (or of all web processes), gauges read from the database now."""
    counters = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counters = CollectorRegistry()
        MultiProcessCollector(counters)  # type: ignore[no-untyped-call]  # the library leaves it untyped
    return Response(generate_latest(counters) + generate_latest(_gauges()), content_type=CONTENT_TYPE_LATEST)


def _gauges() -> CollectorRegistry:
    """Signs of life and counts as gauges; the age of a ticker that never ticked is left out."""
    office = current_app.extensions[EXTENSION]
    signs = health.read(office, current_app.extensions[STARTED])
    values: dict[str, float] = {"database_up": signs.database, "ticker_up": signs.ticking}
    if signs.ticker_age is not None:
        values["ticker_age_seconds"] = signs.ticker_age
    if signs.database:
        values |= health.figures(office)
    registry = CollectorRegistry()
    for name, value in values.items():
        Gauge(f"huishang_{name}", name.replace("_", " "), registry=registry).set(value)
    return registry
