"""The story of a case that ran on paper, as it is handed in: what was done, by whom and on which true day.

{"source": …, "reason": …, "number": the number its papers bear, if they bear one,
 "application": {"true_day": …, "done_by": …, "form": {…}},
 "steps": [{"task": element | "message": name, "item": "", "true_day": …, "done_by": …, "form": {…}}]}
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.actions.casework.beside import text_of
from engine.errors import FieldError, Invalid

#: as many steps as any case has had before it was taken in, by far
MOST_STEPS = 400
#: the brackets that people type for those of a year in a number
BRACKETS = str.maketrans({"[": "〔", "]": "〕", "(": "〔", ")": "〕", "【": "〔", "】": "〕"})


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One thing that was done; `task` is an element of the drawing, or `message` the name of one that was sent."""

    true_day: date
    done_by: str
    form: dict[str, Any]
    task: str = ""
    message: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """The whole story. `source` says which papers it is taken from, `reason` why it comes now; both are sealed."""

    source: str
    reason: str
    application: PaperStep
    steps: tuple[PaperStep, ...]
    number: str = ""


def read_papers(document: Mapping[str, Any], today: date) -> Papers:
    """The story, its days checked. Raises Invalid naming every place that cannot be."""
    errors: list[FieldError] = []
    application = _step(document.get("application"), "application", errors)
    given = document.get("steps") or []
    if not isinstance(given, list) or len(given) > MOST_STEPS:
        raise Invalid("door.taking_in.refused", fields=[FieldError("steps", "door.taking_in.steps")])
    steps = [_step(one, f"steps.{position}", errors) for position, one in enumerate(given)]
    known = [(f"steps.{position}", step) for position, step in enumerate(steps) if step]
    for place, step in known:
        if bool(step.task) == bool(step.message):
            errors.append(FieldError(f"{place}.task", "door.taking_in.task_or_message"))
    _check_days([("application", application), *known] if application else known, today, errors)
    if errors or application is None:
        raise Invalid("door.taking_in.refused", fields=errors)
    words = {name: text_of(document, name) for name in ("source", "reason")}
    story = tuple(step for _, step in known)
    return Papers(words["source"], words["reason"], application, story, plain_number(document.get("number")))


def plain_number(given: object) -> str:
    """A number as people type it, its brackets and digits as papers have them: 豫未保会商申[２０２６]12 号."""
    text = unicodedata.normalize("NFKC", str(given or ""))
    return "".join(text.split()).translate(BRACKETS)


def _step(given: object, place: str, errors: list[FieldError]) -> PaperStep | None:
    if not isinstance(given, Mapping) or not isinstance(given.get("form", {}), Mapping):
        errors.append(FieldError(place, "door.taking_in.steps"))
        return None
    try:
        day = date.fromisoformat(str(given.get("true_day")))
    except ValueError:
        errors.append(FieldError(f"{place}.true_day", "actions.no_day"))
        return None
    texts = {name: str(given.get(name) or "") for name in ("done_by", "task", "message", "item")}
    if not texts["done_by"]:
        errors.append(FieldError(f"{place}.done_by", "actions.unknown_person"))
    return PaperStep(day, form=dict(given.get("form", {})), **texts)


def _check_days(story: list[tuple[str, PaperStep]], today: date, errors: list[FieldError]) -> None:
    """No step lies in the future or before the one it follows."""
    before = date.min
    for place, step in story:
        if step.true_day > today:
            errors.append(FieldError(f"{place}.true_day", "actions.day_in_future"))
        elif step.true_day < before:
            errors.append(FieldError(f"{place}.true_day", "door.taking_in.day_order", {"day": before.isoformat()}))
        before = max(before, step.true_day)
