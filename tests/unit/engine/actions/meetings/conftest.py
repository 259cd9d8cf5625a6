"""Two cases in session, one of them taken in from paper with fewer guests."""

from __future__ import annotations

import pytest

from engine.actions.taking_in.take_in import take_in

SECOND = {"units": ["civil_affairs", "education"], "experts": [{"person": "expert.law1", "discipline": "law"}]}


@pytest.fixture
def two(play):
    """Two cases in session: nine units and six experts in the first, two units and one expert in the second."""
    live = play("first_meeting", 9)
    papers = live.papers(9)
    for step in papers["steps"]:
        if step.get("task") == "prepare_consultation":
            step["form"] = {**step["form"], **SECOND}
    kept = {"p01": "civil_affairs.liaison", "p02": "education.liaison", "p03": "expert.law1"}
    papers["steps"] = [
        {**step, "done_by": kept[step["item"]]} if step["item"] else step
        for step in papers["steps"]
        if not step["item"] or step["item"] in kept
    ]
    live.cases["second"] = take_in(live.office, live.actor("officer"), live.procedure, papers).case_id
    return live
