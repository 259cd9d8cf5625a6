"""Which language a visitor reads: Chinese, until the visitor switches.

The browser's own wish is not asked for: office machines are often set to English by whoever installed them.
"""

from __future__ import annotations

from typing import Final

from flask import request

from engine.texts.catalogue import LANGUAGES
from webhooks.pages.sessions import Session

DEFAULT: Final = "zh"
#: of browsers that nobody is signed in with; also the name of the preference
NAME: Final = "language"


def of_visitor(session: Session | None) -> str:
    """`zh` or `en`."""
    chosen = session.preferences.get(NAME, "") if session is not None else request.cookies.get(NAME, "")
    return chosen if chosen in LANGUAGES else DEFAULT
