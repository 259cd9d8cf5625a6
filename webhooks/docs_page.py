"""The browsable API: Swagger UI from a package, every script served by us, so that no foreign place sees who reads
what.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, abort, render_template, send_from_directory

from engine.texts.catalogue import say
from webhooks.languages import caller_language
from webhooks.openapi import PREFIX, build_document
from webhooks.operations import OPERATIONS

docs = Blueprint("docs", __name__, template_folder="assets")

SWAGGER = str(files("flask_swagger_ui").joinpath("dist"))
OURS = str(files("webhooks").joinpath("assets"))
FROM_SWAGGER = ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")
FROM_US = ("docs.js", "docs.css")


@docs.get(f"{PREFIX}/openapi.json")
def openapi() -> Response:
    """The document in the caller's language."""
    return Response(_document(caller_language()), content_type="application/json")


@docs.get("/api/docs")
def page() -> str:
    """The page around Swagger UI."""
    lang = caller_language()
    return render_template("docs.html", lang="zh-CN" if lang == "zh" else lang, title=say("webhooks.api.title", lang))


@docs.get("/api/docs/<name>")
def asset(name: str) -> Response:
    """A script or style of the page, and nothing else of the packages."""
    folder = SWAGGER if name in FROM_SWAGGER else OURS if name in FROM_US else abort(404)
    response = send_from_directory(folder, name, max_age=3600)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@cache
def _document(lang: str) -> bytes:
    """Built at the first request: starting must not wait for it."""
    import orjson

    return orjson.dumps(build_document(OPERATIONS, lang), option=orjson.OPT_INDENT_2)
