"""From a filled .docx to PDF through LibreOffice, run like the foreign program it is.

Each run has a folder, a profile and an environment of its own, a time after which it is ended with everything it
started, and a ceiling of memory. One runs at a time: a second waits for its turn or is told to come back. Where
LibreOffice is not installed the office offers the .docx and says so.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from engine.documents.fonts import BOLD, fontconfig, installed_fonts, stand_ins
from engine.documents.glyphs import NONE, TEXT_FACE, Rare, characters_of, fonts_here, rare_in
from engine.documents.pdf_dates import dated
from engine.errors import Unavailable

PROGRAMS: Final = ("soffice", "libreoffice")
SECONDS: Final = 90  #: longest run
MEMORY: Final = 3_000_000_000  #: bytes of address space
WAIT: Final = 60  #: seconds in the queue
#: PDF/A-2b, what archives take: every font in it, nothing from outside; tagged, so that a screen reader finds its way
_OPTIONS: Final = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
_FILTER: Final = f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"
_TURN: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Pdf:
    """The bytes, which faces were drawn by a stand-in (official name → stand-in), and characters no face has."""

    content: bytes
    stand_ins: dict[str, str]
    rare: Rare = NONE


def program() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def to_pdf(docx: bytes, *, at: datetime) -> Pdf:
    """The same paper as PDF, dated with the instant.

    Raises Unavailable where LibreOffice is not installed, did not end in time, or others wait before this one.
    """
    return to_pdfs([(docx, at)])[0]


def to_pdfs(papers: Sequence[tuple[bytes, datetime]]) -> list[Pdf]:
    """Several papers in one run, each dated with its own instant: starting LibreOffice costs more than a paper does."""
    found = program()
    if found is None:
        raise Unavailable("papers.no_libreoffice")
    if not _TURN.acquire(timeout=WAIT):
        raise Unavailable("papers.pdf_queue")
    try:
        with tempfile.TemporaryDirectory(prefix="huishang-paper-") as folder:
            replaced = {name: one for name, one in stand_ins(installed_fonts()).items() if one}
            made = _convert(found, Path(folder), [docx for docx, _ in papers], replaced)
    finally:
        _TURN.release()
    told = {name: stand_in.replace(BOLD, " Bold") for name, stand_in in replaced.items()}
    face, fonts = replaced.get(TEXT_FACE, TEXT_FACE).partition(":")[0], fonts_here()
    return [
        Pdf(dated(pdf, at), told, rare_in(characters_of(docx), face, fonts))
        for pdf, (docx, at) in zip(made, papers, strict=True)
    ]


def _convert(found: str, folder: Path, papers: Sequence[bytes], replaced: dict[str, str]) -> list[bytes]:
    sources = [folder / f"{position}.docx" for position in range(len(papers))]
    for source, docx in zip(sources, papers, strict=True):
        source.write_bytes(docx)
    config = folder / "fonts.conf"
    config.write_text(fontconfig(replaced, str(_font_cache())), encoding="utf-8")
    command = [
        found,
        f"-env:UserInstallation=file://{folder / 'profile'}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", _FILTER, "--outdir", str(folder), *map(str, sources)),
    ]
    path = os.environ.get("PATH", "/usr/bin:/bin")
    env = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "FONTCONFIG_FILE": str(config), "TMPDIR": str(folder)}
    _run(command, env, folder)
    made = [source.with_suffix(".pdf") for source in sources]
    if not all(one.is_file() for one in made):
        raise Unavailable("papers.pdf_failed")
    return [one.read_bytes() for one in made]


def _font_cache() -> Path:
    """Fontconfig's cache outlives a run: building it anew costs seconds, and it holds nothing of a paper."""
    folder = Path(tempfile.gettempdir()) / f"huishang-fonts-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _run(command: list[str], env: dict[str, str], folder: Path) -> None:
    """Run it in a session of its own, so that ending it ends whatever it started. Raises Unavailable."""
    process = subprocess.Popen(  # noqa: S603
        command,
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_bounded,
    )
    try:
        code = process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise Unavailable("papers.pdf_too_slow", seconds=SECONDS) from None
    if code != 0:
        raise Unavailable("papers.pdf_failed")


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
