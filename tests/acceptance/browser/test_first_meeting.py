"""The first provincial meeting of 20 April 2022, done by its people in real browsers from application to filing, with
an extension; once with the mouse and once by keyboard alone. All names and cases are invented (虚构).
"""

from __future__ import annotations

import pytest

from engine.rehearsals import expectations
from engine.rehearsals.sight import look
from tests.acceptance.browser.filling import Hand, Keys
from tests.acceptance.browser.playing import Play, story
from tests.acceptance.browser.stage import empty_stage


@pytest.mark.parametrize("hand", [Hand, Keys], ids=["mouse", "keyboard"])
def test_the_first_meeting_is_done_in_browsers(hand, tmp_path, context_of, watch):
    scenario = story()
    with empty_stage(tmp_path, scenario) as stage:
        play = Play(stage, context_of, watch, hand)

        play.perform(scenario)

        sights = {name: look(stage.office, case) for name, case in play.cases.items()}
        assert list(expectations.of_end(scenario.expect, sights, "main", "zh")) == []
        assert play.barriers == []
