"""Which files a page is told to load, and how they are served."""

from __future__ import annotations

import orjson
import pytest

from webhooks.pages import assets

BUILT = {
    "src/entries/app.js": {"file": "app-1.js", "css": ["app-1.css"], "imports": ["_shared-1.js"]},
    "src/entries/task.js": {"file": "task-1.js", "imports": ["_shared-1.js", "_forms-1.js"]},
    "_shared-1.js": {"file": "shared-1.js", "css": ["shared-1.css"]},
    "_forms-1.js": {"file": "forms-1.js", "css": ["forms-1.css"], "imports": ["_shared-1.js"]},
    "src/generated/icons.svg": {"file": "icons-1.svg"},
}


@pytest.fixture
def static(tmp_path, monkeypatch):
    """A folder as the build leaves it."""
    (tmp_path / "manifest.json").write_bytes(orjson.dumps(BUILT))
    (tmp_path / "app-1.js").write_text("plain")
    (tmp_path / "app-1.js.br").write_bytes(b"brotli")
    (tmp_path / "app-1.js.gz").write_bytes(b"gzip")
    (tmp_path / "app-1.css").write_text("styles")
    (tmp_path / "notes.txt").write_text("not ours")
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    monkeypatch.setattr(assets, "MANIFEST", tmp_path / "manifest.json")
    assets._manifest.cache_clear()
    yield tmp_path
    assets._manifest.cache_clear()


def test_an_entry_brings_its_styles_and_those_of_what_it_imports_each_once(static):
    tags = assets.asset("task").splitlines()

    assert tags == [
        '<link rel="stylesheet" href="/static/shared-1.css">',
        '<link rel="stylesheet" href="/static/forms-1.css">',
        '<script type="module" src="/static/task-1.js"></script>',
    ]


def test_an_unknown_entry_is_a_fault(static):
    with pytest.raises(LookupError):
        assets.asset("nothing")


def test_before_a_build_pages_are_plain(static):
    (static / "manifest.json").unlink()

    assert not assets.is_built()
    assert assets.asset("app") == assets.sprite() == ""


def test_icons_stand_in_one_file(static):
    assert assets.sprite() == "/static/icons-1.svg"


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [("gzip, br", "br", b"brotli"), ("gzip", "gzip", b"gzip"), ("br;q=0, gzip", "gzip", b"gzip"), ("", None, b"plain")],
)
def test_a_file_comes_as_small_as_the_browser_takes_it(static, browse, accepted, encoding, body):
    answer = browse("").client.get("/static/app-1.js", headers={"Accept-Encoding": accepted}, buffered=True)

    assert (answer.headers.get("Content-Encoding"), answer.data) == (encoding, body)
    assert answer.mimetype == "text/javascript"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_what_was_not_compressed_comes_as_it_is(static, browse):
    answer = browse("").client.get("/static/app-1.css", headers={"Accept-Encoding": "br"}, buffered=True)

    assert answer.data == b"styles"


@pytest.mark.parametrize("name", ["manifest.json", "notes.txt", "../assets.py", "%2e%2e/assets.py", "app-2.js", ".js"])
def test_nothing_else_is_served(static, browse, name):
    assert browse("").client.get(f"/static/{name}").status_code == 404
