"""The vocabulary of the record and what of it leaves the house."""

from __future__ import annotations

import re

import pytest

from engine.cases.audit_words import Word
from engine.cases.events import EVENTS, INSIDE, event_of
from engine.texts.catalogue import catalogue

CHAINS = {"case", "people", "office", "procedures", "calendar", "system"}


@pytest.mark.parametrize("word", Word, ids=lambda word: word.value)
def test_a_word_has_three_parts_a_chain_and_a_label(word):
    assert re.fullmatch(r"[a-z_]+:[a-z_]+:[a-z_]+", word.value)
    assert word.chain in CHAINS
    assert all(f"cases.word.{word.value}" in catalogue(lang, "cases") for lang in ("zh", "en"))


def test_events_are_the_words_with_dots():
    assert event_of(Word.TASK_COMPLETED) == "case.task.completed"
    assert {event_of(word) for word in INSIDE} == {None}
    assert len(EVENTS) == len(Word) - len(INSIDE)


def test_what_a_child_may_be_known_by_never_leaves():
    assert {Word.REAL_DATA_READ, Word.TASK_DRAFTED, Word.LOGGED_IN} <= INSIDE
