"""Which HTML a form may show: text and tables. Anything that could run, load or restyle the page is named."""

from __future__ import annotations

from html.parser import HTMLParser

_TAGS = frozenset(
    {
        *("p", "br", "hr", "div", "span", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("b", "strong", "i", "em", "u", "s", "sup", "sub", "code", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    }
)
_ATTRIBUTES = frozenset({"class", "colspan", "rowspan", "scope", "lang", "dir"})


def unsafe_markup(html: str) -> list[str]:
    """The tags and attributes that a form may not bring, each once, in order; empty when it may be shown."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    """Collects what is not on the list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.found.append(tag)
        self.found += [f"{tag}[{name}]" for name, _ in attrs if name not in _ATTRIBUTES]

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_pi(self, data: str) -> None:
        self.found.append(data)

    def unknown_decl(self, data: str) -> None:
        self.found.append(data)
