"""The page of a publication: in force with what the proof told, or refused with the way to the fault, by name."""

from __future__ import annotations

import pytest

from engine.actions.house.office import Office
from engine.actions.worker.long_work import do_next
from engine.timers.work_kinds import KINDS
from tests.unit.webhooks.conftest import Client
from tests.unit.webhooks.pages.conftest import Browse
from tests.unit.webhooks.test_publishing import DUTY, Draft


@pytest.mark.parametrize(("files", "said"), [({}, "已验证通过"), ({"duties.yaml": DUTY}, "甲不可能")])
def test_its_end_is_told(browse: Browse, caller: Client, office: Office, files: dict[str, str], said: str) -> None:
    # given a publication that waits
    address = Draft(caller, **files).publish().json["progress"]
    designer = browse("designer2")
    assert "正在排队" in designer.get(address).text

    # when it was worked on
    while do_next(office, "one", KINDS):
        pass

    # then its page tells the end and nothing can be downloaded, nor is it told to anybody else
    page = designer.get(address)
    assert (page.status_code, said in page.text) == (200, True), page.text
    assert ("最短的走法" in page.text) is bool(files)
    assert "versions." not in page.text
    assert f"{address}/result" not in page.text
    assert designer.get(f"{address}/result").status_code == 404
    assert address in designer.get("/progress").text
    assert browse("designer").get(address).status_code == 404
