"""`huishang calendar import` as it is typed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

from engine.clock import SystemClock, at_beijing
from engine.storage import schema
from engine.storage.database import Database
from webhooks.commands.calendar import command
from webhooks.commands.workdays import command as workdays

#: 虚构
TABLE = {
    "year": 2027,
    "layer": "national",
    "notices": [
        {
            "version": 1,
            "title": "关于2027年部分节假日安排的通知（虚构）",
            "number": None,
            "issuer": "虚构机关",
            "published_on": "2026-12-01",
            "arrangements": [{"occasion": "元旦", "off": ["2026-12-31", "2027-01-01"], "work": ["2026-12-27"]}],
        }
    ],
}


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An empty database, in December 2026."""
    monkeypatch.setenv("HUISHANG_VAR", str(tmp_path))
    monkeypatch.setattr(SystemClock, "now", lambda _: at_beijing(date(2026, 12, 2), 10))
    database = Database(f"sqlite:///{tmp_path / 'huishang.db'}")
    schema.migrate(database)
    database.close()
    return tmp_path


@pytest.fixture
def run(tmp_path):
    def call(content, *options):
        file = tmp_path / "notice.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return CliRunner().invoke(command, ["import", str(file), *options])

    return call


def due():
    return json.loads(CliRunner().invoke(workdays, ["2026-11-23", "30", "--json"]).stdout)["due"]


def test_an_import_is_shown_and_believed(installation, run):
    result = run(TABLE)

    assert result.exit_code == 0
    assert "2027年的放假安排由此公布。" in result.stdout
    assert "随之变动的期限共0项" in result.stdout
    assert due() == "2027-01-05"
    assert "历法版本2027.1不变" in run(TABLE).stdout


def test_a_dry_run_is_only_shown(installation, run):
    result = run(TABLE, "--dry-run", "--lang", "en")

    assert (result.exit_code, "dry run" in result.stdout) == (0, True)
    assert due() is None


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        ("{", 2, "无法读取"),
        (TABLE | {"year": "2027"}, 2, "year: 应为2000至2099之间的整数"),
        (TABLE | {"notices": [TABLE["notices"][0] | {"published_on": "2026-12-03"}]}, 2, "晚于今日"),
    ],
)
def test_a_wrong_file_is_told_place_by_place(installation, run, content, code, told):
    result = run(content)

    assert result.exit_code == code
    assert told in result.stderr


def test_a_notice_that_differs_is_told(installation, run):
    run(TABLE)

    result = run(TABLE | {"notices": [TABLE["notices"][0] | {"title": "别的通知（虚构）"}]})

    assert (result.exit_code, "2027.1" in result.stderr) == (1, True)


def test_without_a_database_nothing_is_imported(tmp_path, monkeypatch, run):
    monkeypatch.setenv("HUISHANG_VAR", str(tmp_path / "nowhere"))

    result = run(TABLE)

    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_workdays_knows_what_ships_where_nothing_was_set_up(tmp_path, monkeypatch):
    monkeypatch.setenv("HUISHANG_VAR", str(tmp_path / "nowhere"))

    assert due() is None
    assert not (tmp_path / "nowhere").exists()
