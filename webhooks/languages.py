"""Which language a caller reads: what Accept-Language asks for, Chinese where it asks for neither.

A page has decided already (`pages/languages.py`).
"""

from __future__ import annotations

from flask import g, has_request_context, request

from engine.texts.catalogue import LANGUAGES

DEFAULT = "zh"


def caller_language() -> str:
    """`zh` or `en`; `zh` outside a request."""
    if not has_request_context():
        return DEFAULT
    if "lang" in g:
        return str(g.lang)
    if not request.accept_languages:
        return DEFAULT
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT
