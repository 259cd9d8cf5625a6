"""FEEL as DMN 1.5 has it: a table of edges for each part, laws of its calendar and spelling, hostile text and data."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.expression import compile_expression
from engine.expressions.feel_values.calculating import add, subtract
from engine.expressions.feel_values.calendar import from_days, is_day, to_days
from engine.expressions.feel_values.comparing import equal, ordered
from engine.expressions.feel_values.exchange import from_plain, plain, read_as
from engine.expressions.feel_values.reading import read_temporal
from engine.expressions.feel_values.sameness import key_of
from engine.expressions.feel_values.spelling import spell
from engine.expressions.feel_values.temporal import Date, DaysDuration, MonthsDuration, Time
from engine.expressions.feel_values.types import UnknownTypeError, read_type
from engine.expressions.notation import Notation
from engine.expressions.refusals import ExpressionFailed, ExpressionRefused
from engine.expressions.unary_tests import compile_unary_tests
from tests.own_time import within

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
DATA: dict[str, Any] = {
    "n": 7,
    "half": 0.5,
    "s": "filed",
    "none": None,
    "people": [{"name": "Li", "age": 12}, {"name": "Wang", "age": 17}],
    "Full Name": "Li Na",
    "a-b": 5,
    "a": 3,
    "b": 1,
    "day": date(2026, 11, 25),
}
KNOWN = frozenset({"Full Name", "a-b"})


def value(source: str, **functions: Any) -> Any:
    return compile_expression(source, Notation.FEEL, KNOWN).evaluate(DATA, functions)


ANSWERS: list[tuple[str, Any]] = [
    # numbers: 34 digits, no binary fractions
    ("0.1 + 0.2", 0.3),
    ("half + 0.1", 0.6),
    ("1 / 3 * 3 = 1", False),
    ("10 / 4", 2.5),
    ("1 / 0", None),
    ("-3 ** 2", 9),
    ("2 ** 3 ** 2", 64),
    ("1.23e4", 12300),
    ("12345678901234567890123456789012345 = 12345678901234567890123456789012340", True),
    # names with blanks and signs; the longest in sight is meant
    ('Full Name + "!"', "Li Na!"),
    ("a-b", 5),
    ("a - n", -4),
    ("{x y: 1, z: x y + 1}.z", 2),
    ("unknown name", None),
    # three-valued logic
    ("none > 3", None),
    ("none > 3 or true", True),
    ("none > 3 and false", False),
    ('n = "7"', None),
    ("none = null", True),
    ("if none then 1 else 2", 2),
    ("not(none)", None),
    # ranges
    ("5 in [1..5]", True),
    ("5 in [1..5)", False),
    ("5 in ]5..7]", False),
    ("5 in [1..5[", False),
    ("n in (1, 2, > 6)", True),
    ("5 in (<= 5)", True),
    ("5 in (null..10]", None),
    ("(=10) = [10..10]", False),
    ("[1..3].end", 3),
    ("n between 1 and 7 and true", True),
    # lists and filters
    ("people[age > 13].name", ["Wang"]),
    ("people[1].name", "Li"),
    ("people[-1].age", 17),
    ("people[3]", None),
    ("[1, 2, 3][item >= 2]", [2, 3]),
    ("people.age", [12, 17]),
    ("some p in people satisfies p.age > 16", True),
    ("every p in people satisfies p.age > 16", False),
    ("for i in 3..1 return i", [3, 2, 1]),
    ("for i in [2..1] return i", None),
    ('for i in "a".."c" return i', None),
    ("for x in [1, 2], y in [10, 20] return x + y", [11, 21, 12, 22]),
    ("for i in 0..3 return if i = 0 then 1 else i * partial[-1]", [1, 1, 2, 6]),
    # functions as values
    ("sort([3, 1, 2], function(x, y) x < y)", [1, 2, 3]),
    ("(function(x: number) x + 1)(2)", 3),
    ("{f: function(n) if n = 0 then 1 else n * f(n - 1)}.f(5)", 120),
    # built-in functions: what they do not take is null
    ("abs()", None),
    ("substring(string: s, start position: 3)", "led"),
    ('contains(s, "ile")', True),
    ("floor(n: 1.5)", 1),
    ("count(none)", None),
    ('replace("abc", "(b)", "[$1]")', "a[b]c"),
    ('matches("x", "[A-Z-[OI]]", "i")', True),
    ('matches("a", "(")', None),
    ('split("a;b;;", ";")', ["a", "b", "", ""]),
    ("distinct values([1, 1.0, 2])", [1, 2]),
    ("median([8, 2, 5, 7])", 6),
    ("before(1, [2..3])", True),
    ('string([1, "a", null])', '[1, "a", null]'),
    ('number("1.000,5", ".", ",")', 1000.5),
    # dates and durations
    ('date("2026-02-29")', None),
    ('date("2026-01-31") + @"P1M"', "2026-02-28"),
    ('date("2026-11-25") - date("2026-11-01")', "P24D"),
    ('@"2026-03-29T01:30:00@Europe/Paris" + @"PT1H"', "2026-03-29T03:30:00@Europe/Paris"),
    ('@"10:00:00" + @"PT15H"', "01:00:00"),
    ('@"P1Y" + @"P1D"', None),
    ('@"2026-11-25T10:00:00Z" > @"2026-11-25T10:00:00+08:00"', True),
    ('@"2026-11-25T10:00:00Z" > @"2026-11-25T10:00:00"', None),
    ("day.weekday", 3),
    ('day = date("2026-11-25")', True),
    ("day of week(day)", "Wednesday"),
    ('years and months duration(date("2011-12-22"), date("2013-08-24"))', "P1Y8M"),
    # types
    ("[1, 2] instance of list<number>", True),
    ("null instance of Any", False),
    ('{a: "x"} instance of context<a: string>', True),
    ("day instance of date and time", False),
    # texts and comments
    (r'"\u4e2d\t\"" // end', '中\t"'),
    (r'string length("\ud83d\ude00")', 1),
    ("1 /* one */ + 1", 2),
]


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_answers(source: str, answer: Any) -> None:
    found = value(source)
    assert found == answer
    assert type(found) is type(answer)


@pytest.mark.parametrize(
    ("cell", "looked_at", "holds"),
    [
        ("-", None, True),
        ("< 5", 4, True),
        ("< 5", None, None),
        ("[1..5], > 7", 8, True),
        ('"a", "b"', "b", True),
        ("not(1, 2)", 3, True),
        ('not("a")', 5, None),
        ("true", None, False),
        ("true", True, True),
        ("null", None, True),
        ("? > 3 and n = 7", 4, True),
        ('contains(?, "b")', "abc", True),
        ("n > 3", "any", True),
        ('>= @"2026-11-01"', date(2026, 11, 25), True),
        ("people", DATA["people"][0], True),
    ],
)
def test_unary_tests(cell: str, looked_at: Any, holds: bool | None) -> None:
    assert compile_unary_tests(cell).holds(looked_at, DATA) is holds


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("", "empty"),
        ("1 +", "feel_end"),
        ("a = = b", "feel_unexpected"),
        ('"open', "feel_sign"),
        ('@"2026-13-01"', "feel_temporal"),
        ("x instance of foo", "feel_type"),
        ("random number()", "feel_function_refused"),
        ("function(x) external {java: {}}", "feel_external"),
        ("1e99999", "feel_number"),
        ("(" * 60 + "1" + ")" * 60, "unreadable"),
        ("-" * 100 + "1", "too_complex"),
    ],
)
def test_what_is_not_read_is_refused_by_name(source: str, key: str) -> None:
    with pytest.raises(ExpressionRefused) as refusal:
        compile_expression(source, Notation.FEEL)
    assert refusal.value.key == f"expressions.{key}"


@pytest.mark.parametrize("source", ["now()", "today()", "who_knows(1)"])
def test_the_clock_and_unknown_functions_are_asked_from_the_caller_or_refused(source: str) -> None:
    with pytest.raises(ExpressionFailed) as refusal:
        value(source)
    assert refusal.value.key == "expressions.unknown_function"


def test_the_clock_is_the_callers() -> None:
    assert value("today()", today=lambda: NOW) == "2026-11-25"
    assert value('now() + @"P1D"', now=lambda: NOW) == "2026-11-26T08:30:00Z"


def test_a_handed_in_function_gets_plain_values() -> None:
    given_: list[Any] = []
    assert value('due(date("2026-11-25"), 0.5)', due=lambda *values: given_.extend(values) or 3) == 3
    assert given_ == ["2026-11-25", 0.5]


#: each must end in a refusal, or a small answer, soon
HOSTILE = [
    "(" * 3_000,
    "[" * 1_900 + "]" * 1_900,
    "-" * 3_999,
    "if " * 1_300,
    "a+" * 1_999 + "a",
    "1" * 4_000,
    "/*" * 2_000,
    '"' + "\\" * 3_998,
    "9 ** 9 ** 9 ** 9 ** 9",
    "for a in 1..1000, b in 1..1000, c in 1..1000 return a",
    "for i in 1..1000 return partial",
    "for i in 1..100000000 return i",
    "{f: function(x) f(x)}.f(1)",
    "{f: function(x) f(x) + f(x)}.f(1)",
    "{a: [1,1,1,1,1,1,1,1,1,1], " + ", ".join(f"x{i}: [a,a,a,a,a,a,a,a,a,a]" for i in range(90)) + "}",
    "{" + ", ".join(f"x{i}: [x{i - 1}, x{i - 1}, x{i - 1}]" if i else "x0: [1]" for i in range(40)) + "}",
    "flatten({" + ", ".join(f"x{i}: [x{i - 1}, x{i - 1}]" if i else "x0: [1]" for i in range(40)) + "}.x39)",
    '{a: "' + "x" * 1_000 + '", b: a+a+a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b+b+b}.c',
    'replace("' + "a" * 1_000 + '", "a", "' + "b" * 1_000 + '")',
    'matches("' + "a" * 1_500 + '!", "^(a+)+$")',
    'matches("a", "((a{900}){900}){900}")',
    "sort(for i in 1..1000 return 1000 - i, function(x, y) x < y)",
    "round up(1, 6176) + round down(1e6000, -6000)",
    "date(1e30, 1, 1)",
    "distinct values(for i in 1..900 return i + 0.5)",
    'distinct values(for i in 1..900 return @"2026-01-01" + @"P1D" * i)',
    "union(for i in 1..900 return [i], for i in 1..900 return {a: i})",
    "index of(for i in 1..900 return {a: [i]}, {a: [900]})",
    '@"999999999-12-31" + @"P99999999Y"',
    '__class__.__mro__ + "{0.__class__}"',
]


@pytest.mark.parametrize("source", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_ends_soon(source: str) -> None:
    found = None
    with (
        within(0.5),
        contextlib.suppress(ExpressionRefused, ExpressionFailed),
    ):  # a tenth of it on a calm machine
        found = compile_expression(source, Notation.FEEL).evaluate({})
    assert len(repr(found)) < 20_000


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        compile_expression(text, Notation.FEEL).evaluate(DATA)
    except (ExpressionRefused, ExpressionFailed):
        return


_WORDS = st.sampled_from(
    [
        *("n", "s", "none", "people", "day", "1", "0.5", '"a"', "null", "true", "[1,2]", "{a: 1}", "[1..3]", "(> 3)"),
        *('@"P1D"', '@"P1Y"', '@"10:00:00Z"', '@"2026-11-25T10:00:00@Asia/Shanghai"', "function(x) x", "(= 3)"),
    ]
)
_JOINTS = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", ">=", "and", "or", "in", "between 1 and"])


@given(_WORDS, _JOINTS, _WORDS, _JOINTS, _WORDS)
def test_every_pair_of_kinds_has_an_answer(a: str, first: str, b: str, second: str, c: str) -> None:
    try:
        value(f"({a} {first} {b}) {second} {c}")
    except (ExpressionRefused, ExpressionFailed):
        return


SAMPLES = [
    *("1", "1.0", "0.5", '"1"', "true", "null", "[]", "[1]", "[1.0]", "[null]", "{a: 1}", "{a: 1.0}", "{}", "[1..3]"),
    *("(1..3]", "(> 1)", "(= 1)", "[1..1]", '@"P1D"', '@"PT24H"', '@"P1Y"', '@"P12M"', '@"2026-01-01"'),
    *('@"2026-01-01T00:00:00"', '@"2026-01-01T00:00:00Z"', '@"2026-01-01T08:00:00@Asia/Shanghai"', '@"10:00:00"'),
    *('@"10:00:00Z"', '@"18:00:00+08:00"', '@"10:00:00@Europe/Paris"', '@"10:00:00.5"'),
]
DAYS = st.integers(-(10**11), 10**11)


@given(DAYS)
def test_days_and_dates_are_two_spellings_of_one(days: int) -> None:
    assert is_day(*from_days(days))
    assert to_days(*from_days(days)) == days


@given(st.dates())
def test_the_calendar_is_pythons_where_python_has_one(day: date) -> None:
    assert to_days(day.year, day.month, day.day) == (day - date(1970, 1, 1)).days


_ZONES = st.sampled_from([None, 0, 28_800, -3_661, "Asia/Shanghai", "Europe/Paris"])
_TIMES = st.builds(Time, st.integers(0, 86_399), st.integers(0, 999_999_999), _ZONES)
_DATES = st.integers(-(10**8), 10**8).map(lambda days: Date(*from_days(days)))
_TEMPORAL = st.one_of(
    _DATES,
    _TIMES,
    st.integers(-(10**20), 10**20).map(DaysDuration),
    st.integers(-(10**9), 10**9).map(MonthsDuration),
)


@given(_TEMPORAL)
def test_what_is_spelled_reads_back(thing: Any) -> None:
    assert read_temporal(spell(thing)) == thing


@given(_DATES, st.integers(-(10**6), 10**6))
def test_days_added_are_days_between(day: Date, days: int) -> None:
    moved = add(day, DaysDuration(days * 86_400 * 10**9))
    assert subtract(moved, day) == DaysDuration(days * 86_400 * 10**9)


@given(st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False, width=32)))
def test_numbers_are_compared_as_they_are_written(number: float) -> None:
    assert equal(number, Decimal(repr(number))) is True
    assert ordered(number, number) == 0


@given(st.sampled_from(SAMPLES), st.sampled_from(SAMPLES))
def test_two_values_have_one_key_exactly_when_they_are_equal(left: str, right: str) -> None:
    first, second = (compile_expression(one, Notation.FEEL).value({}) for one in (left, right))
    assert (key_of(first) == key_of(second)) is (equal(first, second) is True)


def test_values_go_out_plain_and_come_in_as_they_are() -> None:
    assert plain({"x": [Decimal("1.50"), Decimal(2), Date(2026, 1, 2)]}) == {"x": [1.5, 2, "2026-01-02"]}
    assert from_plain({"x": [0.1, timedelta(days=1)]}) == {"x": [Decimal("0.1"), DaysDuration(86_400 * 10**9)]}
    assert from_plain(float("nan")) is None
    assert read_as("xsd:decimal", "1.5") == Decimal("1.5")
    assert read_as("date", "tomorrow") is None


def test_types_take_one_for_a_list_of_one() -> None:
    assert read_type("number").coerced([5]) == 5
    assert read_type("list<number>").coerced(5) == [5]
    assert read_type("list<number>").coerced(["x"]) is None
    with pytest.raises(UnknownTypeError):
        read_type("list<foo>")
