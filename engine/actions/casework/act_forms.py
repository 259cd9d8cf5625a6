"""The forms of acts beside the diagram, which no procedure draws: one file each in `processes/acts`, named by its act.

Pages show them, the API names them in its offers, and every door has what was typed checked by the same one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from engine.actions.casework.form_choices import FormChoices
from engine.actions.casework.work import CaseWork
from engine.cases.acts import Act
from engine.errors import Unknown
from engine.forms.form import Form

FOLDER = Path(__file__).parents[3] / "processes" / "acts"
SUFFIX = ".form"
#: a correction of a record, which has a form beside that of the corrected one
CORRECT_RECORD = "correct_record"


@dataclass(frozen=True, slots=True)
class ActForm:
    """A form-js schema and the same ready to check."""

    id: str
    schema: Mapping[str, Any]
    form: Form

    @property
    def keys(self) -> frozenset[str]:
        """The fields it has."""
        return frozenset(self.form.shape.members)


@cache
def act_form(name: str) -> ActForm | None:
    """The form of this act (or `correct_record`); None for an act that asks for nothing beside the diagram."""
    path = FOLDER / f"{name}{SUFFIX}"
    if name not in _names() or not path.is_file():
        return None
    schema: dict[str, Any] = orjson.loads(path.read_bytes())
    return ActForm(name, schema, Form.compile(schema))


def known_form(name: str) -> ActForm:
    """The form of this act. Raises Unknown where the act has none beside the diagram."""
    found = act_form(name)
    if found is None:
        raise Unknown("actions.unknown_act")
    return found


def form_of(act: Act) -> str | None:
    """The id of the form of this act beside the diagram, as offers name it."""
    return act.value if act_form(act.value) else None


def accepted(work: CaseWork, name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into this act's form, checked and trimmed; "" where a field was left out. Raises Invalid."""
    found = act_form(name)
    assert found is not None, f"{name} has a form"  # noqa: S101
    clean = found.form.accept({key: value for key, value in given.items() if value is not None}, FormChoices(work))
    return {key: clean.get(key, "") for key in found.keys}


def choices_of(work: CaseWork, found: ActForm) -> dict[str, Sequence[Any]]:
    """The choices this form asks for, as they stand in this case."""
    choices = FormChoices(work)
    return {name: list(choices[name]) for name in found.form.option_lists}


@cache
def _names() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob(f"*{SUFFIX}"))
