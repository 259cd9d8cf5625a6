"""The catalogues agree with each other and with the code."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from engine.texts.catalogue import LANGUAGES, catalogue

ROOT = Path(__file__).parents[2]
ROOMS = sorted(path.stem for path in (ROOT / "engine" / "texts" / "zh").glob("*.po"))
#: column names look like keys; examples of the interface description are data, in Chinese as real requests are
EXAMPLES = "webhooks/shapes/"
NO_KEYS = ("engine/storage/tables/", "engine/storage/migrations/", EXAMPLES)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def own_files(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "node_modules" not in path.parts]


def placeholders(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field}


@pytest.mark.parametrize("room", ROOMS)
def test_both_languages_hold_the_same_keys_and_placeholders(room):
    zh, en = (catalogue(lang, room) for lang in LANGUAGES)

    assert zh.keys() == en.keys()
    assert {key for key in zh if not zh[key] or not en[key]} == set()
    assert {key for key in zh if placeholders(zh[key]) != placeholders(en[key])} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_keys_are_named_after_their_room(room):
    assert {key for key in catalogue("zh", room) if not key.startswith(f"{room}.")} == set()


def test_each_key_used_in_code_has_a_sentence():
    known = {key for room in ROOMS for key in catalogue("zh", room)}
    used = re.compile(rf'"((?:{"|".join(ROOMS)})\.[a-z0-9_.]+[a-z0-9_])"') if ROOMS else None
    missing = {
        f"{path.relative_to(ROOT)}: {key}"
        for room in ("engine", "webhooks")
        for path in own_files(room)
        if not str(path.relative_to(ROOT)).startswith(NO_KEYS)
        for key in (used.findall(path.read_text(encoding="utf-8")) if used else ())
        if not known & {key, f"diagrams.{key}"} and not key.endswith((".yaml", ".json", ".jsonl"))
    }

    assert missing == set()


def test_no_chinese_stands_in_code():
    """Text for people comes from the catalogues; a docstring or comment may quote a Chinese term."""
    inline = []
    for room in ("engine", "webhooks"):
        for path in own_files(room):
            if str(path.relative_to(ROOT)).startswith(EXAMPLES):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            inline += [
                f"{path.relative_to(ROOT)}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docstrings
                and CHINESE.search(node.value)
            ]

    assert inline == []
