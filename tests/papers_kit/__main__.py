"""Write every template that is not there yet; with `--anew` all of them."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.papers_kit.forms import FORMS
from tests.papers_kit.letters import LETTERS
from tests.papers_kit.page import save
from tests.papers_kit.sheets import SHEETS

FOLDER = Path(__file__).parents[2] / "processes" / "case_consultation" / "papers"

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for draw in (*LETTERS, *SHEETS, *FORMS):
        path = FOLDER / f"{draw.__name__}.docx"
        if "--anew" in sys.argv or not path.exists():
            save(draw(), path)
