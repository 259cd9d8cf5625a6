"""`docs/api.md` is true: its blocks, run in their order against a fresh server, bring a case to its end."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date
from pathlib import Path

from tests.acceptance.conftest import PATIENCE, Server, start

PAGE = Path(__file__).parents[2] / "docs" / "api.md"


def blocks() -> str:
    """All shell blocks of the page as one script that stops at the first failure."""
    found = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return "set -eu -o pipefail\n" + "\n".join(found)


def walk(server: Server) -> subprocess.CompletedProcess[str]:
    """Run the page against this server."""
    return subprocess.run(
        ["bash", "-c", blocks()],
        env={**os.environ, "API": f"{server.address}/api/v1"},
        capture_output=True,
        text=True,
        timeout=3 * PATIENCE,
        check=False,
    )


#: an invented notice (虚构), so that a term over the year's end has a due day that can be extended
NEXT_YEAR = date.today().year + 1  # noqa: DTZ011  # the machine's own year is what the walk meets
NOTICE = {
    "year": NEXT_YEAR,
    "layer": "national",
    "notices": [
        {
            "version": 1,
            "title": "虚构的放假安排通知",
            "number": "虚构〔1〕号",
            "issuer": "虚构机关",
            "published_on": f"{NEXT_YEAR - 1}-01-01",
            "arrangements": [{"occasion": "元旦", "off": [f"{NEXT_YEAR}-01-01"], "work": []}],
        }
    ],
}


def test_the_walk_extends_where_a_due_day_is_known(server: Server) -> None:
    designer = server.token("designer")
    assert server.post("/calendars", {"table": NOTICE}, designer)["changed"]
    walked = walk(server)
    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert "extended from" in walked.stdout
    assert "closed 已结案" in walked.stdout


def test_a_newcomer_brings_a_case_from_application_to_filing(server: Server) -> None:
    walked = walk(server)
    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert "closed 已结案" in walked.stdout
    assert "虚构姓名甲" not in server.log.read_text("utf-8")
    var = server.log.with_suffix("")
    assert server.stop() == 0
    verified = start(var, 1, "verify")
    assert verified.process.wait(PATIENCE) == 0, server.log.read_text("utf-8")
