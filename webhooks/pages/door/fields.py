"""A form-js schema as fields of an ordinary page, and what was typed into them read back; forms themselves check it.

For short forms and the guided application, which need words around each field. Names are the paths of the form, so a
row of a list is `subjects.0.pseudonym`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from engine.actions.files.read_file import FileLine
from engine.forms.languages import in_language
from webhooks.pages.texts import language

#: how each component is shown; what is not listed is words or nothing
KINDS: Final = {
    "textfield": "text",
    "textarea": "textarea",
    "number": "number",
    "datetime": "date",
    "select": "select",
    "radio": "radio",
    "checkbox": "checkbox",
    "checklist": "checks",
    "taglist": "checks",
    "dynamiclist": "rows",
    "filepicker": "files",
}
#: stands for the number of a row that is added in the browser
NEW_ROW: Final = "__row__"
MOST_ROWS: Final = 200

Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Field:
    """One field ready to be shown. `choices` are pairs of value and word; `hide` is the form's own condition."""

    name: str
    key: str
    kind: str
    label: str
    hint: str
    required: bool
    value: Any
    error: str
    choices: tuple[tuple[str, str], ...] = ()
    hide: str = ""
    limits: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[tuple[Field, ...], ...] = ()
    blank: tuple[Field, ...] = ()
    #: files that were handed in for this field already
    kept: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Showing:
    """What the fields are shown with: words for each list of choices, values typed before, errors by path."""

    words: Words = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    #: files handed in already, by the value of their field
    files: Mapping[str, tuple[FileLine, ...]] = field(default_factory=dict)


def fields_of(schema: Mapping[str, Any], showing: Showing, before: str = "") -> list[Field]:
    """The fields of the schema in its order, in the visitor's language; `before` is put in front of each name."""
    return list(_fields(in_language(schema, language()).get("components", ()), showing, showing.values, before))


def _fields(
    components: Sequence[Mapping[str, Any]], showing: Showing, values: Mapping[str, Any], before: str
) -> Iterator[Field]:
    for one in components:
        kind = KINDS.get(str(one.get("type")), "")
        if one.get("type") == "datetime" and one.get("subtype") != "date":
            kind = "text"
        if kind == "rows":
            yield _rows(one, showing, values, before)
        elif kind:
            yield _leaf(one, kind, showing, values, before)


def _leaf(one: Mapping[str, Any], kind: str, showing: Showing, values: Mapping[str, Any], before: str) -> Field:
    key = str(one["key"])
    validate = one.get("validate", {})
    hide = (one.get("conditional") or {}).get("hide", "")
    return Field(
        name=f"{before}{key}",
        key=key,
        kind=kind,
        label=str(one.get("label") or one.get("dateLabel") or key),
        hint=str(one.get("description") or ""),
        required=bool(validate.get("required")),
        value=values.get(key, one.get("defaultValue")),
        error=showing.errors.get(f"{before}{key}", ""),
        choices=_choices(one, showing.words),
        hide=str(hide),
        kept=showing.files.get(str(values.get(key, "")), ()),
        limits={name: validate[name] for name in ("min", "max", "maxLength") if name in validate}
        | {name: one[name] for name in ("accept", "multiple") if name in one},
    )


def _rows(one: Mapping[str, Any], showing: Showing, values: Mapping[str, Any], before: str) -> Field:
    path = str(one["path"])
    given = values.get(path)
    rows: list[Mapping[str, Any]] = [row for row in given if isinstance(row, Mapping)] if given else []
    while len(rows) < int(one.get("defaultRepetitions", 1)):
        rows.append({})
    inner = one.get("components", ())
    return Field(
        name=f"{before}{path}",
        key=path,
        kind="rows",
        label=str(one.get("label") or path),
        hint=str(one.get("description") or ""),
        required=False,
        value=None,
        error=showing.errors.get(f"{before}{path}", ""),
        rows=tuple(tuple(_fields(inner, showing, row, f"{before}{path}.{number}.")) for number, row in enumerate(rows)),
        blank=tuple(_fields(inner, showing, {}, f"{before}{path}.{NEW_ROW}.")),
    )


def _choices(one: Mapping[str, Any], words: Words) -> tuple[tuple[str, str], ...]:
    if one.get("valuesKey"):
        return tuple(words.get(str(one["valuesKey"]), {}).items())
    return tuple((str(value["value"]), str(value["label"])) for value in one.get("values", ()))


def typed(schema: Mapping[str, Any], form: MultiDict[str, str], before: str = "") -> dict[str, Any]:
    """What was typed into these fields, numbers and ticks as such; fields left blank are left out."""
    found: dict[str, Any] = {}
    for one in schema.get("components", ()):
        kind = KINDS.get(str(one.get("type")), "")
        key = str(one.get("key") or one.get("path") or "")
        value = _typed_rows(one, form, f"{before}{key}.") if kind == "rows" else _typed(kind, form, f"{before}{key}")
        if value not in (None, "", []):
            found[key] = value
    return found


def _typed(kind: str, form: MultiDict[str, str], name: str) -> Any:
    if kind == "checks":
        return [value for value in form.getlist(name) if value]
    if kind == "checkbox":
        return True if form.get(name) else None
    value = form.get(name, "").strip() if kind else ""
    return _number(value) if kind == "number" else value


def _typed_rows(one: Mapping[str, Any], form: MultiDict[str, str], before: str) -> list[dict[str, Any]]:
    numbers = {name[len(before) :].partition(".")[0] for name in form if name.startswith(before)}
    wanted = sorted(int(number) for number in numbers if number.isdigit())[:MOST_ROWS]
    rows = [typed(one, form, f"{before}{number}.") for number in wanted]
    return [row for row in rows if row]


def _number(text: str) -> Any:
    """A number where it is one; else the text, which the form will refuse at its field."""
    for reading in (int, float):
        try:
            return reading(text)
        except ValueError:
            continue
    return text


def labels_of(groups: Sequence[Sequence[Field]]) -> dict[str, str]:
    """The label of every field by its name, to say with an error what it is about."""
    found: dict[str, str] = {}
    for one in (one for group in groups for one in group):
        found[one.name] = one.label
        found |= {inner.name: inner.label for row in one.rows for inner in row}
    return found
