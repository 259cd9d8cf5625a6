"""Every gap of the rule is a dated setting that the drawing asks for; invented ones say so and say why."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml

from tests.processes.bundle_files import DIAGRAMS, FOLDER

SETTINGS = yaml.safe_load((FOLDER / "settings.yaml").read_text("utf-8"))
ROWS = [(name, row) for name, rows in SETTINGS.items() for row in rows]


def test_the_drawing_asks_for_each_setting_and_for_no_other():
    drawn = "".join((FOLDER / diagram).read_text("utf-8") for diagram in DIAGRAMS)

    assert set(re.findall(r"setting\(['\"](\w+)['\"]\)", drawn)) == set(SETTINGS)


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_each_row_is_dated_and_says_where_it_comes_from(name, row):
    assert set(row) == {"from", "value", "proposed", "basis", "reason"}
    assert isinstance(row["from"], date)
    assert isinstance(row["proposed"], bool)
    assert row["basis"]
    assert row["reason"]


def test_only_the_thirty_working_days_come_from_the_rule():
    assert [name for name, row in ROWS if not row["proposed"]] == ["implementation_days"]


def test_a_limit_that_is_proposed_is_drawn_as_proposed():
    drawn = "".join((FOLDER / diagram).read_text("utf-8") for diagram in DIAGRAMS)
    clocks = re.findall(r"<huishang:deadline [^>]*>", drawn)
    legal = [clock for clock in clocks if 'proposed="true"' not in clock]

    assert len(legal) == 1
    assert 'name="implementation"' in legal[0]
