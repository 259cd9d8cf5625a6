"""Browsing the pages without a browser: somebody signed in, who opens pages and posts their forms."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from engine.actions.house.office import Office
from webhooks.app import create_app
from webhooks.pages import sessions

HTML = {"Accept": "text/html,application/xhtml+xml"}
HTMX = {"Accept": "text/html", "HX-Request": "true"}

Browse = Callable[[str], "Browser"]


class Browser:
    """One person's browser. An empty person has not signed in."""

    def __init__(self, app: Flask, office: Office, person: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.csrf = ""
        if person:
            self.take(app, sessions.open_for(office, person))

    def take(self, app: Flask, cookie: str) -> None:
        """Go on with the session of this cookie."""
        self.client.set_cookie(sessions.COOKIE, cookie)
        with app.test_request_context(headers={"Cookie": f"{sessions.COOKIE}={cookie}"}):
            session = sessions.visitor().session
            assert session is not None, "this cookie opens no session"
            self.csrf = f"{session.id}.{session.csrf}"

    def get(self, address: str, *, htmx: bool = False, **more: Any) -> TestResponse:
        """Open a page, or with `htmx` ask for a piece of one."""
        return self.client.get(address, headers=HTMX if htmx else HTML, **more)

    def read_through(self, address: str) -> str:
        """A list from its first page to its last: other tests of the same office fill pages too."""
        pages = [self.get(address).text]
        while onward := re.search(r'rel="next" href="([^"]+)"', pages[-1]):
            pages.append(self.get(html.unescape(onward[1])).text)
            assert len(set(pages)) == len(pages), "a page leads back to one already read"
        return "".join(pages)

    def post(
        self, address: str, form: Mapping[str, Any] | None = None, *, htmx: bool = False, **more: Any
    ) -> TestResponse:
        """Post a form as a page of ours would: with its secret, and from our own origin."""
        headers = {**(HTMX if htmx else HTML), "Origin": "http://localhost", **more.pop("headers", {})}
        answer = self.client.post(address, data={"csrf": self.csrf, **(form or {})}, headers=headers, **more)
        # a large body lies in a file that the client of tests leaves open
        answer.request.environ["wsgi.input"].close()
        return answer


@pytest.fixture(scope="session")
def pages_app(office: Office) -> Flask:
    app = create_app(office)
    app.testing = True
    # a missing sentence or value is an answer of 500 in the house; a test wants to see why
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def browse(pages_app: Flask, office: Office) -> Browse:
    """`browse("officer").get("/inbox/group")`; `browse("")` for somebody who did not sign in."""
    return lambda person: Browser(pages_app, office, person)
