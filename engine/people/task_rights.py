"""Rights about one task: candidacy first, then whose hand must keep off.

A task without a candidate is visible to nobody. Nobody decides on an own application, item or extension; whoever did
one step does not check it; whoever declared a conflict holds no task.
"""

from __future__ import annotations

from engine.cases.act_states import possible
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.capacities import OFFICE, Capacity, capacities, groups_in, is_recused
from engine.people.participation import EXPERT
from engine.people.rules import DECIDES_ON_APPLICANT, DECIDES_ON_LEAD
from engine.people.subjects import TaskFacts
from engine.people.verdict import UNKNOWN, Verdict, allowed_for, conflict, forbidden


def may_with_task(actor: Actor, act: Act, task: TaskFacts) -> Verdict:
    """Whether the actor may do this act to this task; the caller has looked at scopes."""
    matching = task.groups & groups_in(actor, task.case)
    holds = bool(matching) or actor.id == task.claimed_by
    if not task.groups and not holds:
        return UNKNOWN
    if not holds:
        return _outsider(actor, act, task)
    if actor.administrator:
        return forbidden("administrator")
    whom = _for_whom(actor, matching, task)
    stopped = _hand(actor, act, task, whom)
    if act is Act.VIEW_TASK:
        return stopped or allowed_for(whom)
    return _already_done(task) or stopped or _state(act, task) or _holder(actor, act, task, whom)


def may_receive(receiver: Actor, giver: Actor, task: TaskFacts) -> Verdict:
    """Whether the task may be handed over (转办) to this person: a candidate too, or a colleague of the giver.

    What is asked of an expert is asked of the person and cannot be passed on.
    """
    if receiver.administrator:
        return forbidden("receiver_administrator")
    if receiver.id == giver.id:
        return forbidden("receiver_oneself")
    is_candidate = bool(task.groups & groups_in(receiver, task.case))
    if not is_candidate and (_is_experts(task) or receiver.units.isdisjoint(giver.units)):
        return forbidden("receiver_elsewhere")
    kept_off = _hand(receiver, Act.COMPLETE, task, "")
    return forbidden("receiver_kept_off") if kept_off else allowed_for("")


def _outsider(actor: Actor, act: Act, task: TaskFacts) -> Verdict:
    """Somebody who is no candidate: the office looks on, who did it may look back, others know of the case or not."""
    held = capacities(actor, task.case)
    if is_recused(actor, task.case):
        return forbidden("recused")
    if actor.administrator and held:
        return forbidden("administrator")
    if act is Act.VIEW_TASK and (held & OFFICE or (task.done_by and task.done_by == actor.id)):
        return allowed_for("")
    if act in (Act.RELEASE, Act.HAND_OVER) and Capacity.DIRECTOR in held and task.claimed_by:
        return _already_done(task) or _state(act, task) or allowed_for("")
    return forbidden("not_candidate") if held else UNKNOWN


def _already_done(task: TaskFacts) -> Verdict | None:
    if not task.done:
        return None
    return conflict("already_done", by=task.done_by_name or task.done_by, at=task.done_at)


def _hand(actor: Actor, act: Act, task: TaskFacts, whom: str) -> Verdict | None:
    """Whether this hand (and the one it acts for) must keep off the task, whatever its groups say."""
    if is_recused(actor, task.case):
        return forbidden("recused")
    if act is Act.VIEW_TASK:
        return None
    if not task.separated.isdisjoint((actor.id, whom)):
        return forbidden("separated")
    return forbidden("own_matter") if _own_matter(actor, task) else None


def _own_matter(actor: Actor, task: TaskFacts) -> bool:
    if not task.barred_units.isdisjoint(actor.units):
        return True
    if task.act in DECIDES_ON_LEAD and task.item_lead in actor.units:
        return True
    case = task.case
    return task.act in DECIDES_ON_APPLICANT and (case.opened_by in actor.persons or case.applicant_unit in actor.units)


def _state(act: Act, task: TaskFacts) -> Verdict | None:
    if possible(act, task.case.known_state, ended=task.case.ended):
        return None
    return conflict("state", state=task.case.state)


def _holder(actor: Actor, act: Act, task: TaskFacts, whom: str) -> Verdict:
    """A candidate with free hands: what is left is who holds the claim."""
    claimed_by_other = bool(task.claimed_by) and task.claimed_by not in actor.persons
    if act is Act.RELEASE:
        return _release(actor, task, claimed_by_other)
    if claimed_by_other:
        return conflict("claimed", by=task.claimed_by_name or task.claimed_by, at=task.claimed_at)
    if act is Act.HAND_OVER and _is_experts(task):
        return forbidden("expert_in_person")
    return allowed_for(whom)


def _release(actor: Actor, task: TaskFacts, claimed_by_other: bool) -> Verdict:
    if not task.claimed_by:
        return conflict("not_claimed")
    if claimed_by_other and Capacity.DIRECTOR not in capacities(actor, task.case):
        return conflict("claimed", by=task.claimed_by_name or task.claimed_by, at=task.claimed_at)
    return allowed_for("")


def _is_experts(task: TaskFacts) -> bool:
    experts = {part.group for part in task.case.parts if part.kind == EXPERT}
    return not task.groups.isdisjoint(experts)


def _for_whom(actor: Actor, matching: frozenset[str], task: TaskFacts) -> str:
    """The person represented, when only a deputy's post makes the actor a candidate."""
    if task.claimed_by == actor.id or len(actor.persons) == 1:
        return ""
    liaisons = {f"liaison@{part.unit}" for part in task.case.parts if part.unit and part.group in matching}
    return actor.represents(matching | liaisons)
