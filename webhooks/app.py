"""The composition root of the web half: one Flask application around one office. It decides nothing."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from engine.actions.house.office import Office
from webhooks.api.registry import register_api
from webhooks.docs_page import docs
from webhooks.headers import register_headers
from webhooks.health import health
from webhooks.logs import register_logs
from webhooks.metrics import register_metrics
from webhooks.operations import EXTENSION, STARTED
from webhooks.pages.registry import register_pages
from webhooks.problems import register_problems
from webhooks.uploads import InMemory

#: the largest form of key=value pairs we would ever read; the API itself takes JSON only
MAX_FORM_PARTS = 100


def create_app(office: Office) -> Flask:
    """The whole application. `office` is what actions work in; tests hand in one on a database of their own."""
    app = Flask("webhooks", static_folder=None, template_folder="pages/templates")
    app.request_class = InMemory
    app.config.update(
        MAX_CONTENT_LENGTH=office.settings.max_body,
        MAX_FORM_MEMORY_SIZE=office.settings.max_body,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
        PROPAGATE_EXCEPTIONS=False,
    )
    app.extensions[EXTENSION] = office
    app.extensions[STARTED] = office.clock.now()
    app.url_map.strict_slashes = False
    register_logs(app)
    register_metrics(app)
    register_headers(app)
    register_problems(app)
    app.register_blueprint(health)
    app.register_blueprint(docs)
    register_api(app)
    register_pages(app)
    _believe_proxies(app, office.settings.proxies)
    return app


def _believe_proxies(app: Flask, number: int) -> None:
    """Take address, protocol and host from as many proxies of ours as stand before us; from nobody else."""
    if number:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=number, x_proto=number, x_host=number, x_port=0, x_prefix=0
        )
