"""Templates as people change them: checked at upload, in force by a second hand, old papers untouched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from engine.actions.cases.urge import urge
from engine.actions.papers import paper_templates
from engine.actions.papers.paper_view import draw_paper_for
from engine.documents.filling import document_xml
from engine.documents.packages import DOCUMENT, read_package, write_package
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.storage import documents
from tests.papers_kit.values import FOLDER

PROCEDURE, KIND = "case_consultation", "urging_notice"
AT = datetime(2026, 1, 1, tzinfo=UTC)


def changed(old: str, new: str) -> bytes:
    """The shipped template with other words, as an editor saves it."""
    parts = read_package((FOLDER / f"{KIND}.docx").read_bytes())
    text = parts[DOCUMENT].decode()
    assert old in text
    return write_package({**parts, DOCUMENT: text.replace(old, new).encode()}, AT)


def notice(played: Any) -> str:
    """An urging notice issued now, as its document."""
    played.clock.advance(timedelta(minutes=1))
    urge(played.office, played.actor("officer"), played.case, {"reason": "请抓紧（虚构）"})
    with played.office.database.reading() as connection:
        row = [one for one in documents.papers_of(connection, played.case) if one.kind == KIND][-1]
    return document_xml(draw_paper_for(played.office, played.actor("officer"), row.id, real=False).docx).decode()


def test_a_new_version_is_in_force_once_a_second_person_published_it(play: Callable[..., Any]) -> None:
    # given an urging notice under the shipped template
    played = play("first_meeting", 3)
    office, designer, second = played.office, played.actor("designer"), played.actor("designer2")
    first = notice(played)

    # when a designer brings a changed template
    kept = paper_templates.upload_template(
        office, designer, PROCEDURE, KIND, changed("特此通知。", "专此催办。"), "改结语"
    )
    assert kept["version"] == 1
    assert "特此通知。" in notice(played), "a draft is not in force"
    with pytest.raises(Forbidden):
        paper_templates.publish_template(office, designer, PROCEDURE, KIND, 1)
    paper_templates.publish_template(office, second, PROCEDURE, KIND, 1)

    # then papers from now on are drawn from it, and the first one says what it said
    assert "专此催办。" in notice(played)
    with office.database.reading() as connection:
        rows = [one for one in documents.papers_of(connection, played.case) if one.kind == KIND]
    again = draw_paper_for(office, played.actor("officer"), rows[0].id, real=False)
    assert document_xml(again.docx).decode() == first
    seen = paper_templates.view_template(office, designer, PROCEDURE, KIND).view
    assert (seen.versions[0].version, seen.versions[0].published_by, seen.current) == (1, "designer2", kept["digest"])
    with pytest.raises(Conflict):
        paper_templates.publish_template(office, second, PROCEDURE, KIND, 1)


def test_what_is_wrong_with_an_upload_is_named_and_nothing_is_kept(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    office, designer = played.office, played.actor("designer")
    for raw, key in (
        (changed("{{ case.number }}", "{{ case.child_name }}"), "papers.tag_unknown"),
        (changed("{{ case.number }}", "{{ cycler.__init__ }}"), "papers.tag_forbidden"),
        (changed("{{ case.number }}", "{{ case.number"), "papers.tag_unreadable"),
    ):
        with pytest.raises(Invalid) as refused:
            paper_templates.upload_template(office, designer, PROCEDURE, KIND, raw, "")
        assert key in {field.key for field in refused.value.fields}
    shipped = (FOLDER / f"{KIND}.docx").read_bytes()
    with pytest.raises(Conflict):
        paper_templates.upload_template(office, designer, PROCEDURE, KIND, shipped, "")
    with pytest.raises(Forbidden):
        paper_templates.upload_template(office, played.actor("officer"), PROCEDURE, KIND, b"", "")
    with pytest.raises(Unknown):
        paper_templates.upload_template(office, designer, PROCEDURE, "poster", b"", "")
    assert paper_templates.view_template(office, designer, PROCEDURE, KIND).view.versions == ()


def test_what_differs_from_the_standard_is_told_and_hinders_nothing(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    raw = changed('w:top="2098"', 'w:top="1440"')
    found = paper_templates.check_template(played.office, played.actor("designer"), PROCEDURE, KIND, raw)
    assert [one.key for one in found.remarks] == ["papers.layout.margin.top"]
    assert found.remarks[0].params["found"] == "25.4"


def test_a_draft_may_be_given_up_and_every_version_taken_home(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 1)
    office, designer = played.office, played.actor("designer")
    raw = changed("特此通知。", "专此催办。")
    paper_templates.upload_template(office, designer, PROCEDURE, KIND, raw, "试改")
    assert paper_templates.template_file(office, designer, PROCEDURE, KIND, 1) == raw
    paper_templates.discard_template(office, designer, PROCEDURE, KIND, 1)
    with pytest.raises(Conflict):
        paper_templates.publish_template(office, played.actor("designer2"), PROCEDURE, KIND, 1)
    shipped = (FOLDER / f"{KIND}.docx").read_bytes()
    assert paper_templates.template_file(office, designer, PROCEDURE, KIND) == shipped
    assert paper_templates.template_file(office, designer, PROCEDURE, KIND, 0) == shipped
    with pytest.raises(Unknown):
        paper_templates.template_file(office, designer, PROCEDURE, KIND, 9)
    with pytest.raises(Forbidden):
        paper_templates.list_templates(office, played.actor("education.liaison"), PROCEDURE)
