"""The sentence that says what was just done: left by the act, shown once by the next page.

The cookie holds the key of a sentence and its numbers, never words of people.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final

import orjson
from flask import Response, request

from engine.texts.catalogue import catalogue, say

COOKIE: Final = "huishang_said"
#: seconds after which nobody wonders any more
LIFE: Final = 60


def leave(response: Response, key: str, params: Mapping[str, str | int]) -> None:
    """Leave the sentence for the next page."""
    packed = urlsafe_b64encode(orjson.dumps([key, dict(params)])).decode()
    response.set_cookie(COOKIE, packed, max_age=LIFE, httponly=True, samesite="Strict")


def left(lang: str) -> str:
    """The sentence left for this page, or nothing. What somebody else wrote into the cookie is not shown."""
    packed = request.cookies.get(COOKIE, "")
    if not packed:
        return ""
    try:
        found: Any = orjson.loads(urlsafe_b64decode(packed))
    except ValueError:
        return ""
    match found:
        case [str() as key, dict() as params] if key in catalogue("zh", key.partition(".")[0]):
            return say(key, lang, **{str(name): value for name, value in params.items()})
    return ""
