"""意见汇总: opinions by round, as their reader may see them; a second round compared with the first."""

from __future__ import annotations

from engine.actions.case_page.content import Contents
from engine.actions.case_page.decisions import countersigned, meetings_of, opinions_hidden, summaries
from engine.actions.case_page.opinions import Given, rounds_of
from engine.forms.text_diff import Change


def rounds(looking, case, who="officer"):
    with looking(case, who) as (work, names):
        contents = Contents.read(work, names)
        return rounds_of(work, contents, names), opinions_hidden(work, contents)


def test_facts_and_law_stand_apart_for_each_participant(play, looking):
    case = play("first_meeting", 9)
    (only,), hidden = rounds(looking, case)

    assert not hidden
    written = [one for one in only.opinions if one.given is Given.WRITTEN]
    assert written
    assert all([part.key for part in one.said][:2] == ["facts_opinion", "law_opinion"] for one in written)
    assert only.count(Given.WRITTEN) + only.count(Given.WAITING) == len(only.opinions)


def test_a_second_round_is_compared_with_what_the_same_unit_had_said(play, looking):
    case = play("no_consensus_second_round", 99)
    (second, first), _ = rounds(looking, case)
    assert (second.number, first.number) == (2, 1)
    # the script says the same words twice, so nothing is marked
    assert not any(part.compared for one in second.opinions for part in one.said)
    assert not any(part.compared for one in first.opinions for part in one.said)


def test_changed_words_are_marked(play, looking, monkeypatch):
    """The same case read as if the second round had said something else."""
    case = play("no_consensus_second_round", 99)
    with looking(case, "officer") as (work, names):
        contents = Contents.read(work, names)
        second = rounds_of(work, contents, names)[0]
        changed = {one.submission for one in second.opinions if not one.expert}
        fields = Contents.fields

        def altered(self, row):
            return tuple(
                type(one)(one.key, one.label, one.kind, one.text.replace("虚构", "虚构补充"))
                if row.id in changed
                else one
                for one in fields(self, row)
            )

        monkeypatch.setattr(Contents, "fields", altered)
        second = rounds_of(work, contents, names)[0]
    marked = [part for one in second.opinions for part in one.said if part.compared]
    assert len(marked) == 2 * len(changed)
    assert all([piece.text for piece in part.compared if piece.change is Change.ADDED] == ["补充"] for part in marked)


def test_a_unit_reads_its_own_opinion_and_not_the_others(play, looking):
    case = play("first_meeting", 9)
    (whole,), _ = rounds(looking, case)
    # the applicant reads the history and so knows who was asked; the next unit knows of itself alone
    unit = [one for one in whole.opinions if one.given is Given.WRITTEN and not one.expert][1]
    with looking(case, "officer") as (work, _):
        key = next(row.unit for row in work.parts.rows if row.key == unit.key)
    (seen,), hidden = rounds(looking, case, f"{key}.liaison")

    assert [one.key for one in seen.opinions] == [unit.key]
    assert seen.opinions[0].said == unit.said
    assert hidden


def test_excused_by_name_and_reason(play, looking):
    case = play("round_closed_early", 99)
    found = [one for each in rounds(looking, case)[0] for one in each.opinions]
    excused = [one for one in found if one.given in (Given.EXCUSED, Given.ORAL, Given.SUBSTITUTED)]

    assert excused
    assert all(one.name for one in excused)
    assert any(one.reason or one.said for one in excused)


def test_decisions_with_objections_and_countersignatures(play, looking):
    case = play("no_consensus_second_round", 99)
    with looking(case, "officer") as (work, names):
        contents = Contents.read(work, names)
        heard = meetings_of(work, contents)
        signed = countersigned(work, contents, names)
        summed = summaries(work, contents, names)

    assert [one.met_on for one in heard] == sorted((one.met_on for one in heard), reverse=True)
    assert any(decision.objecting for one in heard for decision in one.decisions)
    assert all(decision.lead and "_" not in decision.lead for one in heard for decision in one.decisions)
    assert {one.position for one in signed} == {"agree"}
    assert len({one.unit for one in signed}) == len(signed)
    assert summed
