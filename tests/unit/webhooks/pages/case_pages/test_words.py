"""Whatever a case may hold, its page has the word: sentences that templates ask for, and members of every list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.actions.case_page.head import Tab
from engine.actions.case_page.log import FILTERS
from engine.actions.case_page.opinions import SECTIONS, Given
from engine.actions.case_page.progress import Stand
from engine.actions.real_data.real_data_view import RequestState
from engine.deadlines.day_by_day import Mark
from engine.deadlines.events import EventKind, Unit
from engine.deadlines.stretches import Whose
from engine.people.capacities import Capacity
from engine.texts.catalogue import LANGUAGES, catalogue

TEMPLATES = Path(__file__).parents[5] / "webhooks" / "pages" / "templates" / "case_pages"
MOVING = (EventKind.EXTENDED, EventKind.RECOMPUTED, EventKind.SUSPENDED, EventKind.RESUMED, EventKind.CORRECTED)
LISTS = {
    "tab": Tab,
    "given": Given,
    "stand": Stand,
    "js.stand": Stand,
    "request": RequestState,
    "whose": Whose,
    "mark": [mark for mark in Mark if mark is not Mark.TODAY],
    "moved": MOVING,
    "unit": Unit,
    "how": ("system", "hand", "post", "courier", "fax"),
    "log": FILTERS,
    "section": SECTIONS,
    "capacity": set(Capacity) - {Capacity.OFFICER, Capacity.PAST_EXPERT, Capacity.WORKER},
    "discipline": ("psychology", "law", "social_work", "medical"),
    "age": ("under_14", "14_to_17"),
    "certainty": ("provisional", "undetermined"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("prefix", LISTS)
def test_every_member_of_a_list_has_its_word(prefix, lang):
    known = catalogue(lang, "case_pages")
    assert [str(one) for one in LISTS[prefix] if f"case_pages.{prefix}.{one}" not in known] == []


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_sentence_a_template_asks_for_is_there(template):
    asked = re.findall(r't\("([a-z_]+\.[a-z0-9_.]+)"(?! ~)', template.read_text("utf-8"))
    assert [key for key in asked if key not in catalogue("zh", key.partition(".")[0])] == []
