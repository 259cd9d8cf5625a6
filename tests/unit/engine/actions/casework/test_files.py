"""Files: taken in sealed, attached once, read by whoever may and on record, gone when nobody wants them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from engine.actions.files.read_file import drop_file, list_files, list_loose, open_file
from engine.actions.files.upload_file import MAX_LOOSE, Place, plain_name, upload
from engine.actions.tasks.claim_task import claim
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.save_draft import save_draft
from engine.actions.worker.sweep_uploads import sweep_uploads
from engine.cases.audit_words import Word
from engine.errors import Conflict, Forbidden, Incident, Invalid, TooLarge, Unknown
from engine.storage.tables.uploads import upload_pieces, uploads
from tests.unit.engine.actions.casework.people import PREPARED
from tests.unit.engine.uploads.samples import docx, infected, pdf, photograph

CHILD = "张小明的诊断证明（虚构）.jpg"
FAKE = f"command:{sys.executable} -c \"import sys; sys.exit(1 if b'EICAR' in sys.stdin.buffer.read() else 0)\""


@pytest.fixture
def task(errand, task_of):
    return task_of(errand, "prepare")


@pytest.fixture
def hand_in(office, task):
    """Uploads a photograph for a task, by name of the reference."""

    def do(actor, ref="r1", content=None, name=CHILD):
        return upload(office, actor, Place(task_id=task), ref, name, photograph() if content is None else content)

    return do


def test_a_file_goes_with_its_form_and_is_read_on_record(office, errand, ann, task, hand_in, words):
    # given a form with a file
    file = hand_in(ann)
    complete(office, ann, task, PREPARED | {"papers": "files::r1"})

    # then it has a number in the case, and its reader is on record
    (line,) = list_files(office, ann, errand.case_id)
    assert (line.number, line.kind, line.name, line.may_open) == (1, "jpg", CHILD, True)
    opened = open_file(office, ann, file.id)
    assert (opened.media, opened.filename) == ("image/jpeg", f"{errand.number}-1.jpg")
    assert opened.content.startswith(b"\xff\xd8\xff")
    assert words(errand).count(Word.REAL_DATA_READ) == 1


def test_neither_content_nor_name_stands_in_the_database(office, errand, ann, task, hand_in):
    hand_in(ann)
    complete(office, ann, task, PREPARED | {"papers": "files::r1"})

    with office.database.reading() as connection:
        rows = repr([*connection.execute(select(uploads)), *connection.execute(select(upload_pieces))])
    assert "张小明" not in rows
    assert "JFIF" not in rows
    assert CHILD.encode() not in repr(rows).encode()


def test_a_covered_file_is_not_opened_by_whoever_reads_covered_forms_alone(office, errand, ann, bob, task, hand_in):
    file = hand_in(ann)
    plan = upload(office, ann, Place(task_id=task), "r2", "方案.pdf", pdf())
    complete(office, ann, task, PREPARED | {"papers": "files::r1", "plan": "files::r2"})
    outsider = replace(
        bob, unit="province_office", posts=(replace(bob.posts[0], role="reviewer", unit="province_office"),)
    )

    lines = {line.id: line for line in list_files(office, outsider, errand.case_id)}

    assert (lines[file.id].may_open, lines[file.id].name) == (False, "")
    with pytest.raises(Forbidden):
        open_file(office, outsider, file.id)
    assert lines[plan.id].may_open
    assert open_file(office, outsider, plan.id).content.startswith(b"%PDF")


def test_a_strangers_question_is_about_nothing(office, errand, ann, stranger, task, hand_in):
    file = hand_in(ann)
    with pytest.raises(Unknown):
        open_file(office, stranger, file.id)
    with pytest.raises(Unknown):
        drop_file(office, stranger, file.id)
    with pytest.raises(Unknown):
        hand_in(stranger)
    complete(office, ann, task, PREPARED | {"papers": "files::r1"})
    with pytest.raises(Unknown):
        open_file(office, stranger, file.id)


def test_nobody_attaches_somebody_elses_file(office, errand, ann, bob, task, hand_in):
    hand_in(bob)

    with pytest.raises(Invalid) as refused:
        complete(office, ann, task, PREPARED | {"papers": "files::r1"})
    assert [(one.path, one.key) for one in refused.value.fields] == [("papers", "forms.error.file_gone")]


def test_a_file_is_attached_once(office, errand, ann, bob, task, task_of, hand_in):
    hand_in(ann)
    answer = complete(office, ann, task, PREPARED | {"papers": "files::r1"})

    with pytest.raises(Invalid):
        complete(office, bob, task_of(answer, "check"), PREPARED | {"papers": "files::r1"})


@pytest.mark.parametrize(
    ("field", "files", "sentence"),
    [
        ("plan", [photograph()], "file_kind"),
        ("plan", [pdf(), pdf()], "file_count"),
        ("papers", [], "file_gone"),
    ],
)
def test_what_a_field_does_not_take(office, errand, ann, task, hand_in, field, files, sentence):
    for content in files:
        hand_in(ann, content=content)

    with pytest.raises(Invalid) as refused:
        complete(office, ann, task, PREPARED | {field: "files::r1"})
    assert [one.key for one in refused.value.fields] == [f"forms.error.{sentence}"]


def test_a_field_may_take_several(office, errand, ann, task, hand_in):
    for content in (pdf(), docx(), photograph()):
        hand_in(ann, content=content)
    complete(office, ann, task, PREPARED | {"papers": "files::r1"})

    assert {line.kind for line in list_files(office, ann, errand.case_id)} == {"pdf", "docx", "jpg"}


def test_refused_and_too_large_files_leave_nothing(office, errand, ann, task, hand_in):
    with pytest.raises(Invalid) as refused:
        hand_in(ann, content=b"MZ program")
    assert refused.value.key.startswith("tasks.file.kind")
    office.settings = replace(office.settings, max_file=10)
    with pytest.raises(TooLarge):
        hand_in(ann)

    assert list_loose(office, ann, ["r1"]) == []


def test_an_infected_file_is_refused_and_on_record(office, errand, ann, task, hand_in, words):
    office.settings = replace(office.settings, scanner=FAKE)

    with pytest.raises(Invalid) as refused:
        hand_in(ann, content=infected())
    assert refused.value.key == "tasks.file.infected"
    assert list_loose(office, ann, ["r1"]) == []
    assert words(errand)[-1] == Word.FILE_REFUSED


def test_a_file_waits_while_the_scanner_is_silent(office, errand, ann, task, hand_in):
    # given a scanner that does not answer
    office.settings = replace(office.settings, scanner="clamd:/no/such/socket")
    file = hand_in(ann)
    assert file.verdict == "waiting"

    # then the file is neither opened nor submitted
    with pytest.raises(Conflict):
        open_file(office, ann, file.id)
    with pytest.raises(Invalid) as refused:
        complete(office, ann, task, PREPARED | {"papers": "files::r1"})
    assert [one.key for one in refused.value.fields] == ["forms.error.file_unscanned"]

    # until the worker has asked again
    assert sweep_uploads(office) == (0, 0)
    office.settings = replace(office.settings, scanner=FAKE)
    assert sweep_uploads(office) == (0, 1)
    assert complete(office, ann, task, PREPARED | {"papers": "files::r1"})


def test_what_no_form_mentions_goes_after_a_day(office, clock, errand, ann, task, hand_in):
    # given one upload that a draft mentions and one that nothing mentions
    held = hand_in(ann, "held")
    hand_in(ann, "loose")
    save_draft(office, ann, task, {"papers": "files::held"})

    # when a day has passed
    clock.move_to(clock.now() + timedelta(hours=25))
    assert sweep_uploads(office) == (1, 0)

    # then only the held one is there, and it goes once the draft mentions it no more
    assert [line.id for line in list_loose(office, ann, ["held", "loose"])] == [held.id]
    save_draft(office, ann, task, {"answer": "无附件"})
    assert sweep_uploads(office) == (1, 0)


def test_who_takes_over_a_draft_takes_over_its_files(office, errand, ann, bob, task, hand_in):
    file = hand_in(ann)
    with pytest.raises(Unknown):
        open_file(office, bob, file.id)
    save_draft(office, ann, task, {"papers": "files::r1"})

    assert open_file(office, bob, file.id).content
    complete(office, bob, task, PREPARED | {"papers": "files::r1"})


def test_a_file_of_a_claimed_task_is_not_for_the_others(office, errand, ann, bob, task, hand_in):
    claim(office, ann, task)

    with pytest.raises(Conflict):
        hand_in(bob)


def test_an_upload_can_be_taken_back_until_it_is_submitted(office, errand, ann, task, hand_in):
    drop_file(office, ann, hand_in(ann).id)
    assert list_loose(office, ann, ["r1"]) == []
    file = hand_in(ann)
    complete(office, ann, task, PREPARED | {"papers": "files::r1"})

    with pytest.raises(Conflict):
        drop_file(office, ann, file.id)


def test_a_preview_is_a_new_picture_and_of_pictures_alone(office, errand, ann, hand_in):
    assert open_file(office, ann, hand_in(ann).id, preview=True).media == "image/jpeg"
    with pytest.raises(Unknown):
        open_file(office, ann, hand_in(ann, content=pdf()).id, preview=True)


def test_a_large_file_comes_back_whole_and_a_changed_piece_is_noticed(office, errand, ann, hand_in):
    # given a file of several pieces
    large = docx(**{"word/media/noise.png": Random(1).randbytes(2_500_000)})
    file = hand_in(ann, content=large)
    assert open_file(office, ann, file.id).content == large

    # when two pieces change places
    with office.database.writing() as connection:
        for place, other in ((0, 9), (1, 0), (9, 1)):
            connection.execute(upload_pieces.update().where(upload_pieces.c.position == place), {"position": other})

    # then it is noticed
    with pytest.raises(Incident):
        open_file(office, ann, file.id)


def test_a_file_without_its_last_piece_is_noticed(office, errand, ann, hand_in):
    file = hand_in(ann, content=docx(**{"word/media/noise.png": Random(1).randbytes(1_500_000)}))
    with office.database.writing() as connection:
        connection.execute(upload_pieces.delete().where(upload_pieces.c.position == 1))

    with pytest.raises(Incident):
        open_file(office, ann, file.id)


def test_nobody_fills_the_house_with_uploads(office, errand, ann, hand_in):
    with office.database.writing() as connection:
        given = {"task_id", "ref", "kind", "verdict"}
        row = dict.fromkeys(given, "x") | {"size": 1, "key": b"", "about": b"", "covered": True}
        row |= {"uploaded_by": "ann", "uploaded_at": office.clock.now()}
        connection.execute(uploads.insert(), [row | {"id": str(one)} for one in range(MAX_LOOSE)])

    with pytest.raises(Invalid) as refused:
        hand_in(ann)
    assert refused.value.key == "tasks.file.many"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("证明.pdf", "证明.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\文档\\证明.docx", "证明.docx"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ('a"b<c>.pdf', "abc.pdf"),
        ("\r\nSet-Cookie: a", "Set-Cookie a"),
    ],
)
def test_names_are_only_names(given, kept):
    assert plain_name(given) == kept
