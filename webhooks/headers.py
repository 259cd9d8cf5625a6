"""Headers every answer carries: nothing is cached, framed, sniffed or loaded from a foreign place (ASVS 3.4,
14.3.2).
"""

from __future__ import annotations

from flask import Flask, Response, request

#: no inline script or style and no foreign origin
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: pages may show files of ours in a frame
PAGE_POLICY = f"{POLICY}; frame-src 'self'; manifest-src 'self'"
#: a file that is saved: should a browser show it after all, nothing in it runs or loads
SAVED_POLICY = "default-src 'none'; sandbox"
#: a file shown in such a frame: it may load nothing at all but its own looks
FRAME_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'"

#: a year of https, once somebody reached us so
HSTS = "max-age=31536000"

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def register_headers(app: Flask) -> None:
    """Set the headers on every answer, errors included."""
    app.after_request(_guard)


def _guard(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", HSTS)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Vary", "Accept-Language, Authorization, Cookie")
    return response
