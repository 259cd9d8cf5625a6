"""Who may be tried is told at the door of an invented office, and at no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.rehearsals.stage import DEMONSTRATION
from webhooks.pages.identity.demonstration import demonstration_of

from .conftest import PASSWORD


def test_a_real_office_tells_nobody(stranger, tmp_path):
    page = stranger().get("/login?as=officer").text
    assert "演示登录名" not in page
    assert demonstration_of(None, "zh") is None
    real = tmp_path / "office.yaml"
    real.write_text(f"password: {PASSWORD}\npeople: [{{login: officer, roles: [director]}}]\n", "utf-8")
    assert demonstration_of(real, "zh") is None


@pytest.fixture
def demonstrating(office):
    before = office.settings
    office.settings = replace(before, demonstration=DEMONSTRATION)
    yield
    office.settings = before


@pytest.mark.usefixtures("demonstrating")
def test_an_invented_office_tells_whom_one_may_try(stranger):
    page = stranger().get("/login").text
    for word in ("演示登录名", "虚构", PASSWORD, "省未保办经办人", "officer", "审计管理员", "auditor"):
        assert word in page
    assert 'value="director"' in stranger().get("/login?as=director").text
    assert stranger().sign_in(login="director").status_code == 303
