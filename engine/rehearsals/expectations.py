"""Compares what a scenario expects with what is so. Each failure is one sentence that names both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from typing import Any

from engine.rehearsals.sight import Sight
from engine.rehearsals.story import NOTICE, Event
from engine.texts.catalogue import say

STEP_WORDS = frozenset({"state", "items", "open", "has", "has_not", "deadlines", "notices", "notified", "danger"})
END_WORDS = frozenset({"outcome", "state", "items", "deadlines", "cases", "story"})
#: how a case is called that has not ended
OPEN = "open"


def of_step(expect: Mapping[str, Any], sight: Sight, since: Sequence[Event], lang: str) -> Iterator[str]:
    """What is not as this step expects; `since` are the events since the step before."""
    yield from _unknown(expect, STEP_WORDS, lang)
    yield from _plain(expect, sight, lang)
    yield from _tasks(expect, sight, lang)
    yield from _deadlines(expect.get("deadlines") or [], sight, lang)
    notices = [event for event in since if event.act == NOTICE]
    if "notices" in expect:
        yield from _same("notices", _counted(expect["notices"]), Counter(event.kind for event in notices), lang)
    for kind, to in (expect.get("notified") or {}).items():
        reached = {group for event in notices if event.kind == kind for group in event.to}
        yield from _same(f"notified.{kind}", set(to), reached, lang)


def of_end(expect: Mapping[str, Any], sights: Mapping[str, Sight], main: str, lang: str) -> Iterator[str]:
    """What is not as the scenario expects in the end, but for its story."""
    yield from _unknown(expect, END_WORDS, lang)
    yield from _ending(expect, sights[main], lang)
    yield from _deadlines(expect.get("deadlines") or [], sights[main], lang, complete=True)
    for name, wanted in (expect.get("cases") or {}).items():
        if name not in sights:
            yield say("rehearsals.unknown_case", lang, step="-", case=name)
            continue
        yield from _ending(wanted, sights[name], lang)


def of_story(expected: str, lines: Sequence[str]) -> Iterator[str]:
    """The difference between the golden story and the one that happened; runs of blanks count as one."""
    wanted = [" ".join(line.split()) for line in expected.strip().splitlines()]
    told = [" ".join(line.split()) for line in lines]
    if wanted != told:
        yield "\n".join(unified_diff(wanted, told, "expected", "happened", lineterm="", n=1))


def _ending(expect: Mapping[str, Any], sight: Sight, lang: str) -> Iterator[str]:
    if "outcome" in expect:
        yield from _same("outcome", expect["outcome"], sight.outcome or OPEN, lang)
    yield from _plain(expect, sight, lang)


def _plain(expect: Mapping[str, Any], sight: Sight, lang: str) -> Iterator[str]:
    if "state" in expect:
        yield from _same("state", expect["state"], sight.state, lang)
    if "danger" in expect:
        yield from _same("danger", expect["danger"], sight.danger, lang)
    for item, state in (expect.get("items") or {}).items():
        yield from _same(f"items.{item}", state, sight.items.get(item), lang)


def _tasks(expect: Mapping[str, Any], sight: Sight, lang: str) -> Iterator[str]:
    if "open" in expect:
        wanted = _counted(expect["open"])
        elements = {name for name in wanted if (":" not in name and wanted[name] > 1) or f"{name}*" in expect["open"]}
        seen = Counter(_folded(task, elements) for task in sight.open)
        yield from _same("open", wanted, seen, lang)
    for task in expect.get("has") or []:
        if task not in sight.open:
            yield say("rehearsals.not_open", lang, task=task, open=", ".join(sight.open))
    for task in expect.get("has_not") or []:
        if task in sight.open:
            yield say("rehearsals.still_open", lang, task=task)


def _folded(task: str, elements: set[str]) -> str:
    """The element alone where the scenario counts it whatever the item."""
    element = task.partition(":")[0]
    return element if element in elements else task


def _deadlines(
    expected: Sequence[Mapping[str, Any]], sight: Sight, lang: str, *, complete: bool = False
) -> Iterator[str]:
    known = {one["for"]: one for one in sight.deadlines}
    for wanted in expected:
        found = known.get(wanted["for"])
        if found is None:
            yield say("rehearsals.no_deadline", lang, deadline=wanted["for"], known=", ".join(known))
            continue
        for name, value in wanted.items():
            yield from _same(f"{wanted['for']}.{name}", value, found[name], lang)
    if complete:
        listed = {str(wanted["for"]) for wanted in expected}
        names = {one.partition(":")[0] for one in listed}
        for extra in sorted(one for one in known if one.partition(":")[0] in names and one not in listed):
            yield say("rehearsals.unlisted_deadline", lang, deadline=extra)


def _counted(names: Sequence[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for name in names:
        what, _, times = str(name).partition("*")
        counted[what] += int(times or 1)
    return counted


def _same(what: str, expected: Any, found: Any, lang: str) -> Iterator[str]:
    if expected != found:
        yield say("rehearsals.differs", lang, what=what, expected=_text(expected), found=_text(found))


def _text(value: Any) -> str:
    if isinstance(value, Counter):
        return ", ".join(f"{name}*{times}" if times > 1 else name for name, times in sorted(value.items())) or "-"
    return str(value)


def _unknown(expect: Mapping[str, Any], words: frozenset[str], lang: str) -> Iterator[str]:
    for word in sorted(set(expect) - words):
        yield say("rehearsals.unknown_expectation", lang, word=word)
