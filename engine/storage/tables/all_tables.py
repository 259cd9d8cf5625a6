"""Importing this module declares every table; migrations and checks need them all."""

from __future__ import annotations

from engine.storage.tables import (
    applications,
    cases,
    definitions,
    externals,
    identity,
    jobs,
    kept_forms,
    lists,
    meetings,
    moves,
    need_to_know,
    papers,
    participation,
    people,
    preferences,
    records,
    tasks,
    timers,
    told,
    uploads,
)
from engine.storage.tables.base import metadata

SUBJECTS = (
    applications,
    cases,
    definitions,
    externals,
    identity,
    jobs,
    kept_forms,
    lists,
    meetings,
    moves,
    need_to_know,
    papers,
    participation,
    people,
    preferences,
    records,
    tasks,
    timers,
    told,
    uploads,
)

__all__ = ["SUBJECTS", "metadata"]
