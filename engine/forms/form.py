"""A form-js form on the server: what a submission must look like, and which of its values may route the case.

The schema a designer drew is the only source; the JSON Schema of the data is derived from it, for a form with
conditions anew for each submission. Compile once, keep the value: it is immutable and threads may share it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jsonschema.protocols import Validator

from engine.errors import FieldError, Invalid
from engine.forms.cleaning import cleaned
from engine.forms.deriving import Options, derive, missing_options
from engine.forms.field_rights import Hand, Level
from engine.forms.filling import NOTHING, filled, is_formula, merged, seen, trespasses
from engine.forms.keywords import validator_of
from engine.forms.naming_errors import field_errors
from engine.forms.plain import plain_errors
from engine.forms.problems import ERROR, Problem
from engine.forms.reading import read_form
from engine.forms.shape import Branch, Leaf, Rows
from engine.forms.views import masked, routing

NO_OPTIONS: Options = {}


class Form:
    """One compiled form."""

    def __init__(self, root: Branch) -> None:
        self._root = root
        self._validator: Validator | None = None if root.is_dynamic else validator_of(derive(root, {}, NO_OPTIONS))

    @classmethod
    def compile(cls, schema: Mapping[str, Any]) -> Form:
        """Read a form-js schema. Raises Invalid naming each component the server could not check."""
        root, findings = read_form(schema)
        errors = [FieldError(one.component, one.key, one.params) for one in findings.found if one.severity == ERROR]
        if errors:
            raise Invalid("forms.schema_refused", fields=errors, form=str(schema.get("id", "")))
        return cls(root)

    @property
    def shape(self) -> Branch:
        """The fields, for whoever makes up a submission."""
        return self._root

    @property
    def routing_keys(self) -> tuple[str, ...]:
        """The keys that reach the process data."""
        return tuple(key for key, member in self._root.members.items() if member.is_routing)

    @property
    def option_lists(self) -> tuple[str, ...]:
        """Names of the choices this form asks to be handed in."""
        return tuple(dict.fromkeys(missing_options(self._root, NO_OPTIONS)))

    def check(
        self, data: Any, options: Options = NO_OPTIONS, hand: Hand | None = None, kept: Mapping[str, Any] = NOTHING
    ) -> list[FieldError]:
        """What is wrong with a submission, one error a field; empty when it may be taken. See `accept`."""
        return self._examined(data, options, hand, kept)[1]

    def accept(
        self, data: Any, options: Options = NO_OPTIONS, hand: Hand | None = None, kept: Mapping[str, Any] = NOTHING
    ) -> dict[str, Any]:
        """The submission as it is stored: checked, trimmed, without blank fields. Raises Invalid naming each field.

        `options` are the choices handed in, by the form's `valuesKey`; `hand` is who fills it in (None: the house);
        `kept` is what others wrote before, from which fields are taken that this hand may not write.
        """
        whole, errors = self._examined(data, options, hand, kept)
        if errors:
            raise Invalid("forms.refused", fields=errors)
        return whole

    def accept_draft(self, data: Any, hand: Hand | None = None, kept: Mapping[str, Any] = NOTHING) -> dict[str, Any]:
        """An unfinished submission: any known fields, with any values of bearable size. Raises Invalid otherwise."""
        errors = plain_errors(data) or [
            FieldError(str(key), "forms.error.unknown") for key in data if key not in self._root.members
        ]
        errors = errors or trespasses(self._root, data, hand)
        if errors:
            raise Invalid("forms.refused", fields=errors)
        return merged(self._root, data, hand, kept)

    def seen(self, data: Mapping[str, Any], hand: Hand) -> dict[str, Any]:
        """The data without the fields that this hand may not see."""
        return seen(self._root, data, hand)

    def json_schema(self, data: Mapping[str, Any] | None = None, options: Options = NO_OPTIONS) -> dict[str, Any]:
        """The JSON Schema that these data must satisfy once blank fields are left out."""
        return derive(self._root, data or {}, options)

    def routing(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Every routing field with its value; a blank one is None, False or an empty list."""
        return routing(self._root, data)

    def masked(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data for a reader without the real ones: free text, files and identifying fields covered."""
        return masked(self._root, data)

    def _examined(
        self, data: Any, options: Options, hand: Hand | None, kept: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[FieldError]]:
        """The whole submission and what is wrong with it."""
        errors = plain_errors(data)
        if errors:
            return {}, errors
        clean = cleaned(self._root, data)
        errors = trespasses(self._root, clean, hand)
        if errors:
            return {}, errors
        whole = filled(self._root, clean, hand, kept)
        return whole, [self._awaited(error, hand) for error in self._field_errors(whole, options)]

    def _awaited(self, error: FieldError, hand: Hand | None) -> FieldError:
        """What is wrong in a field of somebody else's hand is not this person's to mend, and is said so."""
        member = self._root.members.get(error.path.partition(".")[0])
        if isinstance(member, Branch) or member is None or member.rights.level(hand) is Level.WRITE:
            return error
        return FieldError(error.path, "forms.error.awaits_other") if not is_formula(member) else error

    def _field_errors(self, clean: Mapping[str, Any], options: Options) -> list[FieldError]:
        if self._validator is None:
            lacking = missing_options(self._root, options)
            if lacking:
                return [FieldError(name, "forms.error.no_options", {"options": name}) for name in lacking]
            validator = validator_of(derive(self._root, clean, options))
        else:
            validator = self._validator
        return field_errors(self._root, validator.iter_errors(clean)) or _decimal_errors(self._root, clean, "")


def deployment_problems(schema: Mapping[str, Any]) -> list[Problem]:
    """What the server cannot check (errors) or only the browser checks (warnings) in this form; for the lint."""
    return read_form(schema)[1].found


def routing_values(schema: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The routing values of a submission by its form's schema; where a form is at hand, use `Form.routing`."""
    return Form.compile(schema).routing(data)


def _decimal_errors(branch: Branch, data: Mapping[str, Any], before: str) -> list[FieldError]:
    """Numbers with more decimals than the form allows; JSON Schema cannot count decimals of a binary fraction."""
    found: list[FieldError] = []
    for key, value in data.items():
        member, path = branch.members[key], f"{before}{key}"
        if isinstance(member, Branch):
            found += _decimal_errors(member, value, f"{path}.")
        elif isinstance(member, Rows):
            for position, row in enumerate(value):
                found += _decimal_errors(member.row, row, f"{path}.{position}.")
        elif _has_too_many_decimals(member, value):
            found.append(FieldError(path, "forms.error.decimals", {"digits": member.decimals}))
    return found


def _has_too_many_decimals(leaf: Leaf, value: Any) -> bool:
    if leaf.decimals is None or not isinstance(value, float):
        return False
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > leaf.decimals
