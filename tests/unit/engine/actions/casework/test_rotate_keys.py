"""After a rotation the old master key opens nothing, and every form is still there."""

from __future__ import annotations

from base64 import b64encode

import pytest

from engine.actions.records.rotate_keys import rotate_keys
from engine.actions.records.verify import verify
from engine.actions.tasks.complete_task import complete
from engine.actions.tasks.content_view import read_covered
from engine.errors import Incident
from engine.storage.encryption import read_vault
from tests.fixtures_database import MASTER_KEY
from tests.unit.engine.actions.casework.people import PREPARED

pytestmark = pytest.mark.parametrize("cache_size", [0], indirect=True)
NEW = b64encode(b"n" * 32).decode()


def test_keys_are_wrapped_anew_and_content_stays(office, errand, ann, officer, task_of, tmp_path):
    # given a form under the old master key
    complete(office, ann, task_of(errand, "prepare"), PREPARED)

    # when the new one stands in front and the keys are rotated
    office.vault = read_vault(f"{NEW},{MASTER_KEY}", tmp_path)
    rotated = rotate_keys(office)

    # then the new one alone reads it
    assert rotated >= 1
    assert rotate_keys(office) == 0
    office.vault = read_vault(NEW, tmp_path)
    assert {one.element for one in read_covered(office, officer, errand.case_id)} == {"start", "prepare"}
    assert verify(office) == []


def test_without_the_old_key_nothing_is_changed(office, errand, officer, tmp_path):
    office.vault = read_vault(NEW, tmp_path)
    with pytest.raises(Incident):
        rotate_keys(office)

    office.vault = read_vault(MASTER_KEY, tmp_path)
    assert read_covered(office, officer, errand.case_id)
