"""Files over the pages: sent with their form, shown safely, named after nobody."""

from __future__ import annotations

import io

import pytest

from tests.unit.engine.uploads.samples import docx, pdf, photograph, picture

CHILD = "张小明（虚构）.png"


def sent(content: bytes, name: str = CHILD):
    return {"file": (io.BytesIO(content), name)}


@pytest.fixture
def hand_in(browse, review):
    """Sends a file for the review; gives the answer."""

    def do(content, person="officer", name=CHILD, **fields):
        return browse(person).post(f"/tasks/{review}/files", {"ref": "abc123"} | fields | sent(content, name))

    return do


def test_a_file_is_kept_and_told(hand_in):
    told = hand_in(picture()).json["file"]

    assert (told["kind"], told["ref"], told["name"], told["verdict"]) == ("png", "abc123", CHILD, "unchecked")


@pytest.mark.parametrize(
    ("content", "fields", "status"),
    [
        (b"<svg onload=alert(1)>", {}, 422),
        (b"MZ", {}, 422),
        (picture(), {"ref": "../etc"}, 422),
        (picture(), {"ref": ""}, 422),
    ],
)
def test_what_is_not_taken(hand_in, content, fields, status):
    assert hand_in(content, **fields).status_code == status


def test_a_file_may_only_be_so_large(browse, review):
    kind = "multipart/form-data; boundary=x"
    officer = browse("officer")

    answer = officer.client.post(f"/tasks/{review}/files", data=b"x" * 21_000_000, content_type=kind)
    assert answer.status_code == 413


def test_only_these_addresses_take_large_bodies(browse, review):
    assert browse("officer").post(f"/tasks/{review}/draft", {"form": "x" * 2_000_000}).status_code == 413


def test_a_file_is_saved_under_a_number_and_runs_nowhere(hand_in, browse):
    file = hand_in(docx(), name="张小明.docx").json["file"]["id"]

    saved = browse("officer").get(f"/files/{file}")

    assert saved.status_code == 200
    headers = saved.headers
    assert headers["Content-Disposition"].startswith("attachment")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "%E5%BC%A0" not in str(headers)
    assert "张" not in str(headers)


def test_a_preview_is_a_picture_of_ours(hand_in, browse):
    file = hand_in(photograph()).json["file"]["id"]
    shown = browse("officer").get(f"/files/{file}/preview")

    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert b"Invented Phone" not in shown.data
    assert browse("officer").get(f"/files/{hand_in(pdf()).json['file']['id']}/preview").status_code == 404


@pytest.mark.parametrize("person", ["education.liaison", "luoyang.liaison", "auditor", "sysadmin", "expert.law1"])
def test_a_guessed_address_is_nothing(hand_in, browse, person):
    file = hand_in(picture()).json["file"]["id"]

    assert browse(person).get(f"/files/{file}").status_code == 404
    assert browse(person).post(f"/files/{file}/drop").status_code == 404


def test_an_upload_is_taken_back(hand_in, browse):
    file = hand_in(picture()).json["file"]["id"]

    assert browse("officer").post(f"/files/{file}/drop").json == {"dropped": file}
    assert browse("officer").get(f"/files/{file}").status_code == 404


def test_whoever_may_not_draft_may_not_hand_in(hand_in):
    assert hand_in(picture(), person="education.liaison").status_code == 404


def test_the_api_takes_and_gives_files(caller, review, case):
    officer = caller("officer")
    data = {"ref": "r9", "file": (io.BytesIO(pdf()), "a.pdf")}
    made = officer.send("POST", f"/tasks/{review}/files", data=data, content_type="multipart/form-data")

    assert made.status_code == 201
    assert officer.get(f"/files/{made.json['id']}").data.startswith(b"%PDF")
    assert officer.get(f"/cases/{case['case']}/files").json == {"items": []}
    assert caller("luoyang.liaison").get(f"/files/{made.json['id']}").status_code == 404
    assert officer.send("DELETE", f"/files/{made.json['id']}").status_code == 200
