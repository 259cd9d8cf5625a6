"""What a view of a page is given: who visits, in which language, and what was asked and typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app, g, request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict

from engine.actions.house.office import Office
from engine.people.actor import Actor
from webhooks.operations import EXTENSION
from webhooks.pages import languages
from webhooks.pages.packing import veil
from webhooks.pages.sessions import Session, Visitor
from webhooks.problems import NotSignedIn

#: where a request keeps its visit
_PLACE: Final = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request to a page."""

    office: Office
    #: who is signed in; on a public page perhaps nobody
    who: Visitor
    lang: str
    query: Mapping[str, str]
    #: what was typed; empty unless the page was posted to
    form: MultiDict[str, str]
    files: MultiDict[str, FileStorage]
    #: whether htmx asks for a piece of the page rather than a browser for all of it
    is_htmx: bool
    #: the address asked for, with its query
    address: str

    @property
    def is_signed_in(self) -> bool:
        return self.who.session is not None

    @property
    def session(self) -> Session:
        """The session. Raises NotSignedIn on a public page that nobody signed in to."""
        if self.who.session is None:
            raise NotSignedIn("webhooks.not_signed_in")
        return self.who.session

    @property
    def actor(self) -> Actor:
        """Who acts. Raises NotSignedIn on a public page that nobody signed in to."""
        if self.who.actor is None or self.who.session is None:
            raise NotSignedIn("webhooks.not_signed_in")
        return self.who.actor

    @property
    def csrf(self) -> str:
        """What forms of this page bring back: the session's name and its secret; nothing before signing in."""
        session = self.who.session
        return f"{session.id}.{veil(session.csrf)}" if session is not None else ""


def receive(who: Visitor, *, reads_form: bool = True) -> Visit:
    """The visit of this request, remembered for what is rendered in it.

    Reading a form raises RequestEntityTooLarge for one over the limit; a page that only says so does not read it.
    """
    posted = request.method == "POST" and reads_form
    visit = Visit(
        office=current_app.extensions[EXTENSION],
        who=who,
        lang=languages.of_visitor(who.session),
        query=request.args.to_dict(),
        form=request.form if posted else ImmutableMultiDict(),
        files=request.files if posted else ImmutableMultiDict(),
        is_htmx=request.headers.get("HX-Request") == "true",
        address=request.full_path.rstrip("?"),
    )
    setattr(g, _PLACE, visit)
    g.lang = visit.lang
    return visit


def present() -> Visit | None:
    """The visit of this request, if it is one to a page."""
    found: Any = g.get(_PLACE)
    return found if isinstance(found, Visit) else None
