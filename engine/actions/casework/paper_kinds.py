"""The declared table of papers: which act issues which, from which forms, to whom, under which number, kept how long.

It is data (`processes/<procedure>/papers/papers.yaml`) and read once; what it says wrongly is refused with its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from engine.errors import Invalid
from engine.paper_files import TABLE, shipped_table, shipped_template
from engine.yaml_files import YamlRefused, read_yaml

LAYOUTS: Final = ("letter", "minutes", "sheet", "form")
TO: Final = (
    *("applicant", "lead", "participants", "participant", "office", "leading_group"),
    *("cities", "waiting", "each_participant"),
)
READERS: Final = ("concerned", "addressee", "recipient")
RETENTION: Final = ("permanent", "thirty_years", "ten_years")
#: what the office asks for on demand
DRAW: Final = "draw"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper as declared. `forms` gives each name the ids of the forms it may stand for."""

    key: str
    titles: Mapping[str, str]
    layout: str
    on: frozenset[str]
    to: str
    readers: str
    retention: str
    when: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    series: str = ""
    deadline: str = ""
    each: bool = False
    about_paper: bool = False

    def title(self, lang: str) -> str:
        """What it is called."""
        return self.titles.get(lang) or self.titles["zh"]

    @property
    def on_demand(self) -> bool:
        """Whether the office may draw it when it wants one."""
        return DRAW in self.on

    @property
    def is_for_each(self) -> bool:
        """Whether every participant gets one of its own; those of one act are one letter and bear one number."""
        return self.to == "each_participant"

    @property
    def is_blank(self) -> bool:
        """Whether it is an empty form handed out to participants; the filled one is what belongs into the file."""
        return self.is_for_each and self.on == {DRAW}

    def is_issued_by(self, element: str, choices: Mapping[str, Any]) -> bool:
        """Whether doing this element with these choices issues it."""
        return element in self.on and all(choices.get(name) == value for name, value in self.when.items())


PaperKinds = Mapping[str, PaperKind]
NONE: Final[PaperKinds] = {}


@cache
def kinds_of(procedure: str) -> PaperKinds:
    """The papers of a procedure by key, as declared; none where it declares none. Raises Invalid for a wrong table."""
    raw = shipped_table(procedure)
    return read_kinds(raw) if raw is not None else NONE


def title_of(procedure: str, kind: str, lang: str) -> str:
    """The name of a kind of paper; its key where the procedure declares it no longer."""
    known = kinds_of(procedure).get(kind)
    return known.title(lang) if known else kind


def read_kinds(raw: bytes) -> dict[str, PaperKind]:
    """The table in these bytes. Raises Invalid naming the paper that is declared wrongly."""
    try:
        rows = read_yaml(raw)
    except YamlRefused:
        raise Invalid("actions.file_unreadable", file=TABLE) from None
    if not isinstance(rows, dict):
        raise Invalid("actions.file_unreadable", file=TABLE)
    return {str(key): _kind(str(key), row) for key, row in rows.items()}


def _kind(key: str, row: Any) -> PaperKind:
    try:
        kind = PaperKind(
            key=key,
            titles={str(lang): str(title) for lang, title in row["title"].items()},
            layout=_one_of(row["layout"], LAYOUTS),
            on=frozenset(str(one) for one in row["on"]),
            to=_one_of(row["to"], TO),
            readers=_one_of(row["readers"], READERS),
            retention=_one_of(row["retention"], RETENTION),
            when={str(name): str(value) for name, value in row.get("when", {}).items()},
            forms={str(name): tuple(map(str, ids)) for name, ids in row.get("forms", {}).items()},
            series=str(row.get("series", "")),
            deadline=str(row.get("deadline", "")),
            each="each" in row,
            about_paper="about" in row,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Invalid("papers.declared_wrongly", paper=key) from None
    if "zh" not in kind.titles:
        raise Invalid("papers.declared_wrongly", paper=key)
    return kind


def _one_of(value: object, known: tuple[str, ...]) -> str:
    if value not in known:
        raise ValueError(value)
    return str(value)


def template_shipped(procedure: str, kind: str) -> bytes:
    """The template that ships for a declared paper. Raises Invalid where it is missing."""
    raw = shipped_template(procedure, kind)
    if raw is None:
        raise Invalid("papers.template_missing", paper=kind)
    return raw
