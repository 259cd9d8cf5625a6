"""What the shipped forms and guides say to people has its English, and the catalogue holds nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from engine.forms.languages import in_language, said_in, words_in
from engine.texts.drawn import drawn_in, sentences

PROCESSES = Path(__file__).parents[2] / "processes"
FORMS = sorted(PROCESSES.glob("*/**/*.form"))
GUIDES = sorted(PROCESSES.glob("*/guide.yaml"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: an example of a number, which is what it is in every language
NUMBER = re.compile(r"豫未保会商申〔\d{4}〕\d+号")


def words_of_guide(said):
    if isinstance(said, dict):
        return [word for inner in said.values() for word in words_of_guide(inner)]
    if isinstance(said, list):
        return [word for inner in said for word in words_of_guide(inner)]
    return [said] if isinstance(said, str) else []


def foreign(words):
    return [word for word in words if CHINESE.search(NUMBER.sub("", word))]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_shipped_form_speaks_english_throughout(path):
    schema = json.loads(path.read_text(encoding="utf-8"))

    assert foreign(words_in(in_language(schema, "en"))) == []
    assert words_in(in_language(schema, "zh")) == words_in(schema)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.parent.name)
def test_a_shipped_guide_speaks_english_throughout(path):
    said = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert words_of_guide(said)
    assert foreign(words_of_guide(said_in(said, "en"))) == []


def test_the_catalogue_holds_no_sentence_that_nobody_says():
    drawn = [word for path in FORMS for word in words_in(json.loads(path.read_text(encoding="utf-8")))]
    drawn += [word for path in GUIDES for word in words_of_guide(yaml.safe_load(path.read_text(encoding="utf-8")))]
    said = {line.lstrip("#-*> ").rstrip() for word in drawn for line in word.split("\n")} | set(drawn)

    assert set(sentences("en")) - said == set()


def test_a_text_of_several_lines_keeps_its_marks_and_what_is_unknown():
    assert drawn_in("### 会商申请表\n\n虚构的一句话。", "en") == "### Application for a consultation\n\n虚构的一句话。"
    assert drawn_in("### 会商申请表", "zh") == "### 会商申请表"
