"""Who is acting: a person with posts, a program with a person's token, or the system itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from engine.people.roles import ADMINISTRATORS

SYSTEM_ID = "system"
#: the candidate group of one person alone is `person@<id>`
PERSON = "person"


def group_of(person: str) -> str:
    """The candidate group that is this person and whoever stands in for them."""
    return f"{PERSON}@{person}"


@dataclass(frozen=True, slots=True)
class Post:
    """A role held in a unit; `on_behalf_of` is the person a deputy stands in for, empty for an own post."""

    role: str
    unit: str
    on_behalf_of: str = ""

    @property
    def groups(self) -> tuple[str, str]:
        """The candidate groups that the post belongs to: the role anywhere, and the role in this unit."""
        return (self.role, f"{self.role}@{self.unit}")


@dataclass(frozen=True)
class Actor:
    """One acting person as the rights see it. `scopes` is None for a person who logged in, else a token's scopes.

    `only_case` is the one case a guest's link leads to; for everybody else it is empty.
    """

    id: str
    name: str
    unit: str
    posts: tuple[Post, ...] = ()
    scopes: frozenset[str] | None = None
    is_system: bool = False
    login: str = ""
    only_case: str = ""

    @classmethod
    def system(cls) -> Actor:
        """The house itself: timers, notices, the command line."""
        return cls(SYSTEM_ID, SYSTEM_ID, "", is_system=True)

    def standing_in(self, person: str, posts: Iterable[Post]) -> Actor:
        """The same actor, who for now also holds the posts of `person` as that person's deputy.

        The posts of an administrator are never lent: 三员 are three people, present or not.
        """
        lent = tuple(
            replace(post, on_behalf_of=person)
            for post in posts
            if post.role not in ADMINISTRATORS and not post.on_behalf_of
        )
        return replace(self, posts=self.posts + lent)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Every candidate group this actor belongs to, own and lent; participation in a case comes on top."""
        own = () if self.is_system else map(group_of, self.persons)
        return frozenset(group for post in self.posts for group in post.groups).union(own)

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.posts)

    @cached_property
    def units(self) -> frozenset[str]:
        """Every unit this actor belongs to or holds a post in."""
        return frozenset({self.unit, *(post.unit for post in self.posts)} - {""})

    @cached_property
    def persons(self) -> frozenset[str]:
        """The actor and everybody whom the actor stands in for."""
        return frozenset(post.on_behalf_of for post in self.posts if post.on_behalf_of) | {self.id}

    @cached_property
    def administrator(self) -> str | None:
        """The administrator's role this actor holds, if any."""
        return next((role for role in sorted(self.roles) if role in ADMINISTRATORS), None)

    def represents(self, groups: frozenset[str]) -> str:
        """For whom the actor acts as a member of these groups: empty when an own post will do, else the person."""
        matching = [post.on_behalf_of for post in self.posts if not groups.isdisjoint(post.groups)]
        matching += [person if person != self.id else "" for person in self.persons if group_of(person) in groups]
        return "" if not matching or "" in matching else min(matching)
