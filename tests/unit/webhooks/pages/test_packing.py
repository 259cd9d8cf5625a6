"""Answers are compressed where the browser takes that, and no two pages show the secret of forms alike."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webhooks.pages.packing import unveil, veil


def test_a_page_comes_compressed_where_the_browser_takes_it(browse):
    officer = browse("officer")

    packed = officer.client.get("/nowhere", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "side-menu" in gzip.decompress(packed.data).decode()
    assert int(packed.headers["Content-Length"]) == len(packed.data)


def test_who_does_not_take_it_gets_it_plain(browse):
    assert "Content-Encoding" not in browse("officer").get("/nowhere").headers


def test_no_two_pages_show_the_secret_alike_and_each_is_accepted(browse):
    officer = browse("officer")
    shown = [re.findall('name="csrf" value="([^"]+)"', officer.get("/nowhere").text)[0] for _ in range(2)]

    assert shown[0] != shown[1]
    for secret in shown:
        assert officer.post("/preferences/large", {"csrf": secret, "value": ""}).status_code == 303


@given(st.text(alphabet="abcXYZ019_-", min_size=1, max_size=60))
def test_what_is_veiled_comes_back(secret):
    assert unveil(veil(secret)) == unveil(secret) == secret


@pytest.mark.parametrize("shown", ["~", "~x", "~" + "A" * 43, "~////", "~é", "~gICAgA=="])
def test_nonsense_is_no_secret(shown):
    assert unveil(shown) in ("", "\x00" * 16) or not unveil(shown).isprintable()
