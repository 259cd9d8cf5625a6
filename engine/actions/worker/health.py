"""Signs of life: a worker gives them at each look, and anyone may ask when the last one was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.actions.house.office import Office
from engine.errors import Refusal
from engine.storage import workers

#: a due row waits at most this long, hence a silence longer than this is red (F07)
LONGEST_SILENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """What is known about the house at one instant."""

    #: whether the database answered
    database: bool
    #: seconds since a worker last looked at the clock; None where none ever did
    ticker_age: float | None
    #: whether somebody still looks; a house that has just started is given the time to begin
    ticking: bool

    @property
    def is_well(self) -> bool:
        return self.database and self.ticking


def beat(office: Office, worker: str) -> None:
    """Note that this worker looked at the clock."""
    with office.database.writing() as connection:
        workers.beat(connection, worker, office.clock.now())


def read(office: Office, since: datetime) -> VitalSigns:
    """The signs of life now; `since` is when the asking process started."""
    now = office.clock.now()
    try:
        with office.database.reading() as connection:
            last = workers.latest(connection)
    except Refusal:
        return VitalSigns(database=False, ticker_age=None, ticking=False)
    return VitalSigns(
        database=True,
        ticker_age=None if last is None else (now - last).total_seconds(),
        ticking=now - max(last or since, since) <= LONGEST_SILENCE,
    )


def figures(office: Office) -> dict[str, int]:
    """How many cases, tasks and timers there are."""
    with office.database.reading() as connection:
        return workers.figures(connection)
