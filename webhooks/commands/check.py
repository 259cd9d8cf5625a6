"""`huishang check`: reads diagrams, tables, forms and settings, and tells what would keep them from running."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import click

from engine.diagrams.bundle import NAMED, SUFFIXES, Bundle, suffix_of
from engine.diagrams.checks import check, check_file, check_runnable, has_errors
from engine.diagrams.findings import Finding, Severity
from engine.errors import Refusal
from engine.texts.catalogue import LANGUAGES, say
from webhooks.commands.bundles import ZIP, bundle_at
from webhooks.commands.told_findings import lines_of


@click.command("check")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help="Language of the text.")
@click.option("--runnable", is_flag=True, help="Only what could not run; leave out what the office asks for besides.")
def command(paths: tuple[Path, ...], as_json: bool, lang: str, runnable: bool) -> None:
    """Check each PATH: a procedure's folder or zip, or one of its files together with what lies beside it.

    Exits with 1 when any finding is an error, else with 0; warnings keep nothing from being published.
    """
    findings = [finding for path in paths for finding in _found(path, runnable=runnable)]
    if as_json:
        click.echo(json.dumps({"findings": [one.to_json(lang) for one in findings]}, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_told(findings, lang)))
    raise SystemExit(1 if has_errors(findings) else 0)


def _found(path: Path, *, runnable: bool) -> Iterator[Finding]:
    """All findings of one path, each with a file name that can be opened from here."""
    look = check_runnable if runnable else check
    folder = path
    try:
        if path.is_dir() or path.suffix.lower() == ZIP:
            found = look(bundle_at(path))
        elif suffix_of(path.name) or path.name in NAMED:
            found = check_file(Bundle.around(path), path.name, runnable=runnable)
            folder = path.parent
        else:
            path.stat()
            yield Finding.error("unknown_file", str(path), 0, "", known=[*SUFFIXES, *NAMED, ZIP])
            return
    except (Refusal, OSError) as refusal:
        yield _unreadable(path, refusal)
        return
    for finding in found:
        yield _placed(finding, folder, path)


def _placed(finding: Finding, folder: Path, path: Path) -> Finding:
    """The finding with a file name seen from here, and what is folded into it likewise."""
    file = str(folder / finding.file) if finding.file else str(path)
    return dataclasses.replace(finding, file=file, folded=tuple(_placed(one, folder, path) for one in finding.folded))


def _unreadable(path: Path, refusal: Refusal | OSError) -> Finding:
    if isinstance(refusal, OSError):
        return Finding.error("unreadable_path", str(path), 0, "", path=str(path), detail=refusal.strerror or "")
    if refusal.key.startswith("diagrams."):
        key = refusal.key.removeprefix("diagrams.")
        return Finding.error("unreadable_path", str(path), 0, "", key, **refusal.params)
    return Finding.error("archive", str(path), 0, "", refused=refusal)


def _told(findings: list[Finding], lang: str) -> Iterator[str]:
    for finding in findings:
        yield from lines_of(finding, lang)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    yield say("diagrams.checked", lang, errors=errors, warnings=len(findings) - errors)
