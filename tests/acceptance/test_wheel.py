"""The wheel holds everything that pages need: installed elsewhere it serves them, and nobody needs Node."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.acceptance.conftest import PATIENCE, Server
from webhooks.pages.assets import is_built

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked into a folder of its own; what it needs comes from this environment."""
    if not is_built():
        if os.environ.get("CI"):
            pytest.fail("the front end is not built (make frontend)")
        pytest.skip("the front end is not built (make frontend)")
    source, place = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in ("engine", "webhooks", "processes", "setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        (source / name).symlink_to(ROOT / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    for step in (
        ["wheel", "--no-deps", "--wheel-dir", place, source],
        ["install", "--no-deps", "--no-index", "--find-links", place, "--target", place / "lib", "huishang"],
    ):
        done = subprocess.run([*pip, *step], capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
    return place / "lib"


def test_an_installed_wheel_serves_pages_and_their_files(installed: Path, tmp_path: Path, port: int) -> None:
    # given a machine without Node
    environment = {
        "PATH": str(tmp_path / "empty"),
        "PYTHONPATH": str(installed),
        "HUISHANG_VAR": str(tmp_path / "var"),
        "HUISHANG_PORT": str(port),
    }
    log = tmp_path / "wheel.log"
    called = [sys.executable, "-c", "import webhooks; print(webhooks.__path__); from webhooks.cli import main; main()"]
    with log.open("ab") as stream:
        process = subprocess.Popen([*called, "run"], cwd=tmp_path, env=environment, stdout=stream, stderr=stream)
    server = Server(f"http://127.0.0.1:{port}", process, log)
    try:
        server.wait()
        assert str(installed) in log.read_text("utf-8"), "the code under test is that of the wheel"

        # then its first page comes with scripts, styles and icons
        page = fetched(f"{server.address}/login")
        wanted = re.findall(r"/static/[\w.-]+", page)
        assert {Path(name).suffix for name in wanted} >= {".js", ".css", ".svg"}
        for name in wanted:
            assert fetched(f"{server.address}{name}")
    finally:
        server.stop()


def fetched(address: str) -> str:
    """The body of a GET as a browser asks; raises for a refusal."""
    asked = urllib.request.Request(address, headers={"Accept": "text/html"})
    with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
        return str(answer.read().decode())
