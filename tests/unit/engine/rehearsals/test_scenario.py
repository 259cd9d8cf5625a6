"""A scenario is read the way its writer meant it, and a slip of the pen is named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from engine.errors import Invalid
from engine.rehearsals.scenario import read_scenario

HEAD = "fictional: true\nsteps:\n"
OPEN = "  - {at: 2022-03-28 10:00, as: luoyang.liaison, do: open_case, form: {urgent: no}}\n"


def test_beijing_time_and_plain_words_are_kept():
    # given an act at ten in Beijing with a `no` in its form
    (step,) = read_scenario((HEAD + OPEN).encode()).steps

    # then the instant is two o'clock UTC and the answer is text
    assert step.at == datetime(2022, 3, 28, 2, tzinfo=UTC)
    assert step.form == {"urgent": "no"}
    assert (step.kind, step.verb, step.actor, step.case) == ("do", "open_case", "luoyang.liaison", "main")


def test_a_day_alone_means_its_morning():
    (step,) = read_scenario(f"{HEAD}  - {{at: 2022-03-28, as: a, do: open_case}}".encode()).steps

    assert step.at == datetime(2022, 3, 28, 2, tzinfo=UTC)


def test_each_repeats_a_step_and_expects_after_the_last():
    # given one step for two items, the second with a word of its own
    text = (
        f"{HEAD}  - at: 2022-03-28\n    do: complete\n    task: sign\n    form: {{a: 1, b: 1}}\n"
        "    each: {p01: x, p02: {as: y, form: {b: 2}}}\n    expect: {open: []}\n"
    )
    first, second = read_scenario(text.encode()).steps

    # then each item has its step, laid over the shared form
    assert [(step.actor, step.get("item"), step.form) for step in (first, second)] == [
        ("x", "p01", {"a": 1, "b": 1}),
        ("y", "p02", {"a": 1, "b": 2}),
    ]
    assert (first.expect, second.expect) == ({}, {"open": []})
    assert (first.at is None, second.at is None) == (False, True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("steps: []", "rehearsals.no_steps"),
        ("- a", "rehearsals.no_steps"),
        ("steps:\n" + OPEN, "rehearsals.not_marked_fictional"),
        (HEAD + "  - {as: a}", "rehearsals.one_kind"),
        (HEAD + "  - {do: a, until: 2022-01-01}", "rehearsals.one_kind"),
        (HEAD + "  - {do: a, expcet: {}}", "rehearsals.unknown_words"),
        (HEAD + "  - {do: a, at: tomorrow}", "rehearsals.no_instant"),
        (HEAD + "  - {do: a, do: b}", "rehearsals.unreadable"),
        (HEAD + "  - {", "rehearsals.unreadable"),
        (HEAD + "  - {do: a}", "rehearsals.no_instant"),
        (HEAD + "  - {do: a, at: 2022-03-28 25:00}", "rehearsals.no_instant"),
        (HEAD + "  - {do: a, at: 2022-03-28, form: 3}", "rehearsals.no_map"),
        (HEAD + "  - {do: a, at: 2022-03-28, each: [x]}", "rehearsals.no_map"),
        (HEAD + "  - {do: a, at: 2022-03-28, each: {p01: {form: 3}}}", "rehearsals.no_map"),
        (HEAD + OPEN + "calendar: 2022", "rehearsals.no_map"),
        (HEAD + OPEN + "calendar: {published_until: soon}", "rehearsals.no_instant"),
        (HEAD + OPEN + "expcet: {}", "rehearsals.unknown_words"),
        (HEAD + OPEN + "expect: closed", "rehearsals.no_map"),
        (HEAD + OPEN + "expect: {open: sign}", "rehearsals.no_list"),
        (HEAD + OPEN + "expect: {items: [d1]}", "rehearsals.no_map"),
        (HEAD + OPEN + "expect: {deadlines: [2022-01-01]}", "rehearsals.no_map"),
        (HEAD + OPEN + "expect: {deadlines: [{due: 2022-01-01}]}", "rehearsals.no_map"),
        (HEAD + OPEN + "expect: {deadlines: [{for: a, deu: 2022-01-01}]}", "rehearsals.unknown_words"),
        (HEAD + OPEN + "expect: {cases: {second: closed}}", "rehearsals.no_map"),
    ],
)
def test_a_slip_is_named(text, key):
    with pytest.raises(Invalid) as refused:
        read_scenario(text.encode())

    assert refused.value.key == key
