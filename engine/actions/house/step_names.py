"""The steps that lists can be narrowed to, as they are called."""

from __future__ import annotations

from engine.actions.house.office import Office
from engine.storage import search_keys


def steps(office: Office) -> list[tuple[str, str]]:
    """Element and name of every step that ever waited for somebody, each element once, by name."""
    with office.database.reading() as connection:
        return list(dict(search_keys.all_steps(connection)).items())
