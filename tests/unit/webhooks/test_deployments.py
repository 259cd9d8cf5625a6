"""Deploying over the API: files or a zip file, tried or kept, compared, published by another hand, downloaded again."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from engine.actions.case_page.progress import view_drawing
from engine.actions.house.office import Office
from engine.actions.opening.open_case import open_case
from engine.actions.versions.publish_diagram import deploy
from engine.diagrams.archives import read_archive
from engine.diagrams.bundle import Bundle
from engine.diagrams.packing import pack
from engine.people.actor import Actor, Post
from tests.unit.webhooks.conftest import Client

SHAPES = Path(__file__).parents[1] / "engine" / "diagrams" / "shapes"
FILES = {name: (SHAPES / name).read_bytes() for name in ("three_user_tasks.bpmn", "answer.form")}
KEY = "three_user_tasks"
OFFICER = Actor("officer", "经办人（虚构）", "province_office", (Post("case_officer", "province_office"),))
PARTS = ("message", "remedy")
HAN, ENGLISH = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"\b(the|is|file|and)\b")


def sent(files: dict[str, bytes], **fields: str) -> dict[str, Any]:
    parts = [(io.BytesIO(raw), name) for name, raw in files.items()]
    return {"data": {"files": parts, **fields}, "content_type": "multipart/form-data"}


def renamed(name: str) -> dict[str, bytes]:
    diagram = "three_user_tasks.bpmn"
    return {**FILES, diagram: FILES[diagram].replace(b'name="B"', f'name="{name}"'.encode())}


def test_a_procedure_is_tried_kept_compared_and_downloaded(caller: Client) -> None:
    # given a try, which stores nothing
    designer = caller("designer")
    tried = designer.send("POST", "/deployments?dry_run=true", **sent(FILES)).json
    assert (tried["deployable"], tried["stored"], tried["version"]) == (True, False, None), tried
    assert designer.get(f"/procedures/{KEY}/versions").status_code == 404

    # when it is deployed as a zip file and then anew
    first = designer.send("POST", "/deployments", **sent({"p.zip": pack(Bundle(FILES))}, note="第一版")).json
    assert (first["version"], first["stored"]) == (1, True), first
    assert designer.send("POST", "/deployments", **sent(FILES)).json["stored"] is False
    assert designer.send("PUT", f"/procedures/{KEY}/versions/1", **sent(renamed("B1"))).status_code == 200

    # then what was deployed comes back byte for byte, always in the same archive
    archive = designer.get(f"/procedures/{KEY}/versions/1/bundle")
    assert archive.content_type == "application/zip"
    assert archive.data == designer.get(f"/procedures/{KEY}/versions/1/bundle").data
    assert read_archive(archive.data).files == renamed("B1")
    assert designer.get(f"/procedures/{KEY}/versions/1/files/answer.form").data == FILES["answer.form"]
    assert designer.get(f"/procedures/{KEY}/versions/1/files/other.form").status_code == 404

    # and two versions are compared in elements
    designer.send("POST", "/deployments", **sent(renamed("B2")))
    found = designer.get(f"/procedures/{KEY}/versions/1/diff/2", headers={"Accept-Language": "en"}).json
    assert [(one["what"], one["id"], one["old_name"]) for one in found["items"]] == [("renamed", "task_b", "B1")]
    assert designer.send("DELETE", f"/procedures/{KEY}/versions/2").status_code == 200
    states = [one["state"] for one in designer.get(f"/procedures/{KEY}/versions").json["items"]]
    assert states == ["discarded", "draft"]


def test_what_came_without_a_drawing_is_there_with_and_without(caller: Client, office: Office) -> None:
    """As handed in to the byte, and as the page of a case shows it."""
    raw = FILES["three_user_tasks.bpmn"].replace(b"three_user_tasks", b"undrawn_tasks")
    files = {"undrawn.bpmn": raw, "answer.form": FILES["answer.form"]}
    assert b"BPMNShape" not in raw
    deploy(office, Bundle(files))
    read, address = caller("designer").get, "/procedures/undrawn_tasks/versions/1"
    assert read_archive(read(f"{address}/bundle").data).files == files
    assert read(f"{address}/files/undrawn.bpmn").data == raw

    laid_out = read(f"{address}/files/undrawn.bpmn?drawn=true").data
    assert laid_out.count(b"BPMNShape") >= 5
    assert read_archive(read(f"{address}/bundle?drawn=true").data).files == {**files, "undrawn.bpmn": laid_out}
    case = open_case(office, OFFICER, "undrawn_tasks", {}).case_id
    assert view_drawing(office, OFFICER, case).files["undrawn_tasks"].encode() == laid_out


def test_only_designers_deploy(caller: Client) -> None:
    for query in ("", "?dry_run=true"):
        assert caller("officer").send("POST", f"/deployments{query}", **sent(FILES)).status_code == 403


def test_a_refusal_tells_every_finding(caller: Client) -> None:
    broken = {**FILES, "three_user_tasks.bpmn": b"<", "answer.form": b"["}
    refused = caller("designer").send("POST", "/deployments", **sent(broken))
    assert refused.status_code == 422
    assert {one["file"] for one in refused.json["findings"]} >= {"three_user_tasks.bpmn"}
    assert caller("designer").send("POST", "/deployments?dry_run=true", **sent(broken)).json["deployable"] is False


def test_a_refusal_speaks_the_language_of_whoever_asks(caller: Client) -> None:
    """The sentence holds the first finding; nothing of it may stay in the other language."""
    broken = {**FILES, "three_user_tasks.bpmn": b"<"}
    for lang, foreign in (("en", HAN), ("zh", ENGLISH)):
        refused = caller("designer").send("POST", "/deployments", **sent(broken), headers={"Accept-Language": lang})
        told = [refused.json["detail"], *(one[part] for one in refused.json["findings"] for part in PARTS)]
        assert len(told) > 2
        assert not [one for one in told if foreign.search(one)], told


def test_bad_uploads_are_refused_in_words(caller: Client) -> None:
    designer = caller("designer")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.bpmn", b"0" * 900_000)
    answers = [
        designer.send("POST", "/deployments", json={}),
        designer.send("POST", "/deployments", data={}, content_type="multipart/form-data"),
        designer.send("POST", "/deployments", **sent({"../a.bpmn": b"x"})),
        designer.send("POST", "/deployments", **sent({"p.zip": b"PK nothing"})),
        designer.send("POST", "/deployments", **sent({"p.zip": bomb.getvalue()})),
        designer.send("POST", "/deployments", data=b"x" * 7_000_000, content_type="multipart/form-data; boundary=x"),
    ]
    assert [one.status_code for one in answers] == [415, 422, 422, 422, 413, 413]
    assert all(one.json["detail"] and "." not in one.json["detail"][:3] for one in answers)


def test_nobody_but_those_concerned_sees_migrations(caller: Client) -> None:
    address = "/procedures/case_consultation/migrations"
    assert caller("director").get(address).json == {"items": []}
    assert caller("officer").get(address).status_code == 403
    body = {"from_version": 1, "to_version": 1, "reason": "虚构"}
    assert caller("director").post(address, body).status_code == 403
    assert caller("designer").post(address, body).status_code == 409
    assert caller("designer").get(f"{address}/unknown/cases").status_code == 404
