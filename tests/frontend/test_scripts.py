"""The scripts of pages: their own tests, their sentences, and the sizes that people wait for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import orjson
import pytest

from engine.texts.catalogue import catalogue
from webhooks.pages.assets import STATIC, is_built

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "webhooks" / "frontend"
SCRIPTS = sorted(path for path in (FRONTEND / "src").rglob("*.js") if "generated" not in path.parts)
TESTS = [path for path in SCRIPTS if path.name.endswith(".test.js")]
#: a key handed to say() as it stands, or its beginning where the rest is put in
KEY = re.compile(r"""say\(\s*["']([a-z_]+\.[a-z0-9_.]+)["']""")
BEGINNING = re.compile(r"say\(\s*`([a-z_]+\.[a-z0-9_.]*)\$\{")
#: a value put into markup
MARKUP = re.compile(r"(?:innerHTML|outerHTML|insertAdjacentHTML)[^;]*\$\{")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMENT = re.compile(r"//.*|/\*.*?\*/", re.DOTALL)
HARD_STOP = 300
#: bytes that a browser loads for the first page of a kind, without its HTML, compressed in either way, and what it is
#: made of: a third of the 150 kB promised for an inbox; of the 280 kB for a task 40 are left to its HTML
FIRST_LOADS = {
    "inbox": (55_000, ["src/entries/lists.js"]),
    "task": (240_000, ["src/entries/task.js", "src/shared/form/form.js"]),
}
#: classes of Tabler that pages and scripts give, `alert-danger` only with its end put in
KEPT = ("alert-danger", "btn-primary", "card-body", "form-control", "form-check-input", "form-select", "table")
#: how a browser may take files, and how their packed neighbours end
ENCODINGS = {"brotli": ".br", "gzip": ".gz"}


def name(path: Path) -> str:
    return str(path.relative_to(FRONTEND))


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_each_sentence_that_a_script_says_is_in_the_catalogues(path):
    text = path.read_text("utf-8")
    known = {key for room in _rooms() for key in catalogue("zh", room)}

    assert {key for key in KEY.findall(text) if key not in known} == set()
    assert {start for start in BEGINNING.findall(text) if not any(key.startswith(start) for key in known)} == set()


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path not in TESTS], ids=name)
def test_a_script_is_small_opens_with_the_why_and_holds_no_words_for_people(path):
    text = path.read_text("utf-8")

    assert len(text.splitlines()) <= HARD_STOP
    assert text.startswith(("//", "/*"))
    assert not CHINESE.search(COMMENT.sub("", text))
    assert not MARKUP.search(text), "markup comes whole from our templates or is written out; values become nodes"


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_a_script_does_what_its_own_tests_say(path):
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node here")

    done = subprocess.run([node, "--test", path], capture_output=True, text=True, timeout=60, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("ending", ENCODINGS.values(), ids=list(ENCODINGS))
@pytest.mark.parametrize(("most", "parts"), FIRST_LOADS.values(), ids=list(FIRST_LOADS))
def test_the_first_page_loads_little(most, parts, ending):
    if not is_built():
        pytest.skip("the front end is not built")
    chunks = orjson.loads((STATIC / "manifest.json").read_bytes())
    files = {chunks["src/generated/icons.svg"]["file"]}
    for name in ("src/entries/app.js", *parts):
        files |= _loaded(chunks, name)

    assert sum(_sent(file, ending) for file in files) <= most


def _loaded(chunks: dict[str, Any], name: str) -> set[str]:
    """The script of this chunk and its styles, and those of what it cannot begin without."""
    chunk = chunks[name]
    return {chunk["file"], *chunk.get("css", ())}.union(*(_loaded(chunks, one) for one in chunk.get("imports", ())))


def _sent(file: str, ending: str) -> int:
    """The bytes of a file as it is sent; the smallest are not compressed."""
    packed = STATIC / f"{file}{ending}"
    return (packed if packed.exists() else STATIC / file).stat().st_size


@pytest.mark.skipif(not is_built(), reason="the front end is not built")
def test_styles_that_pages_and_scripts_name_are_left_when_the_others_are_purged():
    """Names written out, names whose end is put in, and names that only a script gives."""
    chunks = orjson.loads((STATIC / "manifest.json").read_bytes())
    text = (STATIC / chunks["src/entries/app.js"]["css"][0]).read_text("utf-8")

    assert {name for name in KEPT if not re.search(rf"\.{name}(?![\w-])", text)} == set()
    assert ".carousel" not in text


def _rooms() -> list[str]:
    return [path.stem for path in (ROOT / "engine" / "texts" / "zh").glob("*.po")]
