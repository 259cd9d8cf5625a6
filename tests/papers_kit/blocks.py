"""What papers are put together from: a title, an addressee, paragraphs, a sign-off, an imprint, tables to fill."""

from __future__ import annotations

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VALIGN
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from tests.papers_kit.page import PITCH, rule

WIDTH = 156


def title(sheet, text: str, *, before: float = 2) -> None:
    paragraph = sheet.add_paragraph(text, style="公文标题")
    paragraph.paragraph_format.space_before = Pt(before * PITCH)
    paragraph.paragraph_format.space_after = Pt(PITCH)


def number(sheet) -> None:
    sheet.add_paragraph("{{ paper.number }}", style="发文字号")


def to(sheet, text: str = "{{ paper.addressee }}：") -> None:
    sheet.add_paragraph(text, style="主送机关")


def text(sheet, *paragraphs: str) -> None:
    for one in paragraphs:
        style = "一级标题" if one[:2] in {f"{n}、" for n in "一二三四五六七八九"} else "公文正文"
        sheet.add_paragraph(one, style=style)


def lines(sheet, value: str) -> None:
    """Every paragraph that was typed into a field, as a paragraph of the paper."""
    sheet.add_paragraph(f"{{%p for line in {value}|lines %}}", style="公文正文")
    sheet.add_paragraph("{{ line }}", style="公文正文")
    sheet.add_paragraph("{%p endfor %}", style="公文正文")


def when(sheet, condition: str) -> None:
    sheet.add_paragraph(f"{{%p if {condition} %}}", style="公文正文")


def otherwise(sheet) -> None:
    sheet.add_paragraph("{%p else %}", style="公文正文")


def done(sheet) -> None:
    sheet.add_paragraph("{%p endif %}", style="公文正文")


def sign_off(sheet, sender: str = "{{ paper.sender }}") -> None:
    """Who and when: two letters in from the right, the date four."""
    said = [one for one in sheet.paragraphs if not one.text.startswith("{%p")]
    said[-1].paragraph_format.keep_with_next = True  # no page holds a sign-off alone
    blank = sheet.add_paragraph(style="公文正文")
    blank.paragraph_format.keep_with_next = True
    who = sheet.add_paragraph(sender, style="落款")
    who.paragraph_format.right_indent = Pt(32)
    who.paragraph_format.keep_with_next = True
    day = sheet.add_paragraph("{{ paper.date }}", style="落款")
    day.paragraph_format.right_indent = Pt(64)


def imprint(sheet, copies: str = "") -> None:
    """版记 at the foot of the last page: who gets a copy, who printed it and when, between lines.

    One paragraph: LibreOffice pins neither a table nor several paragraphs to the foot of a page.
    """
    paragraph = sheet.add_paragraph(style="版记")
    paragraph.alignment = ALIGN.LEFT
    if copies:
        paragraph.add_run(f"抄送：{copies}").add_break()
    paragraph.add_run("{{ paper.sender_short }}\t{{ paper.date }}印发")
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent, form.right_indent = Pt(56), Pt(-42), Pt(14)
    if copies:  # the line after a break stands where the hanging lines stand; the printer's line belongs there too
        form.left_indent, form.first_line_indent = Pt(14), Pt(0)
    form.tab_stops.add_tab_stop(Mm(WIDTH) - Pt(14), 2)
    frame = (
        f'<w:framePr {nsdecls("w")} w:w="{int(WIDTH * 56.69)}" w:hSpace="0" w:vSpace="0" w:wrap="notBeside"'
        ' w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )
    sides = "".join(f'<w:{side} w:val="single" w:sz="12" w:space="1" w:color="000000"/>' for side in ("top", "bottom"))
    marks = paragraph._p.get_or_add_pPr()
    marks.insert(1, parse_xml(frame))
    marks.insert(2, parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    foot = sheet.add_paragraph(style="表注")
    foot.paragraph_format.line_spacing = Pt(1)


def table_title(sheet, said: str) -> None:
    paragraph = sheet.add_paragraph(said, style="表题")
    paragraph.paragraph_format.space_after = Pt(8)


def note(sheet, said: str, *, right: bool = False) -> None:
    paragraph = sheet.add_paragraph(said, style="表注")
    if right:
        paragraph.alignment = ALIGN.RIGHT


def table(sheet, widths: list[float]):
    """A table as wide as the text, ruled, its columns in mm."""
    made = sheet.add_table(rows=0, cols=len(widths))
    made.style = sheet.styles["Table Grid"]
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    marks = made._tbl.tblPr
    for old in marks.findall(qn("w:tblW")):
        marks.remove(old)
    marks.insert(1, parse_xml(f'<w:tblW {nsdecls("w")} w:w="{int(sum(widths) * 56.69)}" w:type="dxa"/>'))
    marks.append(
        parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:top w:w="28" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
            '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        )
    )
    made._widths = widths
    return made


def row(made, cells: list[tuple[str, str, int]], *, height: float = 10, head: bool = False) -> None:
    """A row of cells (text, style, columns it spans); as high as its text, at least `height` mm."""
    added = made.add_row()
    added.height = Mm(height)
    position = 0
    for said, style, span in cells:
        cell = added.cells[position]
        if span > 1:
            cell = cell.merge(added.cells[position + span - 1])
        cell.width = Mm(sum(made._widths[position : position + span]))
        cell.vertical_alignment = VALIGN.CENTER
        first, *rest = said.split("\n")
        cell.paragraphs[0].text = first
        cell.paragraphs[0].style = style
        for line in rest:
            cell.add_paragraph(line, style=style)
        position += span
    if head:
        mark = OxmlElement("w:tblHeader")
        added._tr.get_or_add_trPr().append(mark)


def fields(made, *pairs: tuple[str, str], height: float = 10) -> None:
    """Rows of a label and its value; two pairs a row where the table has four columns."""
    per_row = len(made._widths) // 2
    for start in range(0, len(pairs), per_row):
        chunk = pairs[start : start + per_row]
        cells = []
        for position, (label, value) in enumerate(chunk):
            last = position == len(chunk) - 1
            span = len(made._widths) - 2 * position - 1 if last else 1
            cells += [(label, "表头", 1), (value, "表格文字", span)]
        row(made, cells, height=height)


def block(made, label: str, value: str, *, height: float = 22) -> None:
    """One label, and the rest of the row for a longer text."""
    row(made, [(label, "表头", 1), (value, "表格文字", len(made._widths) - 1)], height=height)


def opinion(made, label: str, *, height: float = 30, signed: str = "（签字或盖章）") -> None:
    """Room for an opinion by hand, with signature and date at its foot."""
    block(made, label, "", height=height)
    cell = made.rows[-1].cells[1]
    cell.vertical_alignment = VALIGN.BOTTOM
    paragraph = cell.paragraphs[0]
    paragraph.text, paragraph.alignment = f"{signed}　　　　　年　　月　　日", ALIGN.RIGHT


def listing(made, heads: list[str], loop: str, cells: list[str], *, height: float = 9) -> None:
    """A head that is repeated on every page, and a row for each member of a list."""
    row(made, [(one, "表头", 1) for one in heads], head=True)
    count = len(heads)
    row(made, [(f"{{%tr for {loop} %}}", "表格文字", count)])
    row(made, [(one, "表格小字", 1) for one in cells], height=height)
    made.rows[-1]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    row(made, [("{%tr endfor %}", "表格文字", count)])


def line_below(sheet) -> None:
    rule(sheet.paragraphs[-1], "bottom", "single", 6, 1, "000000")
