"""Publishing over the API: long work that proves first, in force by a second person, refused with the story."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from engine.actions.house.office import Office
from engine.actions.worker.long_work import do_next
from engine.cases.audit_words import Word
from engine.storage import audit
from engine.timers.work_kinds import KINDS
from tests.unit.webhooks.conftest import Client
from tests.unit.webhooks.test_deployments import FILES, HAN, sent

DIAGRAM = "three_user_tasks.bpmn"
DUTY = (
    "duties: [{number: 1, title: {zh: 甲不可能, en: Never so}, source: 虚构,"
    " clauses: [{asked_rightly: {act: task_b, must: '1 == 2'}}]}]"
)
ENGLISH, CHINESE = {"Accept-Language": "en"}, {"Accept-Language": "zh"}
NUMBERS = count(1)


class Draft:
    """A draft by the first designer, of a procedure of its own."""

    def __init__(self, caller: Client, **more: str) -> None:
        self.key = f"published_{next(NUMBERS)}"
        self.caller, self.more = caller, more
        done = caller("designer").send("POST", "/deployments", **sent(self.files("B"))).json
        assert (done["procedure"], done["version"]) == (self.key, 1), done

    def files(self, name: str) -> dict[str, bytes]:
        diagram = FILES[DIAGRAM].replace(b"three_user_tasks", self.key.encode())
        more = {name: text.encode() for name, text in self.more.items()}
        return {**FILES, DIAGRAM: diagram.replace(b'name="B"', f'name="{name}"'.encode()), **more}

    @property
    def address(self) -> str:
        return f"/procedures/{self.key}/versions/1"

    def publish(self, person: str = "designer2", **body: str) -> Any:
        return self.caller(person).post(f"{self.address}/publish", body)

    def state(self) -> str:
        found: str = self.caller("designer").get(f"/procedures/{self.key}/versions").json["items"][0]["state"]
        return found


def work_all(office: Office) -> None:
    while do_next(office, "one", KINDS):
        pass


def test_a_draft_is_in_force_once_it_is_proved(caller: Client, office: Office) -> None:
    # given a draft that a second person wants in force
    draft = Draft(caller)
    asked = draft.publish()
    assert (asked.status_code, draft.state()) == (202, "draft"), asked.json
    assert asked.headers["Location"] == f"/api/v1/work/{asked.json['work']}"
    assert draft.publish().json["work"] == asked.json["work"]

    # when a worker comes to it
    work_all(office)

    # then it is in force, by that person and once, and the proof can be read
    address = f"/work/{asked.json['work']}"
    seen = caller("designer2").get(address, headers=ENGLISH).json
    assert (seen["state"], seen["proof"]["verdict"], draft.state()) == ("done", "proved", "effective"), seen
    with office.database.reading() as connection:
        chain = [one.record for one in audit.walk(connection, Word.DIAGRAM_PUBLISHED.chain)]
    published = [
        one for one in chain if one.details.get("procedure") == draft.key and one.word == Word.DIAGRAM_PUBLISHED
    ]
    assert [(one.actor, one.details["proof"]) for one in published] == [("designer2", "proved")]

    # and is nobody else's to look at, and not published twice
    assert caller("designer").get(address).status_code == 404
    assert caller("designer2").post(f"{address}/cancel").status_code == 409
    assert draft.publish().status_code == 409
    assert address.rpartition("/")[2] in [one["id"] for one in caller("designer2").get("/work").json["items"]]


def test_what_a_counterexample_is_known_of_is_refused_with_its_story(caller: Client, office: Office) -> None:
    draft = Draft(caller, **{"duties.yaml": DUTY})
    work = draft.publish().json["work"]
    work_all(office)

    told = {}
    for lang, headers in (("zh", CHINESE), ("en", ENGLISH)):
        seen = caller("designer2").get(f"/work/{work}", headers=headers).json
        assert (seen["state"], seen["proof"]["verdict"]) == ("failed", "counterexample"), seen
        story = seen["proof"]["findings"][0]["story"]
        assert [move["element"] for move in story][-1] == "task_b"
        told[lang] = seen["fault"] + seen["what"] + seen["proof"]["findings"][0]["message"]
    assert "甲不可能" in told["zh"]
    assert "Never so" in told["en"]
    assert not HAN.search(told["en"])
    assert draft.state() == "draft"


@pytest.mark.parametrize("person", ["designer", "officer", "director"])
def test_nobody_publishes_alone_or_without_the_right(caller: Client, person: str) -> None:
    assert Draft(caller).publish(person).status_code == 403


def test_a_day_that_has_passed_is_refused_at_once(caller: Client) -> None:
    assert Draft(caller).publish(effective_on="2020-01-01").status_code == 422


def test_files_put_in_its_place_meanwhile_are_not_published(caller: Client, office: Office) -> None:
    draft = Draft(caller)
    work = draft.publish().json["work"]
    assert caller("designer").send("PUT", draft.address, **sent(draft.files("B2"))).status_code == 200
    work_all(office)

    seen = caller("designer2").get(f"/work/{work}", headers=CHINESE).json
    assert (seen["state"], draft.state()) == ("failed", "draft")
    assert draft.key in seen["fault"]


def test_a_hand_in_the_draft_meanwhile_keeps_off_its_publishing(caller: Client, office: Office) -> None:
    """The right is asked again in the act itself: here the hand comes between the proof and the publication."""
    draft = Draft(caller)
    work = draft.publish().json["work"]
    kind = "publication"

    def slow(*given: Any) -> Any:
        done = KINDS[kind](*given)
        assert caller("designer2").send("PUT", draft.address, **sent(draft.files("B"))).status_code == 200
        return done

    do_next(office, "one", {**KINDS, kind: slow})
    assert caller("designer2").get(f"/work/{work}").json["state"] == "failed"
    assert draft.state() == "draft"


def test_publication_that_is_given_up_publishes_nothing(caller: Client, office: Office) -> None:
    draft = Draft(caller)
    work = draft.publish().json["work"]
    assert caller("designer2").post(f"/work/{work}/cancel").json["state"] == "cancelled"
    work_all(office)
    assert draft.state() == "draft"
