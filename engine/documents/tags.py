"""From a part of a Word file to the text of a template: `{{ … }}` and `{% … %}` as an editor typed them in Word.

Word cuts typed text into runs wherever it likes, so a tag is first put together again. A paragraph or a table row that
holds nothing but one `{%p … %}` or `{%tr … %}` becomes that tag: what lies between two of them is repeated or left out
as a whole. Everything else in the part is kept as it is and can never be read as a tag.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from engine.errors import FieldError, Invalid

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LEFT_OVER: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WHOLE: Final = re.compile(r"\{%\s*(p|tr)\s+(.*?)\s*%\}", re.DOTALL)
#: characters that no font draws and no editor types; they stand for a tag while the part is XML
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PLACE: Final = re.compile(r"<\?paper (\d+)\?>")
_STRAIGHT: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})


def read_part(raw: bytes) -> etree._Element:
    """The tree of one part. Raises Invalid where it is no XML, or declares a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Invalid("papers.no_word_file") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Invalid("papers.no_word_file")
    return root


def template_text(raw: bytes) -> str:
    """The part with its tags in their places, ready for the template engine.

    Raises Invalid naming every tag that is not closed, or stands where it may not.
    """
    root, tags = read_part(raw), list[str]()
    wrong = [found for paragraph in list(root.iter(f"{W}p")) for found in _mark(paragraph, tags)]
    wrong += _lift(root, tags)
    if wrong:
        raise Invalid("papers.template_refused", fields=[FieldError(one, "papers.tag_broken") for one in wrong])
    for text in root.iter(f"{W}t"):
        if _OPEN in (text.text or ""):
            text.set(_SPACE, "preserve")
    spelled = etree.tostring(root, encoding="unicode")
    return _PLACE.sub(lambda at: tags[int(at[1])], _MARK.sub(lambda at: tags[int(at[1])], spelled))


def _mark(paragraph: etree._Element, tags: list[str]) -> list[str]:
    """Put every tag of a paragraph into one piece of text, as a mark. Gives what looks like a tag and is none."""
    pieces = [text for text in paragraph.iter(f"{W}t") if _owner(text) is paragraph]
    whole = "".join(piece.text or "" for piece in pieces)
    if _OPEN in whole or _CLOSE in whole:
        return [whole[:40]]
    for match in reversed(list(_TAG.finditer(whole))):
        tags.append(match[0].translate(_STRAIGHT))
        _replace(pieces, match.start(), match.end(), f"{_OPEN}{len(tags) - 1}{_CLOSE}")
    rest = "".join(piece.text or "" for piece in pieces)
    return [rest[max(0, at.start() - 5) : at.end() + 20] for at in _LEFT_OVER.finditer(rest)]


def _owner(text: etree._Element) -> etree._Element | None:
    """The paragraph a text lies in; a text box lies inside the paragraph that holds it."""
    return next(text.iterancestors(f"{W}p"), None)


def _replace(pieces: list[etree._Element], start: int, end: int, mark: str) -> None:
    """Put the mark where the characters from start to end stand, over as many pieces as they reach."""
    before = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - before, 0), min(end - before, len(text))
        before += len(text)
        if first < last:
            piece.text = text[:first] + mark + text[last:]
            mark = ""


def _lift(root: etree._Element, tags: list[str]) -> list[str]:
    """Raise tags for whole paragraphs and rows to their place between them. Gives those that are not alone there."""
    wrong = []
    for paragraph in list(root.iter(f"{W}p")):
        for at in _MARK.finditer(_text(paragraph)):
            said = _WHOLE.fullmatch(tags[int(at[1])])
            if said is None:
                continue
            held = paragraph if said[1] == "p" else next(paragraph.iterancestors(f"{W}tr"), None)
            if held is None or _text(held).strip() != at[0]:
                wrong.append(tags[int(at[1])])
                continue
            tags[int(at[1])] = f"{{% {said[2]} %}}"
            _put(held, etree.ProcessingInstruction("paper", at[1]))
    return wrong


def _put(held: etree._Element, place: etree._Element) -> None:
    parent = held.getparent()
    if parent is not None:
        parent.replace(held, place)


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
