"""A member unit's suggestion (建议): a topic the office may make a meeting of, or refer to a city group.

No child is named in it; the topic is shown in lists.
"""

from __future__ import annotations

import uuid
from typing import Any

from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import FieldError, Invalid
from engine.people.actor import Actor
from engine.storage import suggestions

OPEN, REFERRED = "open", "referred"
LONGEST_TOPIC = 200
LONGEST_TEXT = 5_000


def suggest(office: Office, actor: Actor, topic: str, text: str = "", *, once: Once | None = None) -> dict[str, Any]:
    """Gives the suggestion's id. Raises Forbidden for anybody but a unit's liaison, Invalid naming the field."""

    def verb(work: HouseWork) -> dict[str, Any]:
        _check(topic, text)
        row = {
            "id": uuid.uuid4().hex,
            "unit": actor.unit,
            "made_at": work.now,
            "made_by": actor.id,
            "topic": topic.strip(),
            "status": OPEN,
            "details": {"text": text.strip()},
        }
        suggestions.add(work.connection, row)
        work.record(Word.SUGGESTION_MADE, suggestion=row["id"], unit=actor.unit)
        return {"suggestion": row["id"], "status": OPEN}

    return work_in_house(office, actor, Act.SUGGEST, verb, once=once)


def _check(topic: str, text: str) -> None:
    errors = []
    if not 1 <= len(topic.strip()) <= LONGEST_TOPIC:
        errors.append(FieldError("topic", "actions.suggestion_topic", {"longest": LONGEST_TOPIC}))
    if len(text) > LONGEST_TEXT:
        errors.append(FieldError("text", "actions.text_too_long", {"most": LONGEST_TEXT}))
    if errors:
        raise Invalid("actions.suggestion_refused", fields=errors)
