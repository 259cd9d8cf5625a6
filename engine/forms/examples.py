"""Made-up submissions that a form accepts: what a simulated person types. Never a real name, never the same twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

import rstr

from engine.errors import Incident
from engine.forms.deriving import Options, option_values
from engine.forms.form import Form
from engine.forms.shape import Branch, Leaf, Rows, in_sight, is_hidden

#: how often a submission is made up anew before the form is called unanswerable
ATTEMPTS = 40
#: how often an optional field is filled in
FILLED = 0.6
_SAMPLES = ("13800000000", "nobody@example.invalid", "1", "A1")


def example(form: Form, random: Random, options: Options, today: date) -> dict[str, Any]:
    """One submission that this form accepts, as `Form.accept` gives it.

    Raises Incident when none was found: its rules contradict each other, or ask for a text nobody can guess.
    """
    for _ in range(ATTEMPTS):
        data = _Author(random, options, today).branch(form.shape, {})
        if not form.check(data, options):
            return form.accept(data, options)
    wrong = form.check(data, options)
    raise Incident("forms.no_example", places=", ".join(error.path for error in wrong))


class _Author:
    """Writes one submission, field by field in the order of the form, so that conditions see what stands above."""

    def __init__(self, random: Random, options: Options, today: date) -> None:
        self._random, self._options, self._today = random, options, today

    def branch(self, branch: Branch, around: Mapping[str, Any]) -> dict[str, Any]:
        """The members of an object."""
        data: dict[str, Any] = {}
        for key, member in branch.members.items():
            names = in_sight(around, data)
            if is_hidden(member, names) or (isinstance(member, Leaf) and _is_given(member)):
                continue
            if isinstance(member, Leaf):
                if member.required or self._random.random() < FILLED:
                    data[key] = self._leaf(member)
            elif isinstance(member, Branch):
                data[key] = self.branch(member, names)
            else:
                data[key] = self._rows(member, names)
        return data

    def _rows(self, rows: Rows, names: Mapping[str, Any]) -> list[dict[str, Any]]:
        most = min(rows.most, max(rows.least, 1) + 1)
        return [self.branch(rows.row, names) for _ in range(self._random.randint(rows.least, most))]

    def _leaf(self, leaf: Leaf) -> Any:
        schema = leaf.schema
        if leaf.options_key:
            return self._choice(leaf, option_values(self._options.get(leaf.options_key, ())))
        if leaf.type == "checkbox":
            return True if "const" in schema else self._random.random() < 0.5  # a coin
        if "enum" in schema:
            return self._choice(leaf, list(schema["enum"]))
        if schema.get("type") == "array":
            return self._choice(leaf, list(schema["items"]["enum"]))
        if schema.get("type") in ("number", "integer"):
            return self._number(schema)
        return self._moment(schema["format"]) if "format" in schema else self._text(leaf)

    def _choice(self, leaf: Leaf, values: list[Any]) -> Any:
        if leaf.type in ("checklist", "taglist"):
            return self._random.sample(values, self._random.randint(min(1, len(values)), len(values)))
        return self._random.choice(values) if values else None

    def _number(self, schema: Mapping[str, Any]) -> int:
        least = schema.get("minimum", min(0, schema.get("maximum", 0)))
        most = schema.get("maximum", least + 10)
        whole = (-int(-least // 1), int(most // 1))
        return self._random.randint(*whole) if whole[0] <= whole[1] else least

    def _moment(self, form: str) -> str:
        day = self._today + timedelta(days=self._random.randint(-3, 40))
        return {"day": f"{day}", "time_of_day": "10:00", "moment": f"{day}T10:00"}[form]

    def _text(self, leaf: Leaf) -> str:
        if leaf.type == "filepicker":
            return f"files::simulated-{self._random.randrange(10**6)}"
        pattern = leaf.schema.get("pattern")
        if pattern:
            made: str = rstr.Rstr(self._random).xeger(str(pattern).removeprefix("^").removesuffix("$"))
            return str(self._random.choice((made, made, *_SAMPLES)))
        least, most = leaf.schema.get("minLength", 1), leaf.schema.get("maxLength", 20)
        wanted = f"[{leaf.label}]"
        text: str = (wanted * (1 + least // len(wanted)))[: max(least, min(most, 30))]
        return text


def _is_given(leaf: Leaf) -> bool:
    """Whether nobody types it: switched off, computed, or fixed as drawn."""
    return leaf.is_disabled or leaf.formula is not None or leaf.rights.is_fixed
