"""The pack of a meeting for one reader (会议材料): of each own case what this reader may see, covered.

Nobody gets real data by way of a meeting, whatever else they may read: a pack is carried into a room.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.content_view import Content, read_covered
from engine.actions.meeting_view import AgendaLine, MeetingView, show_meeting
from engine.actions.office import Office
from engine.errors import Forbidden
from engine.people.actor import Actor

#: what belongs into a pack, in this order: the application, the questions, the opinions as collated
PACKED = ("application", "correct_application", "submit_matters", "prepare_consultation", "collate_opinions")


@dataclass(frozen=True, slots=True)
class PackedCase:
    """One case; `hidden` where its content is not this reader's any more."""

    line: AgendaLine
    contents: tuple[Content, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it."""

    view: MeetingView
    cases: tuple[PackedCase, ...]


def pack_of(office: Office, actor: Actor, meeting: str) -> Pack:
    """The pack. Raises what `show_meeting` raises."""
    view = show_meeting(office, actor, meeting)
    return Pack(view, tuple(_packed(office, actor, line) for line in view.lines))


def _packed(office: Office, actor: Actor, line: AgendaLine) -> PackedCase:
    try:
        known = read_covered(office, actor, line.case_id)
    except Forbidden:  # the consultation is over for an expert
        return PackedCase(line, (), True)
    latest = {one.element: one for one in known if one.element in PACKED and one.kind == "final"}
    return PackedCase(line, tuple(latest[name] for name in PACKED if name in latest), False)
