"""Scripts and styles as the front end's build named them, and the static files themselves.

Names carry a hash of the content, so a browser keeps each file for good and asks again only for what changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson
from flask import Blueprint, Response, request, send_from_directory
from markupsafe import Markup
from werkzeug.exceptions import NotFound

STATIC: Final = Path(__file__).with_name("static")
MANIFEST: Final = STATIC / "manifest.json"
PREFIX: Final = "/static"
#: written by the build out of the icons that pages name
ICONS: Final = "src/generated/icons.svg"
FOREVER: Final = "public, max-age=31536000, immutable"
#: pre-compressed neighbours of a file, the smaller first
ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
MEDIA: Final = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}

static = Blueprint("static", __name__)


def asset(entry: str) -> Markup:
    """The tags that load `src/entries/<entry>.js` with its styles; nothing while no front end is built.

    Raises LookupError for an entry that the build does not know.
    """
    chunks = _manifest()
    if not chunks:
        return Markup("")
    name = f"src/entries/{entry}.js"
    if name not in chunks:
        raise LookupError(f"Expected an entry of the front end, but {name} is none of the build.")
    styles = dict.fromkeys(style for chunk in _needed(chunks, name) for style in chunk.get("css", ()))
    tags = [Markup('<link rel="stylesheet" href="{}/{}">').format(PREFIX, style) for style in styles]
    tags.append(Markup('<script type="module" src="{}/{}"></script>').format(PREFIX, chunks[name]["file"]))
    return Markup("\n").join(tags)


def built(source: str) -> str:
    """The address of what became of a source file such as `src/favicon.svg`; empty while no front end is built."""
    known = _manifest().get(source)
    return f"{PREFIX}/{known['file']}" if known else ""


def sprite() -> str:
    """The address of the file that holds every icon."""
    return built(ICONS)


def is_built() -> bool:
    """Whether the front end was built here."""
    return bool(_manifest())


@static.get(f"{PREFIX}/<path:name>")
def show(name: str) -> Response:
    """One built file, compressed where the browser takes that."""
    media = MEDIA.get(Path(name).suffix)
    if media is None:
        raise NotFound
    response = _compressed(name) or send_from_directory(STATIC, name)
    response.content_type = f"{media}; charset=utf-8" if media.startswith("text/") else media
    response.headers["Cache-Control"] = FOREVER
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _compressed(name: str) -> Response | None:
    """The smallest form this browser takes, if the build made one."""
    for encoding, suffix in ENCODINGS:
        if request.accept_encodings[encoding] <= 0:
            continue
        try:
            response = send_from_directory(STATIC, f"{name}{suffix}")
        except NotFound:
            continue
        response.headers["Content-Encoding"] = encoding
        return response
    return None


def _needed(chunks: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """The chunk and those it imports, each once, what is imported first."""
    seen: set[str] = set()

    def walk(one: str) -> Iterator[Mapping[str, Any]]:
        if one in seen:
            return
        seen.add(one)
        for imported in chunks[one].get("imports", ()):
            yield from walk(imported)
        yield chunks[one]

    return walk(name)


@cache
def _manifest() -> dict[str, Any]:
    """What the build wrote about its files; read once, since a new build comes with a new start."""
    try:
        read: dict[str, Any] = orjson.loads(MANIFEST.read_bytes())
    except FileNotFoundError:
        return {}
    return read
