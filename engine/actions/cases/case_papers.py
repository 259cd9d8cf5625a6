"""What lies in a case beside its forms: who takes part, what was served, papers issued, notices written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.house.office import Office
from engine.cases.acts import Act
from engine.people.actor import Actor
from engine.storage import documents, notices, services
from engine.storage.notices import NoticeRow
from engine.storage.participations import ParticipationRow


@dataclass(frozen=True, slots=True)
class CasePapers:
    """Rows of one case, oldest first."""

    parts: tuple[ParticipationRow, ...]
    services: tuple[dict[str, Any], ...]
    documents: tuple[dict[str, Any], ...]
    notices: tuple[NoticeRow, ...]


def view_papers(office: Office, actor: Actor, case_id: str) -> CasePapers:
    """The papers of a case, for whoever may read its history. Raises Unknown or Forbidden."""
    with reading_case(office, actor, case_id) as work:
        require(work, Act.VIEW_HISTORY, case_facts(work))
        return CasePapers(
            tuple(work.parts.rows),
            tuple(services.of_case(work.connection, case_id)),
            tuple(documents.of_case(work.connection, case_id)),
            tuple(notices.of_case(work.connection, case_id)),
        )
