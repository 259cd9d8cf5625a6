"""Which verb of the house each word of a scenario means; a word that is none is the name of a message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.actions.calendar.import_calendar import import_calendar
from engine.actions.cases.add_participant import add_participant
from engine.actions.cases.complain import complain
from engine.actions.cases.correct import correct_deadline
from engine.actions.cases.enter_afterwards import enter_afterwards
from engine.actions.cases.merge import merge
from engine.actions.cases.record_instruction import record_instruction
from engine.actions.cases.serve import serve
from engine.actions.cases.split import split
from engine.actions.cases.terminate import terminate
from engine.actions.cases.urge import urge
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.hand_over import hand_over
from engine.actions.tasks.release_task import release
from engine.actions.tasks.save_draft import save_draft
from engine.actions.tasks.send_message import send
from engine.errors import Conflict, Invalid
from engine.people.actor import Actor
from engine.rehearsals.scenario import Step
from engine.rehearsals.stage import shipped_table
from engine.storage import tasks


@dataclass(slots=True)
class Scene:
    """What a verb may look at: the office, who acts, and the cases opened so far by their names in the scenario."""

    office: Office
    procedure: str
    actor: Actor
    cases: dict[str, str]

    def case(self, step: Step, name: str = "") -> str:
        """Id of the case the step speaks of. Raises Invalid for a name no step has opened."""
        found = self.cases.get(name or step.case)
        if found is None:
            raise Invalid("rehearsals.unknown_case", step=step.position, case=name or step.case)
        return found

    def task(self, step: Step) -> str:
        """Id of the oldest open task of the step's element and item. Raises Conflict when none is open."""
        with self.office.database.reading() as connection:
            rows = tasks.open_of_case(connection, self.case(step)).values()
        wanted = [row for row in rows if row.element == step.get("task") and row.item == step.get("item")]
        if not wanted:
            raise Conflict("rehearsals.no_open_task", task=step.get("task"), item=step.get("item") or "-")
        return min(wanted, key=lambda row: (row.opened_at, row.id)).id


Verb = Callable[[Scene, Step], Answer]


def act(scene: Scene, step: Step) -> Answer:
    """Do what the step says. Raises whatever the house refuses."""
    return VERBS.get(step.verb, _message)(scene, step)


def _open(scene: Scene, step: Step) -> Answer:
    answer = open_case(scene.office, scene.actor, scene.procedure, step.form)
    scene.cases[step.case] = answer.case_id
    return answer


def _split(scene: Scene, step: Step) -> Answer:
    answer = split(scene.office, scene.actor, scene.case(step), step.form)
    scene.cases[str(step.get("new", "split"))] = str(answer.details["case_id"])
    return answer


def _enter_afterwards(scene: Scene, step: Step) -> Answer:
    return enter_afterwards(
        scene.office,
        scene.actor,
        scene.task(step),
        step.form,
        true_day=str(step.get("true_day")),
        done_by=str(step.get("done_by") or step.actor),
        reason=str(step.get("reason")),
    )


def _import_calendar(scene: Scene, step: Step) -> Answer:
    said = step.get("table")
    table = said if isinstance(said, Mapping) else shipped_table(int(said))
    if table is None:
        raise Invalid("rehearsals.no_such_table", step=step.position, year=said)
    import_calendar(scene.office, scene.actor, table)
    return Answer()


def _message(scene: Scene, step: Step) -> Answer:
    return send(scene.office, scene.actor, scene.case(step), step.verb, str(step.get("item")), step.form)


def _on_case(verb: Callable[..., Answer]) -> Verb:
    return lambda scene, step: verb(scene.office, scene.actor, scene.case(step), step.form)


def _on_task(verb: Callable[..., Answer], *names: str) -> Verb:
    def on(scene: Scene, step: Step) -> Answer:
        given: list[Any] = [step.get(name) if name != "form" else step.form for name in names]
        return verb(scene.office, scene.actor, scene.task(step), *given)

    return on


VERBS: Mapping[str, Verb] = {
    "open_case": _open,
    "claim": _on_task(claim),
    "release": _on_task(release),
    "save_draft": _on_task(save_draft, "form"),
    "complete": _on_task(complete, "form"),
    "hand_over": _on_task(hand_over, "to"),
    "enter_afterwards": _enter_afterwards,
    "add_participant": _on_case(add_participant),
    "urge": lambda scene, step: urge(
        scene.office, scene.actor, scene.case(step), step.form, item=str(step.get("item"))
    ),
    "terminate": _on_case(terminate),
    "merge": lambda scene, step: merge(
        scene.office, scene.actor, scene.case(step), scene.case(step, str(step.get("into"))), step.form
    ),
    "split": _split,
    "serve": _on_case(serve),
    "correct": _on_case(correct_deadline),
    "record_instruction": _on_case(record_instruction),
    "complain": _on_case(complain),
    "import_calendar": _import_calendar,
}
