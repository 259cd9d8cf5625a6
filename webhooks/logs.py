"""One JSON line an event on standard error: numbers and names of code, never bodies, query strings or anything
about a child.
"""

from __future__ import annotations

import re
import sys
import time
from typing import Any
from uuid import uuid4

import structlog
from flask import Flask, Response, g, request

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: a caller may bring its own request id; anything else is replaced, so that no line can be forged
REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


def configure_logs() -> None:
    """Write JSON lines with UTC times to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )


def log() -> Any:
    """The logger of the house; structlog binds lazily, hence untyped."""
    return structlog.get_logger()


def register_logs(app: Flask) -> None:
    """Give each request a number and write one line when it is answered."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    brought = request.headers.get("X-Request-Id", "")
    g.request_id = brought if REQUEST_ID.fullmatch(brought) else uuid4().hex
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    """The route's pattern is logged, not the address: an address names a case, and a log is read by many."""
    response.headers["X-Request-Id"] = g.get("request_id", "")
    log().info(
        "request",
        request_id=g.get("request_id", ""),
        method=request.method if request.method in KNOWN_METHODS else "OTHER",
        route=request.url_rule.rule if request.url_rule else "-",
        status=response.status_code,
        ms=round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
    )
    return response


def place_of(error: BaseException) -> list[str]:
    """File and line of each frame, innermost last; never values, which may name a child."""
    frames: list[str] = []
    step = error.__traceback__
    while step is not None:
        frames.append(f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}")
        step = step.tb_next
    return frames[-12:]
