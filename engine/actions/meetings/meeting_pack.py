"""The pack of a meeting for one reader (会议材料): of each own case what this reader may see, covered.

Nobody gets real data by way of a meeting, whatever else they may read: a pack is carried into a room.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.actions.case_page.content import Contents
from engine.actions.case_page.names import Names
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.house.office import Office
from engine.actions.meetings.meeting_view import AgendaLine, MeetingView, show_meeting
from engine.actions.tasks.shown_fields import ShownField
from engine.cases.acts import Act
from engine.errors import Forbidden
from engine.people.actor import Actor
from engine.storage.submissions import FINAL, SubmissionRow

APPLICATIONS = ("application", "correct_application")
CLAIMED = "claimed"
#: what belongs into a pack, in this order: the application, the questions, the opinions as collated
PACKED = (*APPLICATIONS, "submit_matters", "prepare_consultation", "collate_opinions")


@dataclass(frozen=True, slots=True)
class PackedCase:
    """One case with its forms by the name of their step; `hidden` where it is not this reader's any more."""

    line: AgendaLine
    forms: tuple[tuple[str, tuple[ShownField, ...]], ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Pack:
    """All of it."""

    view: MeetingView
    cases: tuple[PackedCase, ...]


def pack_of(office: Office, actor: Actor, meeting: str, lang: str) -> Pack:
    """The pack. Raises what `show_meeting` raises."""
    view = show_meeting(office, actor, meeting)
    return Pack(view, tuple(_packed(office, actor, line, lang) for line in view.lines))


def _told(element: str, fields: tuple[ShownField, ...]) -> tuple[ShownField, ...]:
    """What is read in a room: words of people, the circumstances, and of the application the children by pseudonym."""
    lists = element in APPLICATIONS
    return tuple(one for one in fields if one.is_written or one.key == CLAIMED or (lists and one.rows))


def _packed(office: Office, actor: Actor, line: AgendaLine, lang: str) -> PackedCase:
    with reading_case(office, actor, line.case_id) as work:
        try:
            require(work, Act.VIEW_CASE, case_facts(work))
        except Forbidden:  # the consultation is over for an expert
            return PackedCase(line, (), hidden=True)
        contents = Contents.read(work, Names(work, lang))
        latest: dict[str, SubmissionRow] = {}
        for row in contents.rows:
            if row.kind == FINAL and row.element in PACKED and contents.may_view(row):
                latest[row.element] = row
        elements = work.loaded.procedure.definition.elements
        told = [(elements[name].name, _told(name, contents.fields(latest[name]))) for name in PACKED if name in latest]
        found = [(name, fields) for name, fields in told if fields]
        return PackedCase(line, tuple(found), hidden=False)
