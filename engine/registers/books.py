"""The books of the office and their columns. What stands in a column is a day, a number, a code, a pseudonym or a key.

No column holds what somebody wrote in free text, and none the name of a child.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What stands in a column, and so how it is shown and sorted."""

    TEXT = "text"  #: numbers of papers and cases, pseudonyms
    DAY = "day"
    COUNT = "count"
    UNIT = "unit"  #: key of a body
    UNITS = "units"
    PERSON = "person"  #: id of somebody of the office
    STATE = "state"  #: state of a case or item
    WORD = "word"  #: one of a few words of the register itself
    WORDS = "words"
    STEP = "step"  #: element of the diagram
    ITEM = "item"  #: which decision of its case


@dataclass(frozen=True, slots=True)
class Column:
    """One column; its head is the sentence `registers.column.<name>`. `width` is in characters of a sheet."""

    name: str
    kind: Kind = Kind.TEXT
    width: int = 14
    #: a word `x` of this column is the sentence `registers.<words>.x`
    words: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """One register; `registers.book.<name>` is its title, `registers.book.<name>.about` says which day counts.

    `counted` is the column of words by which those are told its numbers who may not read it.
    """

    name: str
    columns: tuple[Column, ...]
    counted: str
    #: its entries are in the order of days; of all other books, in the order of instants
    by_day: bool = False

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(one for one in self.columns if one.name == name)


_K = Kind
NUMBER: Final = Column("number", width=28)
ITEM: Final = Column("item", Kind.ITEM, 10)
LEAD: Final = Column("lead", _K.UNIT, 20)

ACCEPTANCE: Final = Book(
    "acceptance",
    (
        NUMBER,
        Column("applicant", _K.UNIT, 20),
        Column("children", width=22),
        Column("opened", _K.DAY),
        Column("review_due", _K.DAY),
        Column("decided", _K.DAY),
        Column("decision", _K.WORD, 12, "decision"),
        Column("paper", width=26),
        Column("officer", _K.PERSON, 16),
        Column("urgency", _K.WORD, 8, "urgency"),
        Column("state", _K.STATE, 14),
        Column("closed", _K.DAY),
    ),
    counted="decision",
)
MEETINGS: Final = Book(
    "meetings",
    (
        Column("met", _K.DAY),
        NUMBER,
        Column("applicant", _K.UNIT, 20),
        Column("round", _K.COUNT, 8),
        Column("units_present", _K.COUNT, 10),
        Column("disciplines", _K.COUNT, 10),
        Column("heads", _K.COUNT, 10),
        Column("consensus", _K.WORD, 12, "consensus"),
        Column("items", _K.COUNT, 10),
        Column("paper", width=28),
    ),
    counted="consensus",
    by_day=True,
)
DECISIONS: Final = Book(
    "decisions",
    (
        NUMBER,
        ITEM,
        LEAD,
        Column("supporting", _K.UNITS, 30),
        Column("begun", _K.DAY),
        Column("first_due", _K.DAY),
        Column("due", _K.DAY),
        Column("reported", _K.DAY),
        Column("filed", _K.DAY),
        Column("days_late", _K.COUNT, 10),
        Column("carried_out", _K.WORD, 14, "carried_out"),
        Column("item_state", _K.STATE, 14),
    ),
    counted="carried_out",
)
EXTENSIONS: Final = Book(
    "extensions",
    (
        NUMBER,
        ITEM,
        LEAD,
        Column("asked", _K.DAY),
        Column("old_due", _K.DAY),
        Column("decided", _K.DAY),
        Column("extension", _K.WORD, 12, "extension"),
        Column("new_due", _K.DAY),
        Column("decided_by", _K.PERSON, 16),
        Column("paper", width=26),
    ),
    counted="extension",
)
SERVICES: Final = Book(
    "services",
    (
        NUMBER,
        Column("served_with", _K.STEP, 22),
        Column("recipient", _K.UNIT, 20),
        Column("discipline", _K.WORD, 12, "discipline"),
        Column("way", _K.WORD, 10, "way"),
        Column("served", _K.DAY),
        Column("received", _K.DAY),
        Column("receipt", _K.WORD, 10, "receipt"),
    ),
    counted="receipt",
)
FILINGS: Final = Book(
    "filings",
    (
        NUMBER,
        ITEM,
        LEAD,
        Column("due", _K.DAY),
        Column("reported", _K.DAY),
        Column("in_time", _K.WORD, 10, "in_time"),
        Column("reviewed", _K.DAY),
        Column("filing", _K.WORD, 12, "filing"),
        Column("paper", width=26),
    ),
    counted="filing",
)
GUIDANCE: Final = Book(
    "guidance",
    (
        Column("paper", width=26),
        NUMBER,
        Column("circumstances", _K.WORDS, 24, "circumstance"),
        Column("protections", _K.WORDS, 30, "protection"),
        Column("published", _K.DAY),
        Column("sent_to", _K.COUNT, 10),
        Column("received_by", _K.COUNT, 10),
        Column("standing", _K.WORD, 10, "standing"),
    ),
    counted="standing",
)

BOOKS: Final[tuple[Book, ...]] = (ACCEPTANCE, MEETINGS, DECISIONS, EXTENSIONS, SERVICES, FILINGS, GUIDANCE)


def book_of(name: str) -> Book | None:
    """The book of this name."""
    return next((book for book in BOOKS if book.name == name), None)
