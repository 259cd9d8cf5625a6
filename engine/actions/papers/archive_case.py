"""Pack a closed case for the archive, and look a package over: manifest, hashes, the chain of the record.

A package holds real data; packing one is a right of its own and on record with the package's hash. The same case gives
the same package, whoever packs it and whenever, until something new is done in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson

from engine.actions.casework.case_work import On, work_on
from engine.actions.casework.paper_sources import Sources
from engine.actions.casework.reading import reading_case
from engine.actions.casework.subjects import case_facts, require
from engine.actions.casework.work import CaseWork
from engine.actions.house.answers import Answer
from engine.actions.house.office import Office
from engine.actions.papers import archive_content
from engine.actions.papers.archive_content import LANG, Progress
from engine.actions.worker.long_work import Report, Result, ask_for
from engine.cases.acts import Act
from engine.cases.audit_words import Word
from engine.clock import beijing_day
from engine.documents.archives import Fault, faults_of_files, read_archive, write_archive
from engine.errors import Conflict, Unknown
from engine.people.actor import Actor
from engine.people.rights import may
from engine.storage import cases
from engine.storage.chain import BEGINNING, Record, link
from engine.texts.catalogue import say

RETENTION: Final = "close_case"
#: name of this kind of long work, and what it comes to
KIND: Final = "archive"
MEDIA: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class Package:
    """A package: its bytes, its name (a number, never a person) and its SHA-256."""

    content: bytes
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Looked:
    """What a package is about and everything wrong with it, the first bad item first."""

    manifest: Mapping[str, Any]
    faults: tuple[Fault, ...]


def archive_case(office: Office, actor: Actor, case_id: str, progress: Progress = lambda _done, _all: None) -> Package:
    """Pack this closed case. `progress` is told how many papers of how many are done; it may take a minute.

    Raises Unknown, Forbidden, Conflict while the case runs.
    """
    with reading_case(office, actor, case_id) as work:
        _require(work)
        about, at, files = _gathered(work)
        papers, name = archive_content.papers_in(work), f"{work.case.number}.zip"
    # nothing of the database is held while LibreOffice works
    content = write_archive({**files, **archive_content.files_of(papers, progress)}, about, at)
    made = Package(content, name, hashlib.sha256(content).hexdigest())

    def note(work: CaseWork) -> Answer:
        require(work, Act.EXPORT_CASE, case_facts(work))
        work.record(Word.CASE_EXPORTED, form="archive", sha256=made.sha256, size=len(content))
        return Answer()

    work_on(office, actor, On(case_id=case_id), note)
    return made


def ask_for_archive(office: Office, actor: Actor, case_id: str) -> str:
    """Have this closed case packed as long work; gives the id of the work. Raises as `archive_case` does."""
    with reading_case(office, actor, case_id) as work:
        _require(work)
        number = work.case.number
    return ask_for(office, actor, KIND, {"case": case_id, "number": number})


def do_archive(office: Office, actor: Actor, asked: Mapping[str, Any], report: Report) -> Result:
    """The same as long work; that it was packed stands in the case's own record before it is handed out."""
    return Result(archive_case(office, actor, asked["case"], report).content, MEDIA, lambda _work: None)


def case_numbered(office: Office, number: str) -> str:
    """The id of the case that bears this number. Raises Unknown."""
    with office.database.reading() as connection:
        row = cases.numbered(connection, number)
    if row is None:
        raise Unknown("actions.unknown_case")
    return row.id


def may_archive(office: Office, actor: Actor, case_id: str) -> bool:
    """Whether this case is closed and this person may pack it."""
    with reading_case(office, actor, case_id) as work:
        return work.case.closed_at is not None and may(actor, Act.EXPORT_CASE, case_facts(work)).allowed


def verify_archive(raw: bytes, seals: Iterable[Mapping[str, Any]] = ()) -> Looked:
    """Look a package over, without any database.

    `seals` are daily heads kept outside: each must be found in the chain. Raises Invalid for what is no package.
    """
    manifest, files = read_archive(raw)
    faults = faults_of_files(manifest, files)
    faults += _faults_of_chain(manifest, files.get("history.jsonl", b""), list(seals))
    return Looked(manifest, tuple(faults))


def _require(work: CaseWork) -> None:
    require(work, Act.EXPORT_CASE, case_facts(work))
    if work.case.closed_at is None:
        raise Conflict("papers.archive.still_open", case=work.case.number)


def _gathered(work: CaseWork) -> tuple[dict[str, Any], datetime, dict[str, bytes]]:
    """What the manifest says, the instant of the last record, and every file but the papers."""
    head = archive_content.record_of(work)[-1]
    files = archive_content.facts_in(work) | archive_content.templates_in(work) | archive_content.files_in(work)
    files["README.txt"] = say("papers.archive.readme", LANG, number=work.case.number).encode()
    return _about(work, head.seq, head.hash.hex(), head.record.at), head.record.at, files


def _about(work: CaseWork, seq: int, head: str, at: datetime) -> dict[str, Any]:
    """The metadata of 档案法 37 and its rules: who made it, what it is, how it came about, where its parts are."""
    sources = Sources(work, beijing_day(at))
    closing = sources.content(RETENTION, len(sources.all_of(RETENTION)))
    office = str(work.case.facts.get("office_unit", ""))
    return {
        "case": archive_content.case_facts(work),
        "chain": {"name": work.case.id, "seq": seq, "head": head},
        "metadata": {
            "content": {"title": say("papers.archive.subject", LANG), "number": work.case.number},
            "context": {"author": sources.unit(office), "applicant": sources.unit(work.case.applicant_unit or "")},
            "process": {"history": "history.jsonl", "deadlines": "deadlines.json", "procedure": "procedure/"},
            "structure": {"papers": "papers/", "forms": "forms.jsonl", "files": "files/", "index": "papers.json"},
            "retention": closing.get("retention") or "permanent",
            "as_of": at.isoformat(),
        },
    }


def _faults_of_chain(manifest: Mapping[str, Any], history: bytes, seals: list[Mapping[str, Any]]) -> list[Fault]:
    """Follow the chain from its beginning; the first record that does not fit is named."""
    chain = manifest.get("chain") or {}
    name, seq, hash_, hashes = str(chain.get("name")), 0, BEGINNING, dict[int, str]()
    for number, line in enumerate(history.splitlines(), 1):
        try:
            row = orjson.loads(line)
            seq, hash_ = seq + 1, link(hash_, name, seq + 1, _record(row))
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return [Fault("papers.archive.record_unreadable", {"line": number})]
        if row["seq"] != seq or row["hash"] != hash_.hex():
            return [Fault("papers.archive.record_altered", {"seq": seq})]
        hashes[seq] = hash_.hex()
    if (seq, hash_.hex()) != (chain.get("seq"), chain.get("head")):
        return [Fault("papers.archive.end_cut", {"seq": seq, "expected": chain.get("seq")})]
    return [fault for seal in seals for fault in _against_seal(seal, name, hashes)]


def _against_seal(seal: Mapping[str, Any], name: str, hashes: Mapping[int, str]) -> list[Fault]:
    """A head kept outside on some day must be a link of this chain, unless it lies after the package's end."""
    kept = seal.get("chains", {}).get(name)
    if not kept or not kept[0] or kept[0] > max(hashes, default=0):
        return []
    return [] if hashes.get(kept[0]) == kept[1] else [Fault("papers.archive.seal_broken", {"day": seal["day"]})]


def _record(row: Mapping[str, Any]) -> Record:
    at = datetime.fromisoformat(row["at"])
    return Record(at, row["actor"], row["word"], row["element"], row["item"], row["details"], row["event"])
