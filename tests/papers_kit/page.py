"""The sheet of GB/T 9704: A4, its margins, its lines, its styles, its page numbers and its red heads."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

FANG, SONG, KAI, HEI, BIAO = "仿宋_GB2312", "宋体", "楷体_GB2312", "黑体", "方正小标宋简体"
PITCH = 28.95  #: 22 lines in 225 mm
RED = RGBColor(0xFF, 0, 0)
TIGHT = -5  #: twentieths of a point between letters: 28 letters of 16 pt in 156 mm

#: style: face, size, line pitch, alignment, first-line indent in letters
STYLES = {
    "公文标题": (BIAO, 22, 34, ALIGN.CENTER, 0),
    "主送机关": (FANG, 16, PITCH, ALIGN.JUSTIFY, 0),
    "公文正文": (FANG, 16, PITCH, ALIGN.JUSTIFY, 2),
    "一级标题": (HEI, 16, PITCH, ALIGN.JUSTIFY, 2),
    "二级标题": (KAI, 16, PITCH, ALIGN.JUSTIFY, 2),
    "落款": (FANG, 16, PITCH, ALIGN.RIGHT, 0),
    "发文字号": (FANG, 16, PITCH, ALIGN.RIGHT, 0),
    "版记": (FANG, 14, 24, ALIGN.JUSTIFY, 0),
    "表题": (BIAO, 22, 34, ALIGN.CENTER, 0),
    "表头": (HEI, 14, 22, ALIGN.CENTER, 0),
    "表格文字": (FANG, 14, 22, ALIGN.LEFT, 0),
    "表格小字": (FANG, 12, 18, ALIGN.LEFT, 0),
    "表注": (FANG, 12, 20, ALIGN.LEFT, 0),
    "红头": (BIAO, 26, 36, ALIGN.CENTER, 0),
    "页码": (SONG, 14, 16, ALIGN.RIGHT, 0),
}


def face(style, name: str, size: float, color=None) -> None:
    style.font.name, style.font.size = name, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(key), name)
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    style.font.color.rgb = color or RGBColor(0, 0, 0)


def new_sheet():
    """An empty sheet with all styles."""
    sheet = Document()
    _page(sheet.sections[0])
    _defaults(sheet)
    for name, (font, size, pitch, align, indent) in STYLES.items():
        style = sheet.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = sheet.styles["Normal"]
        face(style, font, size, RED if name == "红头" else None)
        form = style.paragraph_format
        form.alignment, form.line_spacing = align, Pt(pitch)
        form.space_before = form.space_after = Pt(0)
        form.widow_control = False
        form.keep_with_next = name in ("一级标题", "二级标题")  # no page ends with a heading
        if indent:
            marks = style.element.get_or_add_pPr()
            ind = OxmlElement("w:ind")
            ind.set(qn("w:firstLine"), str(int(indent * (size * 20 + TIGHT))))
            ind.set(qn("w:firstLineChars"), str(indent * 100))
            marks.append(ind)
        if name in ("公文正文", "主送机关", "一级标题", "二级标题", "落款", "发文字号"):
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(TIGHT))
            style.element.get_or_add_rPr().append(spacing)
    return sheet


def _page(section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(28.6), Mm(22)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _defaults(sheet) -> None:
    normal = sheet.styles["Normal"]
    face(normal, FANG, 16)
    normal.paragraph_format.space_after = Pt(0)
    settings = sheet.settings.element
    settings.append(OxmlElement("w:evenAndOddHeaders"))
    for lang in sheet.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-US")  # figures by the rules of Chinese would be cut at the end of a line
        lang.set(qn("w:eastAsia"), "zh-CN")


def field(paragraph, instruction: str) -> None:
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("shown", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text
        elif kind is None:
            said = OxmlElement("w:instrText")
            said.text = text
            run._r.append(said)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def page_numbers(sheet, *, first: bool) -> None:
    """— 1 —, at the right of odd pages and the left of even ones, one letter in."""
    section = sheet.sections[0]
    section.different_first_page_header_footer = not first
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = sheet.styles["页码"]
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        paragraph.paragraph_format.space_after = Mm(1)
        paragraph.add_run("— ")
        field(paragraph, "PAGE")
        paragraph.add_run(" —")


def rule(paragraph, side: str, kind: str, size: int, space: int, color: str = "FF0000") -> None:
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="{kind}" w:sz="{size}" w:space="{space}" w:color="{color}"/></w:pBdr>'
    )
    marks = paragraph._p.get_or_add_pPr()
    marks.insert_element_before(
        border, *("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:spacing", "w:ind", "w:jc", "w:rPr")
    )


def wide(paragraph) -> None:
    """170 mm, in the middle of the page: 8 mm left and 6 mm right of the text."""
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Mm(-8), Mm(-6)


def letter_head(sheet) -> None:
    """信函格式: the sender in red 30 mm from the top, a double line 4 mm below, another 20 mm from the bottom."""
    page_numbers(sheet, first=False)
    section = sheet.sections[0]
    head = section.first_page_header
    head.is_linked_to_previous = False
    sender = head.paragraphs[0]
    sender.style = sheet.styles["红头"]
    sender.add_run("{{ paper.sender }}")
    wide(sender)
    rule(sender, "bottom", "thickThinSmallGap", 24, 8)
    gap = head.add_paragraph(style="表注")
    gap.paragraph_format.line_spacing = Pt(8)
    foot = section.first_page_footer
    foot.is_linked_to_previous = False
    line = foot.paragraphs[0]
    line.style = sheet.styles["表注"]
    line.paragraph_format.line_spacing = Pt(6)
    wide(line)
    rule(line, "top", "thinThickSmallGap", 24, 1)
    section.footer_distance = Mm(17.4)
    for footer in (section.footer, section.even_page_footer):
        footer.paragraphs[0].paragraph_format.space_after = Mm(5.6)


def minutes_head(sheet, title: str) -> None:
    """纪要: its name in red, 35 mm below the top of the text block."""
    page_numbers(sheet, first=True)
    head = sheet.add_paragraph(style="红头")
    head.paragraph_format.space_before = Mm(33)
    head.add_run(title).font.size = Pt(36)
    head.paragraph_format.line_spacing = Pt(44)
    number = sheet.add_paragraph("{{ paper.number }}", style="公文正文")
    number.alignment = ALIGN.CENTER
    number.paragraph_format.first_line_indent = Pt(0)
    number.paragraph_format.space_before = Pt(PITCH)
    line = sheet.add_paragraph(style="主送机关")
    line.add_run("{{ paper.sender }}")
    line.add_run("\t{{ paper.date }}")
    line.paragraph_format.tab_stops.add_tab_stop(Mm(156), 2)
    rule(line, "bottom", "single", 12, 4)


def save(sheet, path: Path) -> None:
    """Write it without what the library leaves: a picture of an empty page, dates of today."""
    core = sheet.core_properties
    core.author = core.last_modified_by = core.title = core.comments = ""
    core.created = core.modified = datetime(2026, 11, 25, tzinfo=UTC)
    raw = io.BytesIO()
    sheet.save(raw)
    with zipfile.ZipFile(raw) as read, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            content = read.read(entry)
            if "thumbnail" in entry.filename:
                continue
            if entry.filename == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(b'<Default Extension="jpeg" ContentType="image/jpeg"/>', b"")
            written.writestr(zipfile.ZipInfo(entry.filename, (2026, 11, 25, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
