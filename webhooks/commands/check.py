"""`huishang check`: reads diagrams, tables, forms and settings, and tells what would keep them from running."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import click

from engine.diagrams.bundle import NAMED, SUFFIXES, Bundle
from engine.diagrams.checks import check, check_file, has_errors
from engine.diagrams.findings import Finding, Severity
from engine.errors import Refusal
from engine.texts.catalogue import LANGUAGES, say

_MARKS = {Severity.ERROR: "✗", Severity.WARNING: "!"}


@click.command("check")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of the text.")
def command(paths: tuple[Path, ...], as_json: bool, lang: str) -> None:
    """Check each PATH: the folder of a procedure, or one of its files together with what lies beside it.

    Exits with 1 when any finding is an error, else with 0; warnings keep nothing from being published.
    """
    findings = [finding for path in paths for finding in _found(path)]
    if as_json:
        click.echo(json.dumps({"findings": [one.to_json(lang) for one in findings]}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(findings, lang)))
    raise SystemExit(1 if has_errors(findings) else 0)


def _found(path: Path) -> Iterator[Finding]:
    """All findings of one path, each with a file name that can be opened from here."""
    try:
        if path.is_dir():
            found = check(Bundle.read(path))
            folder = path
        elif path.suffix.lower() in SUFFIXES or path.name in NAMED:
            found = check_file(Bundle.around(path), path.name)
            folder = path.parent
        else:
            path.stat()
            yield Finding.error("unknown_file", str(path), 0, "", known=[*SUFFIXES, *NAMED])
            return
    except (Refusal, OSError) as refusal:
        yield _unreadable(path, refusal)
        return
    for finding in found:
        yield dataclasses.replace(finding, file=str(folder / finding.file) if finding.file else str(path))


def _unreadable(path: Path, refusal: Refusal | OSError) -> Finding:
    if isinstance(refusal, Refusal):
        return Finding.error(
            "unreadable_path", str(path), 0, "", refusal.key.removeprefix("diagrams."), **refusal.params
        )
    return Finding.error("unreadable_path", str(path), 0, "", path=str(path), detail=refusal.strerror or "")


def _told(findings: list[Finding], lang: str) -> Iterator[str]:
    for finding in findings:
        place = f"{finding.file}:{finding.line}" if finding.line else finding.file
        yield f"{_MARKS[finding.severity]} {place} [{finding.rule}] {finding.message(lang)}"
        yield f"    → {finding.remedy(lang)}"
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    yield say("diagrams.checked", lang, errors=errors, warnings=len(findings) - errors)
