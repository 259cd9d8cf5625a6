"""Workbooks (.xlsx): typed cells, a header that stays, set up for printing, marked with who took them and when.

A text is always stored as text and marked so that opening and editing it never makes a formula of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: a text that begins so would be a formula, or a command to another program, once somebody edits the cell
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: characters of one cell that spreadsheet programs take
LONGEST: Final = 32_000
#: the name of a sheet may hold none of these and at most so many characters
_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NAME: Final = 31
_HEAD: Final = 3
_A4: Final = 9
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
    "remove_timezone": True,
}
Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column and its width in characters."""

    text: str
    width: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Who took the workbook and when. `plain` is for the image behind the cells and holds Latin letters alone."""

    text: str
    plain: str
    at: datetime


def workbook(
    title: str, about: Sequence[str], heads: Sequence[Head], rows: Iterable[Sequence[Value]], mark: Mark
) -> bytes:
    """A workbook of one sheet: the title, some lines about it, the heads, and the rows below."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    book.set_properties({"title": title, "author": mark.text, "created": mark.at.replace(tzinfo=None)})
    sheet = book.add_worksheet(title.translate(_FORBIDDEN)[:_NAME])
    formats = _Formats(book)
    last = max(len(heads) - 1, 0)
    sheet.write_string(0, 0, title, formats.title)
    sheet.write_string(1, 0, _clean(" · ".join(about)), formats.about)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width)
        sheet.write_string(_HEAD - 1, place, head.text, formats.head)
    bottom = _HEAD - 1
    for bottom, row in enumerate(rows, _HEAD):  # the last row is needed below
        for place, value in enumerate(row):
            _write(sheet, bottom, place, value, formats)
    sheet.autofilter(_HEAD - 1, 0, max(bottom, _HEAD - 1), last)
    _set_up(sheet, title, last, mark)
    book.close()
    return stream.getvalue()


class _Formats:
    """The looks of cells, made once."""

    def __init__(self, book: Any) -> None:
        frame = {"border": 1, "border_color": "#9AA5B1", "valign": "vcenter", "font_size": 10}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.about = book.add_format({"font_color": "#52606D", "font_size": 10})
        head = {"bold": True, "bg_color": "#E4E7EB", "text_wrap": True, "align": "center"}
        self.head = book.add_format({**frame, **head})
        self.text = book.add_format({**frame, "text_wrap": True, "num_format": "@"})
        self.quoted = book.add_format({**frame, "text_wrap": True, "num_format": "@", "quote_prefix": True})
        self.number = book.add_format({**frame, "num_format": "0"})
        self.day = book.add_format({**frame, "num_format": "yyyy-mm-dd", "align": "center"})


def _write(sheet: Any, row: int, place: int, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        sheet.write_blank(row, place, None, formats.text)
    elif isinstance(value, str):
        text = _clean(value)
        sheet.write_string(row, place, text, formats.quoted if text.startswith(_RISKY) else formats.text)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), formats.day)  # noqa: DTZ001
    else:
        sheet.write_number(row, place, value, formats.number)


def _clean(text: str) -> str:
    """The text without characters that XML cannot hold, and no longer than a cell."""
    return "".join(one for one in text if one in "\t\n" or ord(one) >= 32)[:LONGEST]


def _set_up(sheet: Any, title: str, last: int, mark: Mark) -> None:
    """The header stays in sight and is printed on every page; name and time stand on each, and behind the cells."""
    sheet.freeze_panes(_HEAD, min(1, last))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, _HEAD - 1)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    said = mark.text.replace("&", "&&")
    sheet.set_header(f"&L{title.replace('&', '&&')}&R{said}")
    sheet.set_footer(f"&L{said}&R&P / &N")
    sheet.set_background(BytesIO(_image(mark.plain)))


def _image(text: str) -> bytes:
    """Pale slanted words on white, to lie behind the cells; printed pages have header and footer instead."""
    latin = text.encode("ascii", "replace").decode()
    picture = Image.new("RGB", (420, 240), "white")
    layer = Image.new("L", (420, 240), 0)
    draw = ImageDraw.Draw(layer)
    draw.text((20, 105), latin, fill=46, font=ImageFont.load_default(20))
    picture.paste("#1F2933", mask=layer.rotate(20))
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
