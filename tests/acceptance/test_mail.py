"""Letters through a real SMTP server: each goes out once, says nothing of a child, is tried again only for certain."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from engine.actions.cases.urge import urge
from engine.actions.house.office import Office
from engine.actions.notices import notice_preferences
from engine.actions.notices.failed_mails import failed_mails, try_again
from engine.actions.notices.letters import LOST, PAUSES, take_letter
from engine.actions.notices.notice_preferences import Chosen
from engine.actions.notices.send_due_notices import send_due_notices
from engine.actions.notices.write_digests import write_digests
from engine.actions.opening.open_case import open_case
from engine.actions.signing_in.authenticate import known_actor
from engine.actions.taking_in.load_office import load_office
from engine.actions.versions.publish_diagram import deploy
from engine.clock import MovableClock
from engine.diagrams.bundle import Bundle
from engine.people.actor import Actor
from engine.storage.tables.people import people
from webhooks.outgoing.mail import send_mails

PROCESSES = Path(__file__).parents[2] / "processes"
#: a Monday morning in Beijing
MORNING = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
CHILD = "秦虚构童"
FROM = "noreply@huishang.test"


class Post:
    """What the server got, and what it is to answer."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.rcpt = "250 OK"
        self.data = "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.got.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        if self.data == "hang up":
            server.transport.abort()
            await asyncio.sleep(0)
        return self.data


@contextmanager
def server(post: Post, **how: Any) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(post, hostname="127.0.0.1", port=port, **how)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def cache_size() -> int:
    """Letters have nothing to do with the memory of running cases."""
    return 100


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def office(office: Office, clock: MovableClock, post: Post) -> Iterator[Office]:
    """The demonstration office with a case, a mail server, and an officer who wants letters."""
    clock.move_to(MORNING)
    load_office(office, yaml.safe_load((PROCESSES / "demonstration" / "office.yaml").read_text("utf-8")))
    deploy(office, Bundle.read(PROCESSES / "case_consultation"), effective_on=date(2022, 1, 1))
    with server(post) as port:
        office.settings = replace(
            office.settings,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_tls="none",
            smtp_from=FROM,
            address="https://huishang.test",
        )
        yield office


def person(office: Office, login: str) -> Actor:
    found = known_actor(office, login)
    assert found is not None
    return found


@pytest.fixture
def case(office: Office, application: dict[str, Any]) -> str:
    return open_case(office, person(office, "luoyang.liaison"), "case_consultation", application).case_id


@pytest.fixture
def application() -> dict[str, Any]:
    return {
        "subject": "虚构个案的会商",
        "claimed": ["2"],
        "applicant_class": "city_group",
        "subjects": [{"pseudonym": "未成年人甲", "child_name": CHILD, "age_band": "under_14"}],
        "summary": "虚构案情",
        "questions": "虚构问题",
        **dict.fromkeys(("deaths", "serious_injuries", "minor_victims"), 0),
        "affected_minors": 1,
        **dict.fromkeys(("cross_region", "assigned_by_level", "assigned_by", "assignment_evidence"), "none"),
        **dict.fromkeys(("needs_multi_dept", "needs_provincial_multi_dept", "major_matter"), "yes"),
        **dict.fromkeys(("special_case", "law_gap", "pressing", "is_request", "complex_matter", "important"), "no"),
        "classification": "internal",
    }


def chooses(office: Office, login: str, **kinds: str) -> None:
    notice_preferences.keep(office, person(office, login), Chosen(f"{login}@people.test", True, kinds))


def urged(office: Office, case: str, login: str = "officer") -> None:
    chooses(office, login)
    urge(office, person(office, "supervisor"), case, {"reason": f"{CHILD}的事请尽快（虚构）"})
    send_due_notices(office)


def test_a_letter_names_kind_number_and_link_and_goes_out_once(office: Office, case: str, post: Post) -> None:
    urged(office, case)
    assert send_mails(office) == 1
    assert send_mails(office) == 0
    (letter,) = post.got
    assert letter["Subject"].startswith("【会商工作平台】催办：豫未保会商申〔2026〕")
    assert (letter["To"], letter["From"]) == ("officer@people.test", FROM)
    body = letter.get_content()
    assert "https://huishang.test/notices/" in body
    whole = f"{letter.as_string()} {body} {letter['Subject']}"
    for word in (CHILD, "未成年人甲", "周启明", "严守约", "尽快", case, socket.gethostname()):
        assert word not in whole


def test_it_speaks_its_readers_language(office: Office, case: str, post: Post) -> None:
    with office.database.writing() as connection:
        connection.execute(people.update().where(people.c.id == "officer"), {"language": "en"})
    urged(office, case)
    send_mails(office)
    assert post.got[0]["Subject"].startswith("[Huishang] Urging: ")


def test_nothing_is_written_where_no_server_is_set(office: Office, case: str, post: Post) -> None:
    settings, office.settings = office.settings, replace(office.settings, smtp_host="")
    urged(office, case)
    assert (send_mails(office), write_digests(office)) == (0, 0)
    office.settings = settings
    assert send_mails(office) == 0
    assert post.got == []


@pytest.mark.parametrize(("rcpt", "data"), [("451 later", "250 OK"), ("250 OK", "452 full")])
def test_a_server_that_says_later_is_asked_again_with_longer_pauses(
    office: Office, case: str, post: Post, clock: MovableClock, rcpt: str, data: str
) -> None:
    urged(office, case)
    post.rcpt, post.data = rcpt, data
    for pause in PAUSES:
        assert send_mails(office) == 0
        clock.advance(timedelta(minutes=pause, seconds=-1))
        assert take_letter(office) is None
        clock.advance(timedelta(seconds=2))
    assert failed_mails(office, person(office, "sysadmin")) == []
    send_mails(office)
    (failed,) = failed_mails(office, person(office, "sysadmin"))
    assert (failed.fault, failed.attempts) == ("unreachable", len(PAUSES) + 1)
    # and a person may let it be tried once more
    post.rcpt = post.data = "250 OK"
    try_again(office, person(office, "sysadmin"), failed.id)
    assert send_mails(office) == 1
    assert len({letter["Message-ID"] for letter in post.got}) == 1


def test_a_server_that_is_away_costs_one_attempt_a_look(office: Office, case: str, post: Post) -> None:
    for login in ("officer", "officer2"):
        chooses(office, login)
    urged(office, case)
    port, office.settings = office.settings.smtp_port, replace(office.settings, smtp_port=1)
    assert send_mails(office) == 0
    office.settings = replace(office.settings, smtp_port=port)
    assert send_mails(office) == 1  # the one that was not tried; the other waits its minute
    office.clock.advance(timedelta(minutes=1, seconds=1))  # type: ignore[attr-defined]
    assert send_mails(office) == 1


@pytest.mark.parametrize(("rcpt", "data", "fault"), [("550 no", "250 OK", "refused"), ("250 OK", "554 no", "refused")])
def test_a_refusal_is_final(office: Office, case: str, post: Post, rcpt: str, data: str, fault: str) -> None:
    urged(office, case)
    post.rcpt, post.data = rcpt, data
    send_mails(office)
    assert [one.fault for one in failed_mails(office, person(office, "sysadmin"))] == [fault]


def test_what_may_have_gone_out_is_never_sent_again_by_itself(
    office: Office, case: str, post: Post, clock: MovableClock
) -> None:
    urged(office, case)
    post.data = "hang up"
    send_mails(office)
    assert [one.fault for one in failed_mails(office, person(office, "sysadmin"))] == ["uncertain"]
    clock.advance(timedelta(days=2))
    send_mails(office)
    assert len(post.got) == 1


def test_a_worker_that_died_leaves_its_letter_to_a_person(office: Office, case: str, clock: MovableClock) -> None:
    urged(office, case)
    assert take_letter(office) is not None
    assert take_letter(office) is None
    clock.advance(timedelta(minutes=LOST + 1))
    assert take_letter(office) is None
    assert [one.fault for one in failed_mails(office, person(office, "sysadmin"))] == ["uncertain"]


def test_whoever_took_the_address_away_gets_none(office: Office, case: str, post: Post) -> None:
    urged(office, case)
    notice_preferences.keep(office, person(office, "officer"), Chosen("", True, {}))
    assert send_mails(office) == 0
    assert [one.fault for one in failed_mails(office, person(office, "sysadmin"))] == ["no_address"]


def test_the_digest_comes_once_on_a_working_morning(
    office: Office, second_office: Office, case: str, post: Post, clock: MovableClock
) -> None:
    second_office.settings = office.settings
    urged(office, case, "officer")
    chooses(office, "officer", urge="digest")
    urge(office, person(office, "supervisor"), case, {"reason": "再催（虚构）"})
    send_due_notices(office)
    send_mails(office)
    assert write_digests(office) == 1  # Monday, after nine
    assert write_digests(office) == write_digests(second_office) == 0
    send_mails(office)
    digest = post.got[-1]
    assert digest["Subject"] == "【会商工作平台】2026年3月2日（星期一） 每日摘要"
    body = digest.get_content()
    assert "全部待办 1 件" in body
    assert body.count("- 催办 豫未保会商申〔2026〕") == 1  # the other one went out at once
    # before nine of the next working day nothing, nor on days off
    clock.move_to(datetime(2026, 3, 3, 0, 59, tzinfo=UTC))
    assert write_digests(office) == 0
    clock.move_to(datetime(2026, 3, 7, 2, tzinfo=UTC))  # a Saturday
    assert write_digests(office) == 0
    clock.move_to(datetime(2026, 3, 9, 1, 1, tzinfo=UTC))
    assert write_digests(second_office) == 1
    send_mails(office)
    assert "- 催办" not in post.got[-1].get_content()


def test_who_has_nothing_to_be_told_gets_no_digest(office: Office, post: Post) -> None:
    chooses(office, "education.liaison")
    assert write_digests(office) == 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that signs itself."""
    import ipaddress

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("is_trusted", [True, False])
@pytest.mark.parametrize("how", ["starttls", "tls"])
def test_the_line_is_encrypted_and_the_server_checked(
    office: Office, case: str, post: Post, certificate: Path, monkeypatch: Any, how: str, is_trusted: bool
) -> None:
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    urged(office, case)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    passwords: list[LoginPassword] = []

    def knows(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
        passwords.append(given)
        return AuthResult(success=given.password == b"secret")

    secured: dict[str, Any] = {"tls_context": context, "require_starttls": True}
    if how == "tls":  # aiosmtpd does not see that the line was encrypted from its first byte
        secured = {"ssl_context": context, "auth_require_tls": False}
    with server(post, authenticator=knows, auth_required=True, **secured) as port:
        office.settings = replace(
            office.settings, smtp_port=port, smtp_tls=how, smtp_user="huishang", smtp_password="secret"
        )
        assert send_mails(office) == int(is_trusted)
    assert len(post.got) == len(passwords) == int(is_trusted)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_letters_wait_for_a_server_that_does_not_know_us(office: Office, case: str, post: Post) -> None:
    urged(office, case)
    refuse: Callable[..., AuthResult] = lambda *_: AuthResult(success=False)  # noqa: E731
    with server(post, authenticator=refuse, auth_required=True, auth_require_tls=False) as port:
        office.settings = replace(office.settings, smtp_port=port, smtp_user="x", smtp_password="wrong")
        assert send_mails(office) == 0
    assert failed_mails(office, person(office, "sysadmin")) == []
