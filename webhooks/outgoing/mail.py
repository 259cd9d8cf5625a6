"""Letters to the mail server by SMTP. What the server's answer means for another attempt is decided here alone.

Until the letter's text was handed over, nothing has gone out, whatever breaks; from then on only the server's own word
counts, and a broken line leaves it uncertain.
"""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from engine.actions.house.office import Office
from engine.actions.notices.letters import Letter, Outcome, settle_letter, take_letter
from engine.settings import Settings

#: how long the server may take for one answer, in seconds
PATIENCE = 20.0
#: letters in one look; the rest wait for the next
MOST = 100
#: answers from here on are no consent, and from there on final (RFC 5321)
REFUSED, FINAL = 400, 500


def send_mails(office: Office) -> int:
    """Send the letters whose time has come, each taken by this worker alone; gives how many went out.

    After a server that cannot be reached the others wait for the next look, so that one outage is one attempt.
    """
    sent = 0
    for _ in range(MOST if office.settings.smtp_host else 0):
        letter = take_letter(office)
        if letter is None:
            break
        outcome = post(office.settings, letter)
        settle_letter(office, letter, outcome)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.LATER:
            break
    return sent


def post(settings: Settings, letter: Letter) -> Outcome:
    """Hand one letter to the server. How the session ends changes nothing about what the server took."""
    message = message_of(settings, letter)
    try:
        server = _connected(settings)
    except (OSError, smtplib.SMTPException):
        # also a server without TLS, or one that does not know us: an operator mends that, and the letter waits
        return Outcome.LATER
    try:
        return _handed_over(server, message)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def message_of(settings: Settings, letter: Letter) -> EmailMessage:
    """The letter as it goes over the line: no name of a person, the same id at every attempt."""
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = settings.smtp_from
    message["To"] = letter.to
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.id}@{_domain(settings)}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body, cte="base64")
    return message


def _connected(settings: Settings) -> smtplib.SMTP:
    """A session that is encrypted as the settings say, the server's certificate checked."""
    where = (settings.smtp_host, settings.smtp_port, _domain(settings))
    if settings.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=PATIENCE, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(*where, timeout=PATIENCE)
    try:
        if settings.smtp_tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _handed_over(server: smtplib.SMTP, message: EmailMessage) -> Outcome:
    """Envelope first: its refusals are certain. Then the text: after that only the server knows."""
    try:
        server.ehlo_or_helo_if_needed()
        for code, _ in (server.mail(message["From"]), server.rcpt(message["To"])):
            if code >= REFUSED:
                return _refused(code)
    except (OSError, smtplib.SMTPException):
        return Outcome.LATER
    try:
        code, _ = server.data(message.as_bytes(policy=SMTP))
    except smtplib.SMTPDataError as refused:
        return _refused(refused.smtp_code)
    except (OSError, smtplib.SMTPException):
        return Outcome.UNCERTAIN
    return _refused(code) if code >= REFUSED else Outcome.SENT


def _refused(code: int) -> Outcome:
    return Outcome.REFUSED if code >= FINAL else Outcome.LATER


def _domain(settings: Settings) -> str:
    """The domain we write from; the machine's own name tells nobody anything."""
    return settings.smtp_from.rpartition("@")[2] or "localhost"
