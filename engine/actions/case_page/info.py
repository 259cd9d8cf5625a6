"""基本信息: the application as its reader may see it, the decisions and their states, who knows, and what is linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from engine.actions.case_page.content import Contents
from engine.actions.case_page.head import application_of
from engine.actions.case_page.names import Names
from engine.actions.case_page.need_to_know import Knower, knowers
from engine.actions.casework.due_days import Due, nearest
from engine.actions.casework.parts import LEAD, SUPPORT
from engine.actions.casework.subjects import case_facts
from engine.actions.casework.work import CaseWork
from engine.actions.real_data.real_data_view import RealDataView, real_data_of
from engine.actions.tasks.shown_fields import ShownField
from engine.cases.acts import Act
from engine.cases.risks import RiskGrade, read_grade
from engine.cases.states import CaseState
from engine.errors import Unknown
from engine.people.rights import may
from engine.storage import cases, deadlines, links, risk_grades
from engine.storage.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class ShownSubmission:
    """One submission as its reader may see it: covered, and whether it may be revealed."""

    id: str
    step: str
    at: datetime
    by: str
    unit: str
    true_day: date | None
    fields: tuple[ShownField, ...]
    may_reveal: bool
    corrections: tuple[ShownSubmission, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision being carried out: by whom, in which state, and how its clock stands."""

    item: str
    name: str
    supports: tuple[str, ...]
    state: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class Graded:
    """A risk grade as it was given."""

    grade: RiskGrade | None
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """What the case has to do with another. `number` is empty where the reader may not know of that one."""

    kind: str
    other: str
    number: str


@dataclass(frozen=True, slots=True)
class Info:
    """Everything on the first tab. What is for whoever may read the history is empty for the others."""

    application: ShownSubmission | None
    carried: tuple[Carried, ...]
    knowers: tuple[Knower, ...]
    grades: tuple[Graded, ...]
    links: tuple[Link, ...]
    real: RealDataView


def info_of(work: CaseWork, names: Names) -> Info:
    """The first tab of a case that is being read; knowing of the case has been asked for."""
    knows = may(work.actor, Act.VIEW_HISTORY, case_facts(work)).allowed
    return Info(
        application=_application(work, names),
        carried=tuple(_carried(work, names, item) for item in _items(work)) if knows else (),
        knowers=knowers(work, names) if knows else (),
        grades=_grades(work, names) if knows else (),
        links=_links(work) if knows else (),
        real=real_data_of(work),
    )


def shown_submission(contents: Contents, row: SubmissionRow, names: Names) -> ShownSubmission:
    """One submission with what was put beside it later."""
    return ShownSubmission(
        id=row.id,
        step=names.element(row.element),
        at=row.written_at,
        by=names.person(row.written_by),
        unit=names.unit(names.unit_of(row.written_by)),
        true_day=row.true_day,
        fields=contents.fields(row),
        may_reveal=contents.may_reveal(row),
        corrections=tuple(shown_submission(contents, one, names) for one in contents.corrections(row.id)),
        reason=contents.correction_reason(row) if row.corrects else "",
    )


def _application(work: CaseWork, names: Names) -> ShownSubmission | None:
    try:
        contents = Contents.of(work, names, [application_of(work)])
    except Unknown:
        return None
    row = next((one for one in contents.rows if not one.corrects), None)
    return shown_submission(contents, row, names) if row is not None and contents.may_view(row) else None


def _items(work: CaseWork) -> list[str]:
    """Every decision that is or was carried out, those without a state of their own too, in their order."""
    leading = {row.key for row in work.parts.rows if row.kind == LEAD and row.end_reason is None}
    return sorted(leading | set(work.case.item_states), key=lambda key: (len(key), key))


def _carried(work: CaseWork, names: Names, item: str) -> Carried:
    clocks = [row for row in deadlines.of_case(work.connection, work.case.id) if row.item == item]
    held = [row for row in work.parts.rows if row.key == item and row.ended_at is None]
    return Carried(
        item=item,
        name=names.item(item),
        supports=tuple(names.unit(row.unit) for row in held if row.kind == SUPPORT),
        state=work.case.item_states.get(item, CaseState.IMPLEMENTING.value),
        due=nearest(clocks, work.now, work.ledger.calendar) if any(row.kind == LEAD for row in held) else None,
    )


def _grades(work: CaseWork, names: Names) -> tuple[Graded, ...]:
    rows = risk_grades.of_case(work.connection, work.case.id)
    contents = Contents.of(work, names, [row.reason for row in rows]) if rows else None
    names.gather(row.graded_by for row in rows)
    graded = []
    for row in reversed(rows):
        kept = contents.get(row.reason) if contents else None
        reason = str(contents.values(kept).get("reason", "")) if contents and kept else ""
        graded.append(Graded(read_grade(row.grade), row.graded_at, names.person(row.graded_by), reason))
    return tuple(graded)


def _links(work: CaseWork) -> tuple[Link, ...]:
    found = []
    for row in links.of_case(work.connection, work.case.id):
        is_from = row["case_id"] == work.case.id
        other = cases.get(work.connection, row["other_id"] if is_from else row["case_id"])
        if other is not None:
            found.append(Link(row["kind"] if is_from else f"{row['kind']}_by", other.id, other.number))
    return tuple(found)
