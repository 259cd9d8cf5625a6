"""Kinds of notices: what they are called, and how they go out to whoever chose nothing."""

from __future__ import annotations

from engine.texts.catalogue import catalogue, say

#: kinds of the drawn procedure and of acts beside it, the pressing first
KINDS = (
    "danger_overdue",
    "urge",
    "urge_decision",
    "handed_over",
    "return_for_correction",
    "meeting_notice",
    "meeting_invitation",
    "meeting_changed",
    "meeting_called_off",
    "report_returned",
    "reminder",
    "circulated",
    "real_data_requested",
    "real_data_granted",
    "real_data_refused",
    "real_data_ended",
    "extension_granted",
    "extension_refused",
    "decline",
    "excused",
    "round_closed",
    "countersigning_closed",
    "minutes",
    "guidance",
    "withdrawal_agreed",
    "withdrawal_refused",
    "decision_recalled",
    "decision_terminated",
    "terminated",
    "closed",
    "work_done",
    "work_failed",
)
#: told at once unless somebody says otherwise: waiting for the morning would be too late
PRESSING = frozenset(
    {
        "danger_overdue",
        "urge",
        "urge_decision",
        "handed_over",
        "return_for_correction",
        "meeting_changed",
        "meeting_called_off",
    }
)


def kind_word(kind: str, lang: str) -> str:
    """The kind in words; one that another procedure draws is simply a notice."""
    key = f"notices.kind.{kind}"
    return say(key if key in catalogue("zh", "notices") else "notices.kind.other", lang)
