# quoted XML
"""The shipped procedure is proved, and copies of it with one thing wrong are refused by the duty they break."""

from __future__ import annotations

import os

import pytest

from engine.diagrams.bundle import Bundle
from engine.proofs.proving import prove
from engine.proofs.verdict import Verdict
from tests.processes.bundle_files import bundle

MAIN, CALLED = "case_consultation.bpmn", "implementation.bpmn"
REQUIRED = ('"required": true', '"required": false')
APART = '<huishang:separate from="application, applicant"/>'
EARLY = (
    'camunda:formRef="collate_opinions"><bpmn:extensionElements>'
    '<huishang:deadline name="implementation" days="30" basis="R6"/></bpmn:extensionElements>'
)
#: duty, file, what stands there, what stands there instead, which occurrence's neighbour it must follow
MUTANTS = [
    (1, CALLED, "setting('implementation_days')", "setting('filing_days')", ""),
    (1, CALLED, 'unit="working_days" basis="R6"', 'unit="calendar_days" basis="R6"', ""),
    (2, MAIN, 'agreed = [d for d in recorded if d["id"] not in blocked]', "agreed = recorded", ""),
    (2, MAIN, 'camunda:formRef="collate_opinions">', EARLY, ""),
    (3, "forms/terminate_decision.form", *REQUIRED, '"key": "reason"'),
    (3, "forms/weigh_objections.form", *REQUIRED, '"key": "reason"'),
    (
        4,
        CALLED,
        '<huishang:guard forbid="ground != \'policy_required\'" text="procedure.guard.policy_ground_only"/>',
        "",
        "",
    ),
    (4, CALLED, '<huishang:guard forbid="lapsed(\'implementation\')" text="procedure.guard.asked_too_late"/>', "", ""),
    (5, MAIN, 'attachedToRef="correct_application" cancelActivity="false"', 'attachedToRef="correct_application"', ""),
    (5, MAIN, 'attachedToRef="review_application" cancelActivity="false"', 'attachedToRef="review_application"', ""),
    (6, "forms/excuse_participant.form", *REQUIRED, '"key": "reason"'),
    (6, "forms/sign_receipt.form", *REQUIRED, '"key": "received_by"'),
    (7, MAIN, APART, "", 'id="review_application"'),
    (7, MAIN, APART, "", 'id="decide_without_consensus"'),
    (8, MAIN, '<huishang:notice kind="decline"', '<huishang:notice kind="reminder"', ""),
    (8, CALLED, '<huishang:notice kind="report_returned"', '<huishang:notice kind="reminder"', ""),
    (
        9,
        MAIN,
        'sourceRef="record_danger" targetRef="danger_open"',
        'sourceRef="record_danger" targetRef="danger_urged"',
        "",
    ),
    (
        9,
        MAIN,
        'sourceRef="mark_danger" targetRef="record_danger"',
        'sourceRef="mark_danger" targetRef="danger_open"',
        "",
    ),
    (
        10,
        MAIN,
        'sourceRef="draft_minutes" targetRef="countersigning"',
        'sourceRef="draft_minutes" targetRef="issue_minutes"',
        "",
    ),
    (
        10,
        MAIN,
        '<huishang:notice kind="guidance" to="city_officer"',
        '<huishang:notice kind="guidance" to="city_officer, expert"',
        "",
    ),
]


def mutated(file: str, old: str, new: str, after: str) -> Bundle:
    """The shipped bundle with one piece of text replaced, the first one behind `after`."""
    text = bundle().files[file].decode()
    place = text.index(old, text.index(after) if after else 0)
    return Bundle({**bundle().files, file: (text[:place] + new + text[place + len(old) :]).encode()})


def test_the_shipped_procedure_is_proved():
    proof = prove(bundle(), process="case_consultation")

    assert proof.verdict is Verdict.PROVED, proof.to_json("en")


#: a walk takes a quarter of a minute and more, so the quick run looks at the first alone and `make test-long` at all
TRIED = MUTANTS if os.environ.get("HUISHANG_LONG") else MUTANTS[:1]


@pytest.mark.parametrize("mutant", TRIED, ids=lambda mutant: f"duty{mutant[0]}-{MUTANTS.index(mutant)}")
def test_each_duty_refuses_what_breaks_it(mutant):
    duty, *change = mutant

    proof = prove(mutated(*change), process="case_consultation")

    assert proof.verdict is Verdict.COUNTEREXAMPLE
    assert duty in {one.duty for one in proof.findings}, proof.to_json("en")
