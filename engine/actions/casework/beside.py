"""Acts beside the diagram that are a right, a sealed text and a record: the frame they share.

They move no token and stop no clock. What they say in words is sealed with the case; the record names the verb alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.cases.act_words import word_of
from engine.cases.acts import Act
from engine.errors import FieldError, Invalid

#: longest text of one field, in characters
LONGEST = 20_000


def text_of(form: Mapping[str, Any], name: str, *, required: bool = True) -> str:
    """The text of this field, trimmed. Raises Invalid naming the field when it is missing, no text, or too long."""
    value = form.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value.strip()):
        raise Invalid("actions.reason_missing", fields=[FieldError(name, "actions.reason_missing")])
    if len(value) > LONGEST:
        raise Invalid("actions.text_too_long", fields=[FieldError(name, "actions.text_too_long", {"most": LONGEST})])
    return value.strip()


def allow(work: CaseWork, act: Act) -> None:
    """Go on only if the actor may do this to the case now."""
    require(work, act, case_facts(work))


def note(
    work: CaseWork, act: Act, content: Mapping[str, Any], item: str = "", *, element: str = "", **details: Any
) -> str:
    """Seal these words and record the act; gives the id of the submission.

    `element` is the one whose token the act moved; an act beside the diagram is filed under its own name.
    """
    place = element or act.value
    submission = work.submit(content, element=place, item=item)
    work.record(word_of(act), place, item, submission=submission, **details)
    return submission
