"""An office on a small database in memory with the demonstration office and the drawn procedure, and clients of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from engine.actions.house.office import Office, open_office
from engine.actions.taking_in.load_office import load_office
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.settings import Settings
from tests.fixtures_database import DATABASES
from webhooks.app import create_app

PROCESSES = Path(__file__).parents[3] / "processes"
#: a Monday morning in Beijing
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
TOKENS = {
    person["id"] if "id" in person else person["login"]: person["token"]
    for person in yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8"))["people"]
    if "token" in person
}

Client = Callable[[str], "Caller"]


class Caller:
    """Somebody calling the API with their token."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self._client = client
        self._token = token

    def send(self, method: str, address: str, **more: Any) -> Any:
        headers = {"Authorization": f"Bearer {self._token}", **more.pop("headers", {})}
        return self._client.open(f"/api/v1{address}", method=method, headers=headers, **more)

    def get(self, address: str, **more: Any) -> Any:
        return self.send("GET", address, **more)

    def post(self, address: str, body: Any = None, **more: Any) -> Any:
        return self.send("POST", address, json={} if body is None else body, **more)


@pytest.fixture(scope="session")
def clock() -> MovableClock:
    return MovableClock(MORNING)


@pytest.fixture(scope="session", params=DATABASES)
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, clock: MovableClock
) -> Iterator[Office]:
    url = database_of_our_own(request, "huishang_webhooks")
    settings = Settings(var=tmp_path_factory.mktemp("webhooks"), database=url)
    opened = open_office(settings, clock, migrate=True)
    load_office(opened, yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8")))
    deploy(opened, Bundle.read(PROCESSES / "case_consultation"))
    yield opened
    opened.close()


def database_of_our_own(request: pytest.FixtureRequest, name: str) -> str:
    """Beside the one that is emptied after each test: an office that lives for the whole session. Empty for SQLite."""
    if request.param == "sqlite":
        return ""
    address = make_url(request.getfixturevalue("postgresql_server").get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def client(office: Office) -> FlaskClient:
    return create_app(office).test_client()


@pytest.fixture(scope="session")
def caller(client: FlaskClient) -> Client:
    return lambda login: Caller(client, TOKENS[login])


@pytest.fixture(scope="session")
def application() -> dict[str, Any]:
    """A whole application of a city group (虚构)."""
    return {
        "subject": "虚构个案的会商",
        "claimed": ["2"],
        "applicant_class": "city_group",
        "subjects": [{"pseudonym": "未成年人甲", "child_name": "虚构姓名甲", "age_band": "under_14"}],
        "summary": "虚构案情",
        "questions": "虚构问题",
        **dict.fromkeys(("deaths", "serious_injuries", "minor_victims"), 0),
        "affected_minors": 1,
        **dict.fromkeys(("cross_region", "assigned_by_level", "assigned_by", "assignment_evidence"), "none"),
        **dict.fromkeys(("needs_multi_dept", "needs_provincial_multi_dept", "major_matter"), "yes"),
        **dict.fromkeys(("special_case", "law_gap", "pressing", "is_request", "complex_matter", "important"), "no"),
        "classification": "internal",
    }


@pytest.fixture
def case(caller: Client, application: dict[str, Any]) -> Any:
    """A freshly opened case as its opening answered it."""
    answer = caller("luoyang.liaison").post("/cases", {"procedure": "case_consultation", "form": application})
    assert answer.status_code == 201, answer.json
    return answer.json
