"""The archive package: whole, the same twice, and every kind of tampering named first."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from engine.actions.cases.correct import correct_submission
from engine.actions.papers.archive_case import archive_case, may_archive, verify_archive
from engine.actions.records.seal_day import Seal, seal_day
from engine.documents import archives
from engine.documents import pdf as pdf_room
from engine.errors import Conflict, Forbidden, Invalid, Unknown
from engine.storage import submissions


@pytest.fixture(autouse=True)
def _without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages of Word files alone: how PDFs are made is tested with their room."""
    monkeypatch.setattr("engine.actions.papers.archive_content.program", lambda: None)
    monkeypatch.setattr(pdf_room, "program", lambda: None)


def rewritten(raw: bytes, change: Callable[[dict[str, bytes]], None], *, manifest_too: bool = False) -> bytes:
    """The package after somebody changed its files; perhaps with a manifest that says so."""
    manifest, files = archives.read_archive(raw)
    change(files)
    if manifest_too:
        plain = {name: files[name] for name in files if name not in (archives.MANIFEST, archives.CHECKSUM)}
        about = {name: manifest[name] for name in ("case", "chain", "metadata")}
        return archives.write_archive(plain, about, datetime(2022, 1, 1, tzinfo=UTC))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def first_fault(raw: bytes, seals: Any = ()) -> tuple[str, dict[str, Any]]:
    fault = verify_archive(raw, seals).faults[0]
    return fault.key.rpartition(".")[2], dict(fault.params)


def test_a_closed_case_is_packed_whole_and_the_same_twice(play: Callable[..., Any]) -> None:
    # given a case that is closed
    played = play("declined", 200)
    assert may_archive(played.office, played.actor("director"), played.case)

    # when two people pack it, one after the other
    first = archive_case(played.office, played.actor("director"), played.case)
    second = archive_case(played.office, played.actor("officer"), played.case)

    # then it is one package, it holds what a file must hold, and it agrees with itself
    assert first == second
    assert played.words()[-2:] == ["case:case:exported"] * 2
    manifest, files = archives.read_archive(first.content)
    assert {"case.json", "forms.jsonl", "history.jsonl", "deadlines.json", "papers.json", "README.txt"} <= files.keys()
    assert {
        "procedure/case_consultation.bpmn",
        "procedure/settings.yaml",
        "procedure/circumstances.dmn",
    } <= files.keys()
    assert any(name.startswith("papers/001 会商申请表") and name.endswith(".docx") for name in files)
    assert {"content", "structure", "context", "process"} <= manifest["metadata"].keys()
    assert verify_archive(first.content).faults == ()
    assert not any("虚构姓名" in name for name in files), "names of files name nobody"
    with zipfile.ZipFile(io.BytesIO(first.content)) as archive:
        assert len({entry.date_time for entry in archive.infolist()}) == 1


def test_something_new_in_the_case_gives_another_package(play: Callable[..., Any]) -> None:
    played = play("declined", 200)
    director = played.actor("director")
    first = archive_case(played.office, director, played.case)
    with played.office.database.reading() as connection:
        wrong = submissions.of_case(connection, played.case)[0].id
    form = {"content": {"subject": "更正后的会商事由（虚构）"}, "reason": "登记有误（虚构）"}
    correct_submission(played.office, director, played.case, wrong, form)
    second = archive_case(played.office, director, played.case)
    assert first.sha256 != second.sha256
    assert verify_archive(second.content).faults == ()


def test_an_open_case_is_not_packed(play: Callable[..., Any]) -> None:
    played = play("first_meeting", 2)
    assert not may_archive(played.office, played.actor("director"), played.case)
    with pytest.raises(Conflict):
        archive_case(played.office, played.actor("director"), played.case)


def test_who_may_not_is_refused(play: Callable[..., Any]) -> None:
    played = play("declined", 200)
    for login, kind in (("civil_affairs.liaison", Forbidden), ("reviewer", Forbidden), ("education.liaison", Unknown)):
        with pytest.raises((kind, Unknown)):
            archive_case(played.office, played.actor(login), played.case)


def test_every_kind_of_tampering_is_named(play: Callable[..., Any]) -> None:
    played = play("declined", 200)
    raw = archive_case(played.office, played.actor("director"), played.case).content
    paper = next(name for name in archives.read_archive(raw)[1] if name.startswith("papers/"))

    def altered(files: dict[str, bytes]) -> None:
        files[paper] += b" "

    def line(number: int, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
        def change(files: dict[str, bytes]) -> None:
            lines = files["history.jsonl"].splitlines(keepends=True)
            lines[number - 1] = lines[number - 1].replace(old, new)
            files["history.jsonl"] = b"".join(lines)

        return change

    def cut(files: dict[str, bytes]) -> None:
        files["history.jsonl"] = b"".join(files["history.jsonl"].splitlines(keepends=True)[:-1])

    def dropped(files: dict[str, bytes]) -> None:
        lines = files["history.jsonl"].splitlines(keepends=True)
        files["history.jsonl"] = b"".join(lines[:2] + lines[3:])

    assert first_fault(rewritten(raw, altered)) == ("file_altered", {"path": paper})
    assert first_fault(rewritten(raw, lambda files: files.pop(paper) and None)) == ("file_missing", {"path": paper})
    assert first_fault(rewritten(raw, lambda files: files.update(extra=b"x"))) == ("file_added", {"path": "extra"})
    assert first_fault(rewritten(raw, lambda files: files.update({"manifest.sha256": b"0"})))[0] == "manifest_altered"
    # whoever writes the manifest anew is found by the chain
    assert first_fault(rewritten(raw, line(3, b'"actor":"', b'"actor":"x'), manifest_too=True)) == (
        "record_altered",
        {"seq": 3},
    )
    assert first_fault(rewritten(raw, dropped, manifest_too=True)) == ("record_altered", {"seq": 3})
    assert first_fault(rewritten(raw, cut, manifest_too=True))[0] == "end_cut"
    assert first_fault(rewritten(raw, line(1, b"{", b"["), manifest_too=True)) == ("record_unreadable", {"line": 1})


def test_a_chain_written_anew_is_found_by_the_heads_kept_outside(play: Callable[..., Any]) -> None:
    played = play("declined", 200)
    kept: list[Seal] = []
    seal_day(played.office, kept.append)
    raw = archive_case(played.office, played.actor("director"), played.case).content
    outside = [{"day": one.day.isoformat(), "chains": dict(one.chains)} for one in kept]
    assert verify_archive(raw, outside).faults == ()
    seq, hash_ = outside[0]["chains"][played.case]
    outside[0]["chains"][played.case] = (seq, hash_[::-1])
    assert first_fault(raw, outside)[0] == "seal_broken"


@pytest.mark.parametrize("raw", [b"", b"PK", b"no zip"])
def test_what_is_no_package_is_refused(raw: bytes) -> None:
    with pytest.raises(Invalid):
        verify_archive(raw)


@pytest.mark.parametrize(
    "files",
    [
        {"manifest.json": b"[]"},
        {"manifest.json": b"{"},
        {"manifest.json": orjson.dumps({"format": "another"})},
        {"../outside": b"x", "manifest.json": b"{}"},
        {"x": b""},
    ],
)
def test_a_zip_of_something_else_is_refused(files: dict[str, bytes]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    with pytest.raises(Invalid):
        verify_archive(packed.getvalue())
