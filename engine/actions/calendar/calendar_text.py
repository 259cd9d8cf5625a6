"""What an import did, in words: the days that turn and each deadline that moves."""

from __future__ import annotations

from engine.actions.calendar.import_calendar import Imported
from engine.actions.calendar.recounting import Move
from engine.deadlines.calendar_diff import explain_diff
from engine.deadlines.day_text import full_day
from engine.texts.catalogue import say


def import_lines(imported: Imported, lang: str) -> list[str]:
    """A line for each thing that changed, or would change."""
    lines = explain_diff(imported.diff, lang)
    if imported.diff.is_empty:
        return lines
    found = imported.recount
    lines.append(say("deadlines.import.moved_count", lang, count=sum(move.moved for move in found.moves)))
    lines += [_move_line(move, lang) for move in found.moves]
    if found.left:
        separator = say("deadlines.day.separator", lang)
        lines.append(say("deadlines.import.left", lang, cases=separator.join(found.left)))
    if imported.dry_run:
        lines.append(say("deadlines.import.dry_run", lang))
    return lines


def _move_line(move: Move, lang: str) -> str:
    words = {"case": move.case, "name": move.name, "item": f":{move.item}" if move.item else ""}
    old_due, new_due = full_day(move.old_due, lang), full_day(move.new_due, lang)
    if not move.moved:
        return say("deadlines.import.stands", lang, old_due=old_due, new_due=new_due, **words)
    if move.new_due is None:
        estimate = full_day(move.estimate, lang)
        return say("deadlines.import.undetermined", lang, old_due=old_due, estimate=estimate, **words)
    return say("deadlines.import.moved", lang, old_due=old_due, new_due=new_due, **words)
