"""The one place that decides rights: `may(actor, act, subject)`.

Asked in this order: the token's scope, whether the thing is the actor's to know, what the tables in `rules` say, whose
hand must keep off, and whether the state of the case allows it. Who does not know of a thing is told it is unknown;
who knows of it is told why not.
"""

from __future__ import annotations

from engine.cases.act_states import possible
from engine.cases.acts import CASE_ACTS, MESSAGE_ACTS, SYSTEM_ACTS, TASK_ACTS, Act
from engine.cases.scopes import scope_of
from engine.cases.states import ENDED
from engine.people.actor import Actor
from engine.people.capacities import OFFICE, Capacity, capacities, groups_in, is_recused
from engine.people.rules import (
    CASEWORK_AT_LARGE,
    DECIDES_ON_APPLICANT,
    FOR_GUESTS,
    FOR_ONESELF,
    IN_CASE,
    NEVER_TO_ONESELF,
    who_at_large,
)
from engine.people.subjects import (
    CaseFacts,
    ContentFacts,
    DraftFacts,
    MessageFacts,
    MigrationFacts,
    PersonFacts,
    StartFacts,
    Subject,
    TaskFacts,
)
from engine.people.task_rights import may_with_task
from engine.people.verdict import ALLOWED, UNKNOWN, Verdict, allowed_for, conflict, forbidden


def may(actor: Actor, act: Act, subject: Subject = None) -> Verdict:
    """Whether the actor may do this act to this subject, now, as far as people and states decide it.

    Raises TypeError when the act is about another sort of subject.
    """
    if actor.is_system:
        return _system(act)
    if act in SYSTEM_ACTS:
        return forbidden("system_only")
    if actor.scopes is not None and scope_of(act) not in actor.scopes:
        return forbidden("scope", scope=scope_of(act))
    if actor.only_case and (stopped := _guest(actor, act, subject)):
        return stopped
    if isinstance(subject, TaskFacts) and act in TASK_ACTS:
        return may_with_task(actor, act, subject)
    if isinstance(subject, MessageFacts) and act in MESSAGE_ACTS:
        return _message(actor, act, subject)
    if isinstance(subject, ContentFacts) and act in (Act.VIEW_CONTENT, Act.VIEW_REAL_DATA):
        return _content(actor, act, subject)
    if isinstance(subject, CaseFacts) and (act in CASE_ACTS or act in MESSAGE_ACTS):
        return _case(actor, act, subject)
    if act in TASK_ACTS | MESSAGE_ACTS | CASE_ACTS:
        raise TypeError(f"Expected the subject of {act.value}, but it is {type(subject).__name__}.")
    return _at_large(actor, act, subject)


def _guest(actor: Actor, act: Act, subject: Subject) -> Verdict | None:
    """Why somebody who came by a link for one case may not do this: every other case is not there for them."""
    case = subject if isinstance(subject, CaseFacts) else getattr(subject, "case", None)
    if isinstance(case, CaseFacts):
        return None if case.id == actor.only_case else UNKNOWN
    return None if act in FOR_GUESTS else forbidden("one_case")


def _system(act: Act) -> Verdict:
    """The house keeps its own clock and order, and never does casework: nothing is decided by a timer (D14)."""
    if act in TASK_ACTS | MESSAGE_ACTS | CASE_ACTS or act in CASEWORK_AT_LARGE:
        return forbidden("system_casework")
    return ALLOWED


def _known(actor: Actor, case: CaseFacts, held: frozenset[Capacity]) -> Verdict | None:
    """Why the actor may do nothing in this case at all, or None."""
    if is_recused(actor, case):
        return forbidden("recused")
    if not held:
        return UNKNOWN
    if actor.administrator:
        return forbidden("administrator")
    return forbidden("consultation_over") if held == {Capacity.PAST_EXPERT} else None


def _case(actor: Actor, act: Act, case: CaseFacts) -> Verdict:
    held = capacities(actor, case)
    stopped = _known(actor, case, held) or _by_table(act, held, case) or _applicants_own(actor, act, case)
    return stopped or _state(act, case) or ALLOWED


def _message(actor: Actor, act: Act, message: MessageFacts) -> Verdict:
    """A message may be sent by the groups drawn on it; without any, and for danger always, by the table.

    Danger names whole roles of the province, so being drawn on it makes nobody known to the case.
    """
    case = message.case
    drawn = message.groups & groups_in(actor, case)
    admitted = drawn and act is not Act.MARK_DANGER
    held = capacities(actor, case) | ({Capacity.WORKER} if admitted else frozenset())
    stopped = _known(actor, case, held)
    if stopped:
        return stopped
    if message.groups and act is not Act.MARK_DANGER:
        refused = None if drawn else forbidden("not_sender")
    else:
        refused = _by_table(act, held, case)
    if not message.barred_units.isdisjoint(actor.units):
        refused = refused or forbidden("own_matter")
    return refused or _state(act, case) or allowed_for(actor.represents(drawn) if drawn else "")


def _by_table(act: Act, held: frozenset[Capacity], case: CaseFacts) -> Verdict | None:
    if act is Act.VIEW_REAL_DATA and _has_ended(case):
        held = held - {Capacity.LEAD}  # an assignment ends with its case
    if act is Act.REQUEST_REAL_DATA and not _by_table(Act.VIEW_REAL_DATA, held, case):
        return forbidden("real_data_yours")
    if held.isdisjoint(IN_CASE[act]):
        return forbidden("real_data" if act is Act.VIEW_REAL_DATA else "not_yours")
    return None


def _applicants_own(actor: Actor, act: Act, case: CaseFacts) -> Verdict | None:
    own = case.opened_by in actor.persons or case.applicant_unit in actor.units
    return forbidden("own_matter") if act in DECIDES_ON_APPLICANT and own else None


def _content(actor: Actor, act: Act, content: ContentFacts) -> Verdict:
    """Who reads a form. Units and experts read what the applicant and the office wrote, and what is their own."""
    case = content.case
    held = capacities(actor, case)
    stopped = _known(actor, case, held)
    if stopped:
        return stopped
    own = content.author == actor.id or _of_own_unit(actor, act, content)
    if own and not _has_ended(case):
        return ALLOWED
    common = content.unit in ("", case.applicant_unit, case.office_unit) or own
    if not common and held.isdisjoint(OFFICE):
        return forbidden("content_of_others")
    return _by_table(act, held, case) or ALLOWED


def _of_own_unit(actor: Actor, act: Act, content: ContentFacts) -> bool:
    """What one's unit wrote is one's own; of the office only covered, else everybody there would read real data."""
    if act is Act.VIEW_REAL_DATA and content.unit == content.case.office_unit:
        return False
    return content.unit != "" and content.unit in actor.units


def _has_ended(case: CaseFacts) -> bool:
    return case.ended or case.known_state in ENDED


def _state(act: Act, case: CaseFacts) -> Verdict | None:
    if possible(act, case.known_state, ended=case.ended):
        return None
    return conflict("state", state=case.state)


def _at_large(actor: Actor, act: Act, subject: Subject) -> Verdict:
    if isinstance(subject, StartFacts) and act is Act.OPEN_CASE:
        return _start(actor, subject)
    if isinstance(subject, PersonFacts):
        if act in FOR_ONESELF and subject.id == actor.id:
            return ALLOWED
        if act in NEVER_TO_ONESELF and subject.id == actor.id:
            return forbidden("own_rights")
    if not who_at_large(act).isdisjoint(actor.roles):
        return _own_work(actor, act, subject) or ALLOWED
    return forbidden("administrator" if actor.administrator and act in CASEWORK_AT_LARGE else "role")


def _own_work(actor: Actor, act: Act, subject: Subject) -> Verdict | None:
    """Four eyes: neither the person nor whoever the person stands in for may have made what is decided here."""
    if isinstance(subject, DraftFacts) and act is Act.PUBLISH_DIAGRAM:
        own = not actor.persons.isdisjoint({subject.drawn_by, *subject.redrawn_by})
        return forbidden("own_drawing") if own else None
    if isinstance(subject, MigrationFacts) and act is Act.MIGRATE_CASES:
        return forbidden("own_plan") if subject.planned_by in actor.persons else None
    return None


def _start(actor: Actor, start: StartFacts) -> Verdict:
    if actor.administrator:
        return forbidden("administrator")
    matching = start.groups & actor.groups
    return allowed_for(actor.represents(matching)) if matching else forbidden("not_opener")
