"""The room that every view of cases registers in."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

case_pages: Final = Blueprint("case_pages", __name__)
