"""Who reads a paper, and whether as it is or covered. The rule of forms holds, and two things more.

A paper that goes to somebody in particular is read by the office, by its author and by those it was addressed to; and
an addressee reads it as it is, also when the case is over, because that is what was served on them. Experts read what
everybody concerned reads, covered, and what was addressed to them. A paper that goes to every participant is read by
each in the own copy alone, and covered, as everything is that participants are told of a child.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.people.capacities import OFFICE, capacities
from engine.people.rights import may
from engine.people.subjects import CaseFacts, ContentFacts
from engine.people.verdict import Verdict, forbidden

#: readers: everybody who takes part; the addressees alone, as it is; each recipient the own copy, covered
CONCERNED, ADDRESSEE, RECIPIENT = "concerned", "addressee", "recipient"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper: who wrote it, to whom it went (units by key, experts by id), who may read it."""

    case: CaseFacts
    author_unit: str
    author: str
    addressees: frozenset[str] = frozenset()
    readers: str = CONCERNED


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether the actor may read the paper at all, and whether uncovered."""

    verdict: Verdict
    real: bool


def may_read_paper(actor: Actor, paper: PaperFacts) -> Reading:
    """Whether and how this actor reads this paper."""
    content = ContentFacts(paper.case, paper.author_unit, paper.author)
    common = may(actor, Act.VIEW_CONTENT, content)
    if not common.allowed:
        return Reading(common, real=False)
    own = paper.author == actor.id or paper.author_unit in actor.units
    served = not paper.addressees.isdisjoint(actor.units | {actor.id})
    office = not capacities(actor, paper.case).isdisjoint(OFFICE)
    if paper.readers != CONCERNED and not (own or served or office):
        return Reading(forbidden("content_of_others"), real=False)
    as_served = served and paper.readers == ADDRESSEE and not office
    return Reading(common, real=as_served or may(actor, Act.VIEW_REAL_DATA, content).allowed)
