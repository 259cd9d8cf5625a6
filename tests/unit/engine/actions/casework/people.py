"""Forms and people of an invented bench (虚构), for tests that need them by name."""

from __future__ import annotations

from engine.people.actor import Actor, Post

REQUEST = {"wish": "送一份材料（虚构）"}
PREPARED = {"answer": "已备齐（虚构）", "choice": "yes"}


def bench_person(name: str) -> Actor:
    """A person of the bench, known by this id."""
    return Actor(name, f"{name}（虚构）", "bench", (Post("bench", "bench"),))
