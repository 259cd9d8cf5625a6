"""Pages as small as the browser takes them, and secrets that packing does not betray.

What is compressed shows by its length whether two texts in it are alike (BREACH). The session's cookie is not sent with
requests of foreign pages, and the one secret that stands in each page looks different every time.
"""

from __future__ import annotations

import gzip
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from flask import Response, request

#: smaller answers are not worth it, in bytes
LEAST: Final = 1000
#: a little slower than the fastest, a lot smaller
LEVEL: Final = 5
PACKED: Final = ("text/html", "application/json")
#: tells a veiled secret from a plain one, which no base64 text begins with
VEIL: Final = "~"


def pack(response: Response) -> Response:
    """The same answer compressed, where the browser takes that and it is worth it."""
    if response.mimetype not in PACKED or response.is_streamed or request.accept_encodings["gzip"] <= 0:
        return response
    plain = response.get_data()
    if len(plain) < LEAST or "Content-Encoding" in response.headers:
        return response
    response.set_data(gzip.compress(plain, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response


def veil(secret: str) -> str:
    """The secret as this page shows it, never twice alike."""
    plain = secret.encode()
    noise = secrets.token_bytes(len(plain))
    mixed = bytes(one ^ other for one, other in zip(plain, noise, strict=True))
    return VEIL + urlsafe_b64encode(noise + mixed).decode()


def unveil(shown: str) -> str:
    """The secret that a form brought back; what was never veiled comes back as it is, nonsense as nothing."""
    if not shown.startswith(VEIL):
        return shown
    try:
        both = urlsafe_b64decode(shown[len(VEIL) :])
        noise, mixed = both[: len(both) // 2], both[len(both) // 2 :]
        return bytes(one ^ other for one, other in zip(noise, mixed, strict=True)).decode("ascii")
    except ValueError:
        return ""
