"""Entity tags are versions and nothing else."""

from __future__ import annotations

import pytest

from webhooks.conditions import tag_of, version_in
from webhooks.problems import BadRequest


@pytest.mark.parametrize("version", [0, 1, 12345])
def test_a_tag_comes_back_as_its_version(version: int) -> None:
    assert version_in(tag_of(version)) == version
    assert version_in("W/" + tag_of(version)) == version


@pytest.mark.parametrize("header", [None, "*"])
def test_whoever_insists_on_nothing_gets_none(header: str | None) -> None:
    assert version_in(header) is None


@pytest.mark.parametrize("header", ["", "7", '"x"', '"1", "2"', '"-1"', '"' + "9" * 30 + '"'])
def test_a_foreign_tag_is_refused(header: str) -> None:
    with pytest.raises(BadRequest):
        version_in(header)
