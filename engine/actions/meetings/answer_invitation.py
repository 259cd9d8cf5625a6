"""Answer an invitation (参会回执): who comes and how many, who comes instead, or why nobody can.

Heads are counted in the open; names, substitutes and reasons are sealed and shown to the office alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.actions.casework.act_forms import known_form
from engine.actions.house.answers import Once
from engine.actions.house.house_work import HouseWork, work_in_house
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_plans import PLANNED, sealed
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.errors import Conflict, FieldError, Invalid, Unknown
from engine.people.actor import Actor
from engine.people.roles import Role
from engine.storage import invitations, meetings

ATTENDING, SUBSTITUTE, DECLINED = "attending", "substitute", "declined"
#: fields that stand in the open
OPEN = ("reply", "headcount")


def answer_invitation(
    office: Office, actor: Actor, meeting: str, form: Mapping[str, Any], *, once: Once | None = None
) -> dict[str, Any]:
    """Answer for the actor's unit, or for the expert in person; `form` may name the `invitation` where there are two.

    Raises Forbidden, Unknown where the actor was not invited, Conflict for a meeting that is over, Invalid.
    """

    def verb(work: HouseWork) -> dict[str, Any]:
        given = dict(form)
        mine = own_invitation(work, meeting, str(given.pop("invitation", "") or ""))
        content = known_form(Act.ANSWER_INVITATION.value).form.accept(given)
        _check(content)
        words = {name: value for name, value in content.items() if name not in OPEN}
        invitations.change(
            work.connection,
            mine["id"],
            reply=content["reply"],
            reply_to=mine["sequence"],
            headcount=int(content.get("headcount") or 0) if content["reply"] != DECLINED else 0,
            answered_at=work.now,
            answered_by=actor.id,
            details=sealed(office, work.connection, f"invitation:{mine['id']}", words),
        )
        work.record(Word.INVITATION_ANSWERED, meeting=meeting, invitation=mine["id"], reply=content["reply"])
        return {"meeting": meeting, "invitation": mine["id"], "reply": content["reply"]}

    return work_in_house(office, actor, Act.ANSWER_INVITATION, verb, once=once)


def units_of(actor: Actor) -> frozenset[str]:
    """The units for which this person answers invitations."""
    return frozenset(post.unit for post in actor.posts if post.role in (Role.LIAISON, Role.CITY_OFFICER))


def own_invitation(work: HouseWork, meeting: str, invitation: str) -> dict[str, Any]:
    """The actor's invitation that still stands. Raises Unknown, or Conflict for a meeting that is over."""
    row = meetings.get(work.connection, meeting)
    mine = invitations.of_reader(work.connection, meeting, work.actor.id, units_of(work.actor)) if row else []
    standing = [one for one in mine if one["withdrawn_at"] is None and invitation in ("", one["id"])]
    if row is None or not standing:
        raise Unknown("actions.unknown_meeting")
    if row["status"] != PLANNED:
        raise Conflict("meeting.over", status=row["status"])
    return standing[0]


def _check(content: Mapping[str, Any]) -> None:
    """Whoever comes says how many; whoever does not says why; a substitute is named."""
    needed = {ATTENDING: "headcount", SUBSTITUTE: "substitute", DECLINED: "reason"}[content["reply"]]
    if not content.get(needed):
        raise Invalid("forms.refused", fields=[FieldError(needed, "forms.error.required")])
