"""Gunicorn, configured here and nowhere else: threads for requests, forked workers for more of them, a graceful
stop.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn ships no types

from engine.settings import Settings

THREADS = 8
#: seconds a running request is given when the server is told to stop
GRACE = 30
#: the longest address and header we read; ours are far shorter
MAX_LINE = 2048
MAX_FIELDS = 50


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """Serves the application that `build` makes, once in each worker: no connection crosses a fork."""

    def __init__(self, build: Callable[[], Flask], settings: Settings, workers: int = 1) -> None:
        self._build = build
        self._options: dict[str, Any] = {
            "bind": f"{settings.host}:{settings.port}",
            "worker_class": "gthread",
            "workers": workers,
            "threads": THREADS,
            "graceful_timeout": GRACE,
            "timeout": 2 * GRACE,
            "keepalive": 5,
            "limit_request_line": MAX_LINE,
            "limit_request_fields": MAX_FIELDS,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "huishang",
        }
        super().__init__()

    def load_config(self) -> None:
        """Take our options; no configuration file, environment variable or argument has a say."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application of this worker."""
        logging.getLogger("gunicorn.error").setLevel(logging.WARNING)
        return self._build()
