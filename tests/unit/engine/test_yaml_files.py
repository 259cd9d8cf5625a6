"""YAML of a stranger: plain values are read, and what would grow, run or hide is refused with its line."""

from __future__ import annotations

import pytest

from engine.yaml_files import MAX_YAML, YamlRefused, read_yaml

LAUGHS = b"a: &a [lol, lol]\n" + b"".join(
    b"%c: &%c [%s]\n" % (c, c, b", ".join([b"*%c" % (c - 1)] * 9)) for c in range(ord("b"), ord("j"))
)


def test_plain_values_are_read() -> None:
    assert read_yaml(b"days: [{from: 2022-01-01, value: 30.5}]\nname: \xe4\xbc\x9a")["days"][0]["value"] == 30.5


@pytest.mark.parametrize(
    ("raw", "reason", "line"),
    [
        (LAUGHS, "alias", 1),
        (b"a: 1\nb: *a", "alias", 2),
        (b"a: !!python/object/apply:os.system [ls]", "tag", 1),
        (b"a: !x 1", "tag", 1),
        (b"\na: " + b"[" * 9000, "deep", 2),
        (b"a: 1\na: 2", "twice", 2),
        (b"a: 1.0e+999", "number", 1),
        (b"a: .inf", "number", 1),
        (b"a: .nan", "number", 1),
        (b"a: 2026-02-30", "number", 0),
        (b"a: [", "syntax", 1),
        (b"a: \x00", "syntax", 0),
        (b"\xff\xfe\xff", "syntax", 0),
        (b"? [a]\n: 1", "twice", 1),
        (b" " * (MAX_YAML + 1), "large", 0),
    ],
)
def test_it_is_refused(raw: bytes, reason: str, line: int) -> None:
    with pytest.raises(YamlRefused) as refused:
        read_yaml(raw)
    assert (refused.value.reason, refused.value.line) == (reason, line)
