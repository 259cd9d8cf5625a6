"""Laws: whatever a hostile designer writes is refused, quickly, and never reaches Python."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal
from engine.expressions.expression import compile_expression
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.script import compile_script

DATA = {"n": 10**6, "s": "x" * 100, "xs": list(range(1000)), "d": {"a": 1}}

DUNDERS = st.sampled_from(
    ["__class__", "__base__", "__subclasses__", "__globals__", "__init__", "__mro__", "gi_frame", "f_globals"]
)
ROOTS = st.sampled_from(["()", "''", "n", "d", "len", "(x for x in xs)", "d.get", "[]"])


@given(ROOTS, st.lists(DUNDERS, min_size=1, max_size=6), st.booleans())
def test_no_walk_over_attributes_is_compiled(root: str, names: list[str], call: bool) -> None:
    source = root + "".join(f".{name}" for name in names) + ("()" if call else "")
    with pytest.raises(ExpressionRefused):
        compile_expression(source)


@given(st.text(max_size=200))
def test_any_text_is_an_expression_or_a_refusal(source: str) -> None:
    _run_or_refuse(source)


WORDS = (
    "n s xs d ( ) [ ] { } ' , : . + * ** % - // for|x|in|xs "
    "if else lambda __ get len 9 == and ${ = not sorted numbered join"
)
ALPHABET = st.sampled_from([word.replace("|", " ") for word in WORDS.split()])


@given(st.lists(ALPHABET, max_size=30))
def test_any_words_of_the_language_are_an_expression_or_a_refusal(words: list[str]) -> None:
    _run_or_refuse(" ".join(words))
    with contextlib.suppress(Refusal):
        compile_script(" ".join(words)).execute(dict(DATA))


def _run_or_refuse(source: str) -> None:
    with contextlib.suppress(Refusal):
        compile_expression(source).evaluate(DATA)


HOSTILE = [
    "9**9**9",
    "'a' * 10**9",
    "[0] * 10**9",
    "'%999999999d' % 1",
    "'{0.__globals__}'.format(len)",
    "f'{len.__globals__}'",
    "().__class__.__base__.__subclasses__()",
    "__import__('os').popen('id')",
    "eval('1')",
    "exec('1')",
    "open('/etc/passwd')",
    "getattr(d, 'a')",
    "globals()",
    "d.update({'a': 2})",
    "xs.append(1)",
    "s.join(xs)",
    "[x for x in xs for y in xs for z in xs]",
    "sum(sum(1 for y in xs) for x in xs)",
    "[sorted(xs) for x in xs]",
    "[xs + xs for x in xs]",
    "n * n * n * n",
    "len('x' * n)",
    "1e308 * 10",
    "(" * 500 + "1" + ")" * 500,
    "[" * 190 + "]" * 190,
    "not " * 900 + "n",
    "-" * 3900 + "1",
    "n + " * 900 + "n",
    "1 if n else " * 300 + "2",
    "x" * 1_000_000,
    "1" * 1_000_000,
    "[" * 1_000_000,
    "await n",
    "yield n",
    "*xs",
    "print",
    "_",
    "d.__class__",
    "d.get.__self__",
    "numbered(xs, 'p')",
    "join(xs, ',')",
    "n if n.__class__ else n",
    "len.__globals__",
    "{**d, **d}['b']",
    "[x.gi_frame for x in xs]",
]


@pytest.mark.parametrize("source", HOSTILE, ids=lambda source: source[:40])
def test_known_attacks_are_refused_at_once(source: str) -> None:
    start = time.process_time()
    with pytest.raises(Refusal):
        compile_expression(source).evaluate(DATA)
    assert time.process_time() - start < 1
