"""Take out each user task, timer, message and gateway branch in turn: at least one rehearsal must notice.

The lint would refuse about one in four of these diagrams before any case runs; it is kept quiet here, since it is the
rehearsals that are under test.
"""

from __future__ import annotations

from functools import cache

import pytest

from engine.actions.versions import drawing_up
from engine.diagrams.findings import DiagramRefused
from engine.errors import Incident, Refusal
from engine.rehearsals.player import play
from engine.rehearsals.scenario import Scenario, read_scenario
from tests.processes.bundle_files import FOLDER
from tests.processes.mutations import Mutation, mutations

FILES = {path.stem: path.read_bytes() for path in sorted((FOLDER / "rehearsals").glob("*.yaml"))}


@pytest.fixture(autouse=True)
def _quiet_lint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_up, "require", lambda _: [])


@cache
def scenario(name: str) -> Scenario:
    return read_scenario(FILES[name])


def likely(mutation: Mutation) -> list[str]:
    """All rehearsals, those first that name what few others name of the elements around what was taken out."""
    texts = {name: raw.decode() for name, raw in FILES.items()}
    naming = {element: [name for name in texts if element in texts[name]] for element in mutation.near}

    def rank(name: str) -> int:
        return min((len(names) for names in naming.values() if name in names), default=len(texts))

    return sorted(FILES, key=rank)


def notices(mutation: Mutation, name: str) -> bool:
    """Whether this rehearsal fails on the changed diagram."""
    try:
        return bool(play(scenario(name), mutation.bundle()).failures)
    except (DiagramRefused, Incident, Refusal):
        return True


@pytest.mark.parametrize("mutation", mutations(), ids=str)
def test_some_rehearsal_notices(mutation):
    assert any(notices(mutation, name) for name in likely(mutation))


def test_there_is_something_to_take_out():
    kinds = {mutation.kind for mutation in mutations()}

    assert kinds == {"userTask", "sendTask", "intermediateCatchEvent", "boundaryEvent", "branch"}
    assert len(mutations()) > 130
