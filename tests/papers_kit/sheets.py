"""Papers that are no letters: the minutes, reports and guidance, the proposal of a bulletin."""

from __future__ import annotations

from docx.shared import Pt

from tests.papers_kit import blocks as b
from tests.papers_kit.page import PITCH, minutes_head, new_sheet, page_numbers


def plain(title: str, *, numbered: bool = False):
    """A paper without a red head: the sender prints it on paper of its own."""
    sheet = new_sheet()
    page_numbers(sheet, first=True)
    if numbered:
        b.number(sheet)
    b.title(sheet, title, before=1)
    return sheet


def minutes():
    sheet = new_sheet()
    minutes_head(sheet, "会商会议纪要")
    b.title(sheet, "{{ draft.title }}", before=1)
    b.lines(sheet, "draft.minutes_text")
    _present(sheet)
    _assignments(sheet)
    b.imprint(sheet, "{{ units|joined }}")
    return sheet


def _assignments(sheet) -> None:
    """Who does what until when, at a glance; the words of each decision stand in the text."""
    b.when(sheet, "decisions")
    b.text(sheet, "附：议定事项任务分工")
    b.done(sheet)
    sheet.add_paragraph("{%p if decisions %}", style="公文正文")
    made = b.table(sheet, [28, 46, 46, 36])
    cells = ["{{ one.label }}", "{{ one.lead }}", "{{ one.supports|joined }}", "{{ one.due }}"]
    b.listing(made, ["事　项", "牵头单位", "配合单位", "落实期限"], "one in decisions", cells)
    sheet.add_paragraph("{%p endif %}", style="公文正文")


def _present(sheet) -> None:
    """出席, 列席: heads in 黑体, then unit and name, hanging."""
    blank = sheet.add_paragraph(style="公文正文")
    blank.paragraph_format.space_before = Pt(0)
    for head, loop, said in (
        (
            "出席：",
            "one in meeting.attendance",
            "{{ one.unit }}　{{ one.names }}{% if not one.names %}{{ one.headcount }}人{% endif %}",
        ),
        (
            "列席专家：",
            "one in meeting.experts_present",
            "{{ one.discipline }}　{{ one.names }}{% if not one.names %}{{ one.headcount }}人{% endif %}",
        ),
    ):
        sheet.add_paragraph(f"{{%p if {loop.rpartition(' ')[2]} %}}", style="公文正文")
        sheet.add_paragraph(head, style="一级标题")
        sheet.add_paragraph(f"{{%p for {loop} %}}", style="公文正文")
        line = sheet.add_paragraph(said, style="公文正文")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Pt(5 * 15.75), Pt(-3 * 15.75)
        sheet.add_paragraph("{%p endfor %}", style="公文正文")
        sheet.add_paragraph("{%p endif %}", style="公文正文")


def implementation_report():
    sheet = plain("关于会商议定事项落实情况的报告")
    b.to(sheet)
    b.text(
        sheet,
        "{{ case.number }}个案会商会议议定，由我单位牵头落实{{ item.label }}"
        "{% if item.supports %}，{{ item.supports|joined }}配合{% endif %}，"
        "落实期限为{{ item.due }}。现将落实情况报告如下：",
        "一、落实情况",
    )
    b.lines(sheet, "report.done")
    b.when(sheet, "report.supporting_parts")
    b.text(sheet, "二、配合单位完成情况")
    b.lines(sheet, "report.supporting_parts")
    b.done(sheet)
    b.when(sheet, "report.remaining_steps")
    b.heading(sheet, "{% if report.supporting_parts %}三{% else %}二{% endif %}、尚余法定程序")
    b.lines(sheet, "report.remaining_steps")
    b.done(sheet)
    b.text(sheet, "该事项是否全部落实：{{ report.completed }}。", "特此报告，请予备案。")
    b.sign_off(sheet, "{{ item.lead }}")
    return sheet


def bulletin_proposal():
    sheet = plain("关于提请通报未按期落实议定事项的建议", numbered=True)
    b.to(sheet)
    b.text(
        sheet,
        "{{ case.number }}个案会商会议议定，由{{ item.lead }}牵头落实{{ item.label }}，落实期限为{{ item.due }}。"
        "经提醒、催办、督办，截至{{ paper.date }}仍未落实。现提出通报建议，理由如下：",
    )
    b.lines(sheet, "letter.reason")
    b.text(sheet, "妥否，请批示。")
    b.sign_off(sheet)
    return sheet


def guidance():
    sheet = plain("{{ draft.title }}", numbered=True)
    sheet.paragraphs[-1].paragraph_format.space_after = Pt(0)
    under = sheet.add_paragraph("（供各地参照，不具强制效力）", style="主送机关")
    under.alignment = 1
    under.paragraph_format.space_after = Pt(PITCH)
    b.text(
        sheet,
        "一、适用情形",
        "{{ draft.circumstance }}。涉及{{ draft.protections|joined }}。",
        "二、指引内容",
    )
    b.lines(sheet, "draft.guidance_text")
    b.text(
        sheet,
        "三、说明",
        "本指引从个案会商中提炼，已去除可以识别未成年人身份的信息，供市、县处理同类问题时参照。法律、法规和政策另有规定的，从其规定。",
    )
    b.sign_off(sheet)
    b.imprint(sheet)
    return sheet


SHEETS = [minutes, implementation_report, bulletin_proposal, guidance]
