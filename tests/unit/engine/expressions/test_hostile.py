"""Laws: whatever a hostile designer writes is refused, quickly, and never reaches Python."""

from __future__ import annotations

import contextlib
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Refusal
from engine.expressions.expression import compile_expression
from engine.expressions.notation import Notation
from engine.expressions.refusals import ExpressionRefused
from engine.expressions.script import compile_script
from tests.own_time import within

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


JUEL_HOSTILE = [
    "${''.class.classLoader}",
    "${s.getClass().forName('java.lang.Runtime')}",
    "${T(java.lang.Runtime).getRuntime().exec('id')}",
    "${execution.engineServices.runtimeService}",
    "${execution.setVariable('n', 1)}",
    "${bean.invoke()}",
    "${s.format('%1$s', s)}",
    "${s.replaceAll('(a+)+$', 'b')}",
    "${s.matches('(x+)+y')}",
    "${'\\u0041'}",
    "${n = 5}",
    "${x -> x.y}",
    "${n * n * n * n}",
    "${s.replace('', s)}",
    "${s.replace('x', s).replace('x', s)}",
    "${for_each(s, xs)}",
    "${" + " += ".join(["s"] * 400) + "}",
    "${s}" * 900,
    "${" + "!" * 3_900 + "n}",
    "${" + "-" * 3_900 + "1}",
    "${" + "[" * 1_900 + "]" * 1_900 + "}",
    "${" + "n + " * 900 + "n}",
    "${" + "a." * 1_900 + "a}",
    "${" + "n ? " * 900 + "1}",
    "${" + "{'a':" * 600 + "1" + "}" * 601,
    "${" * 1_300 + "}" * 1_300,
    "${" + "(" * 1_000_000,
    "${'" + "a" * 1_000_000 + "'}",
    "${" * 500_000,
    "${ｎ(１)}",
]
FEEL_HOSTILE = [
    "for a in 1..1000000000 return a",
    "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
    "some a in 1..1000000 satisfies some b in 1..1000000 satisfies a * b = -1",
    "sum(for a in 1..999999 return a)",
    "sort(xs, function(a, b) sum(xs) < a)",
    "(function(f) f(f))(function(f) f(f))",
    "(" * 500 + "1" + ")" * 500 + " + nowhere(",
    "[" * 190 + "]" * 190,
    "-" * 3_900 + "1",
    "{a: " * 600 + "1" + "}" * 600,
    "x" * 1_000_000,
    "1" * 1_000_000,
    "if " * 900 + "1",
]
ALL_HOSTILE = [
    *((Notation.PYTHON, source) for source in HOSTILE),
    *((Notation.JUEL, source) for source in JUEL_HOSTILE),
    *((Notation.FEEL, source) for source in FEEL_HOSTILE),
]
SECONDS = 0.1
BYTES = 50_000_000


def _named(value: object) -> str:
    return str(value)[:40]


@pytest.mark.parametrize(("notation", "source"), ALL_HOSTILE, ids=_named)
def test_known_attacks_are_refused_at_once(notation: Notation, source: str) -> None:
    with within(SECONDS), pytest.raises(Refusal):
        compile_expression(source, notation).evaluate(DATA)


@pytest.mark.parametrize(("notation", "source"), ALL_HOSTILE, ids=_named)
def test_known_attacks_take_no_memory(notation: Notation, source: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Refusal):
            compile_expression(source, notation).evaluate(DATA)
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("notation", Notation)
@given(source=st.text(max_size=100))
def test_any_text_is_a_value_or_a_refusal_in_every_notation(notation: Notation, source: str) -> None:
    for text in (source, f"${{{source}}}"):
        with contextlib.suppress(Refusal):
            compile_expression(text, notation).evaluate(DATA)
