"""The blueprint of these pages, and what they share."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

papers: Final = Blueprint("paper_pages", __name__)

#: the procedure whose papers these are
PROCEDURE: Final = "case_consultation"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"
PNG: Final = "image/png"
