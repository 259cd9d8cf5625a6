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
#: what holds several paragraphs at the foot of a page in Word and LibreOffice alike: a text box as high as its text
_BOX = """<w:r {spaces}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData>
</a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
#: the lines of the imprint in eighths of a point: 0.35 mm without, 0.25 mm within
THICK, THIN = 8, 6
#: points kept free for it at the end of the text, so that nothing lies under it: five lines of names and the printer's
ROOM = 156


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


def heading(sheet, said: str) -> None:
    """A heading whose number depends on which of those before it are there."""
    sheet.add_paragraph(said, style="一级标题")


def enclosed(sheet, *names: str) -> None:
    """附件：1. …, the names below one another, on the page of the sign-off."""
    for at, name in enumerate(names, 1):
        said = f"{'附件：' if at == 1 else '　　　'}{at}. {name}"
        sheet.add_paragraph(said, style="公文正文").paragraph_format.keep_with_next = True


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
    """版记 at the foot of the last page: who gets a copy, who printed it and when, a thin line between thick ones."""
    foot = sheet.add_paragraph(style="表注")
    foot.paragraph_format.line_spacing = Pt(ROOM if copies else 36)
    held = [_line(sheet, THICK)]
    if copies:
        told = sheet.add_paragraph(f"抄送：{copies}。", style="版记")
        told.paragraph_format.left_indent, told.paragraph_format.first_line_indent = Pt(56), Pt(-42)
        told.paragraph_format.right_indent = Pt(14)
        held += [told, _line(sheet, THIN)]
    printed = sheet.add_paragraph("{{ paper.sender }}\t{{ paper.date }}印发", style="版记")
    printed.alignment = ALIGN.LEFT
    printed.paragraph_format.left_indent = printed.paragraph_format.right_indent = Pt(14)
    printed.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH) - Pt(14), 2)
    held += [printed, _line(sheet, THICK, "bottom")]
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in _SPACES.items())
    width, height = int(Mm(WIDTH)), int(Pt(30 if len(held) == 3 else 56))
    run = parse_xml(_BOX.format(spaces=spaces, width=width, height=height))
    inside = next(run.iter(qn("w:txbxContent")))
    for one in held:
        inside.append(one._p)
    foot._p.append(run)


def _line(sheet, size: int, side: str = "top"):
    """A line as wide as the text block: the border of an empty paragraph, as that of a text ends at its indents."""
    paragraph = sheet.add_paragraph(style="表注")
    paragraph.paragraph_format.line_spacing = Pt(3)
    rule(paragraph, side, "single", size, 0, "000000")
    return paragraph


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
