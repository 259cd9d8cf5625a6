"""What an operator may set from outside, read once from the environment.

Limits of the procedure are not here but in `processes/`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

PREFIX = "HUISHANG_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one installation."""

    #: where files of this installation live: the SQLite database, the master key, the daily heads
    var: Path = Path("var")
    #: SQLAlchemy address; empty means SQLite in `var`
    database: str = ""
    #: base64 of the 32-byte master key; empty means the file `master.key` in `var`, made at first use
    master_key: str = ""
    #: how many running cases stay in memory
    cache_size: int = 100
    host: str = "127.0.0.1"
    port: int = 8000
    #: longest time in seconds between two looks of the ticker
    heartbeat: int = 20
    #: a lamp turns yellow when this many working days are left
    due_soon: int = 5
    #: the largest request body in bytes
    max_body: int = 1_000_000
    #: the largest file somebody may hand in, in bytes
    max_file: int = 20_000_000
    #: the virus scanner: `clamd:/run/clamav/clamd.ctl`, `clamd:host:port` or `command:…`; empty for none
    scanner: str = ""
    #: whether a file that no scanner looked at must wait
    scan_required: bool = False
    #: how many days the result of long work is kept
    keep_results: int = 7
    #: statistics hide numbers from one to below this one
    small_numbers: int = 5
    #: the security settings of this installation; without it the ones in `processes/security.yaml` hold
    security: Path | None = None
    #: the document of the invented office that `huishang run` loaded; the sign-in page tells who may be tried
    demonstration: Path | None = None
    #: how many proxies of ours stand before the server; so many forwarded addresses are believed
    proxies: int = 0
    #: how people reach us, such as `https://huishang.example`; empty means the address of each request
    address: str = ""
    #: the server that takes our e-mail; empty means that people are told on the screen alone
    smtp_host: str = ""
    smtp_port: int = 587
    #: starttls, tls (from the first byte) or none
    smtp_tls: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = ""
    #: the address our letters come from
    smtp_from: str = ""
    #: the unified identity service (OpenID Connect): its address, and what it knows us by; empty means none
    identity_issuer: str = ""
    identity_client: str = ""
    identity_secret: str = ""
    #: the claim that holds the login
    identity_claim: str = "preferred_username"
    #: whether somebody whom the service knows and we do not is entered, without any post; else only our people come in
    identity_creates: bool = False

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.var / 'huishang.db'}"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from `HUISHANG_*` variables. Raises ValueError naming a variable that is unknown or unreadable."""
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in (os.environ if environ is None else environ).items()
        if name.startswith(PREFIX) and name not in FOREIGN
    }
    readers: dict[str, Callable[[str], object]] = {
        "var": Path,
        "cache_size": int,
        "port": int,
        "heartbeat": int,
        "max_body": int,
        "max_file": int,
        "due_soon": int,
        "smtp_port": int,
        "smtp_tls": _security,
        "keep_results": int,
        "small_numbers": int,
    }
    readers |= {
        "scan_required": _yes,
        "security": Path,
        "demonstration": Path,
        "proxies": int,
        "identity_creates": _yes,
    }
    values: dict[str, object] = {}
    for name, text in given.items():
        if name not in Settings.__dataclass_fields__:
            raise ValueError(f"Expected a known setting, but {PREFIX}{name.upper()} is none.")
        values[name] = _read(name, text, readers.get(name, str))
    return Settings(**values)  # type: ignore[arg-type]


#: variables with our prefix that other readers own: fault tests, the long test run, browser tests
FOREIGN = frozenset({"HUISHANG_FAULT", "HUISHANG_LONG", "HUISHANG_SCREENSHOTS", "HUISHANG_CHROMIUM"})


def _security(text: str) -> str:
    if text not in ("starttls", "tls", "none"):
        raise ValueError(text)
    return text


def _yes(text: str) -> bool:
    """A switch. Raises ValueError for anything but yes and no."""
    words = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in words:
        raise ValueError(text)
    return words[text.lower()]


def _read(name: str, text: str, reader: Callable[[str], object]) -> object:
    try:
        return reader(text)
    except ValueError:
        raise ValueError(
            f"Expected {PREFIX}{name.upper()} to be {reader.__name__.strip('_')}, but it is {text!r}."
        ) from None
