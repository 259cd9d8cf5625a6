"""The scripts of pages: their own tests, their sentences, and the sizes that people wait for."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

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
#: bytes that a browser loads before the first page, compressed; what the issue allows for an inbox, less its HTML
FIRST_LOAD = 130_000


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


def test_the_first_page_loads_little():
    if not is_built():
        pytest.skip("the front end is not built")
    chunks = orjson.loads((STATIC / "manifest.json").read_bytes())
    app = chunks["src/entries/app.js"]
    files = [app["file"], *app.get("css", ()), *(chunks[one]["file"] for one in app.get("imports", ()))]
    files.append(chunks["src/generated/icons.svg"]["file"])

    assert sum(map(_sent, files)) <= FIRST_LOAD


def _sent(file: str) -> int:
    """The bytes of a file as it is sent; the smallest are not compressed."""
    packed = STATIC / f"{file}.br"
    return (packed if packed.exists() else STATIC / file).stat().st_size


def _rooms() -> list[str]:
    return [path.stem for path in (ROOT / "engine" / "texts" / "zh").glob("*.po")]
