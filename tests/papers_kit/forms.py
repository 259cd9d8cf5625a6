"""Papers that are tables: what a clerk fills in, hands round for signature and keeps in the file."""

from __future__ import annotations

from tests.papers_kit import blocks as b
from tests.papers_kit.page import new_sheet, page_numbers

FOUR = [30, 48, 30, 48]


def form(title: str, under: str = "会商编号：{{ case.number }}"):
    sheet = new_sheet()
    page_numbers(sheet, first=True)
    b.table_title(sheet, title)
    if under:
        b.note(sheet, under, right=True)
    return sheet


def application_form():
    sheet = form("未成年人保护个案会商申请表")
    made = b.table(sheet, FOUR)
    b.fields(
        made,
        ("申请单位", "{{ case.applicant }}"),
        ("申请日期", "{{ case.opened_on }}"),
        ("单位类别", "{{ application.applicant_class }}"),
        ("密　　级", "{{ application.classification }}"),
    )
    b.block(made, "会商事由", "{{ application.subject }}", height=12)
    b.block(made, "启动情形", "{{ application.claimed|joined('；') }}", height=12)
    b.block(
        made,
        "涉及的\n未成年人",
        "{%p for one in application.subjects %}\n"
        "{{ one.pseudonym }}（{{ one.age_band }}）"
        "{% if one.child_name %}　姓名：{{ one.child_name }}{% endif %}"
        "{% if one.school %}　学校：{{ one.school }}{% endif %}"
        "{% if one.address %}　住址：{{ one.address }}{% endif %}\n"
        "{%p endfor %}",
    )
    b.block(made, "案情简介", "{{ application.summary }}", height=30)
    b.block(made, "拟会商\n问　题", "{{ application.questions }}", height=26)
    b.block(made, "法律政策\n依　　据", "{{ application.legal_basis }}")
    b.block(made, "已采取\n措　施", "{{ application.measures_taken }}")
    b.block(made, "判断理由\n及交办凭据", "{{ application.judgement_reason }}\n{{ application.assignment_document }}")
    b.opinion(made, "申请单位\n意　　见")
    b.opinion(made, "省未保办\n意　　见")
    b.note(sheet, "注：涉密信息不得填写。未成年人使用化名，姓名、学校、住址仅在有权查阅的版本中显示。")
    return sheet


def _served(made) -> None:
    """What was served on whom."""
    letter = "关于送达会商咨询事项的函{% if service.number %}（{{ service.number }}）{% endif %}及所附意见征询表"
    b.block(made, "送达文书\n名　　称", letter, height=14)
    b.block(
        made,
        "受送达单位\n（人）",
        "{{ participant.name }}{% if participant.discipline %}（{{ participant.discipline }}）{% endif %}",
        height=14,
    )


def service_receipt():
    sheet = form("送达回证")
    made = b.table(sheet, FOUR)
    _served(made)
    b.fields(made, ("送达方式", "{{ service.how }}"), ("送达时间", "{{ service.served_on }}"), height=12)
    b.fields(made, ("签 收 人", "{{ receipt.received_by }}"), ("签收日期", "{{ service.receipt_on }}"), height=12)
    b.block(
        made,
        "回避声明",
        "本人与本案没有应当回避的情形：{{ receipt.conflict_free }}\n承诺保密，会后不留存材料：{{ receipt.pledge }}",
    )
    b.opinion(made, "签　　收", height=40)
    _server(sheet, made)
    return sheet


def _server(sheet, made) -> None:
    b.block(made, "备　　注", "", height=26)
    b.block(made, "送达单位", "{{ paper.sender }}", height=12)
    b.block(made, "送 达 人", "", height=12)
    b.note(sheet, "注：在系统内送达的，以到达受送达人系统的时间为送达时间；签收日期以本回证记载为准。")


def blank_service_receipt():
    sheet = form("送达回证")
    made = b.table(sheet, FOUR)
    _served(made)
    b.block(made, "送达方式", "□直接送达　　□邮寄　　□专递　　□传真", height=12)
    b.fields(made, ("送达时间", "　　年　　月　　日"), ("签收日期", "　　年　　月　　日"), height=12)
    b.block(
        made,
        "回避声明",
        "本人与本案没有应当回避的情形：□是　　□否\n承诺保密，会后不留存材料：□是　　□否",
    )
    b.opinion(made, "签　　收", height=40)
    _server(sheet, made)
    return sheet


def _asked(made) -> None:
    """Of whom an opinion is asked, and on what."""
    b.block(made, "会商事由", "{{ case.subject }}", height=12)
    b.fields(made, ("单位/专家", "{{ participant.name }}"), ("专业类别", "{{ participant.discipline }}"), height=12)
    b.block(made, "咨询事项", "{{ prepare.consultation_items }}", height=30)


def blank_opinion_form():
    sheet = form("意见征询表")
    made = b.table(sheet, FOUR)
    _asked(made)
    b.block(made, "对事实情节\n的意见", "", height=34)
    b.block(made, "对法律政策\n适用的意见", "", height=34)
    b.block(made, "总体态度", "□同意　　　　　　　□原则同意，有补充\n□有不同意见　　　　□不涉及本单位职责", height=16)
    b.block(made, "建　　议", "", height=24)
    b.opinion(made, "签　　章", height=24)
    b.note(
        sheet,
        "注：请{% if paper.due %}于{{ paper.due }}前{% else %}及时{% endif %}填写并反馈。"
        "涉密信息不得填写，未成年人一律使用化名。",
    )
    return sheet


def opinion_form():
    sheet = form("意见征询表")
    made = b.table(sheet, FOUR)
    _asked(made)
    b.block(made, "对事实情节\n的意见", "{{ opinion.facts_opinion }}", height=36)
    b.block(made, "对法律政策\n适用的意见", "{{ opinion.law_opinion }}", height=36)
    b.block(made, "总体态度", "{{ opinion.position }}", height=11)
    b.block(made, "建　　议", "{{ opinion.suggestion }}", height=26)
    b.opinion(made, "签　　章")
    return sheet


def sign_in_sheet():
    sheet = form("未成年人保护个案会商会议签到表")
    b.note(sheet, "时间：{{ prepare.meeting_date }}　　地点：{{ prepare.meeting_place }}")
    made = b.table(sheet, [14, 50, 26, 36, 30])
    b.row(made, [(one, "表头", 1) for one in ("序号", "单　位", "姓　名", "职务（职称）", "签　名")], head=True)
    for loop, unit, name, post in (
        ("one in unit_rows", "{{ one.name }}", "", ""),
        ("one in experts", "特邀专家", "{{ one.name }}", "{{ one.discipline }}"),
    ):
        b.row(made, [(f"{{%tr for {loop} %}}", "表格文字", 5)])
        b.row(
            made,
            [
                ("{{ one.index }}", "表头", 1),
                (unit, "表格文字", 1),
                (name, "表格文字", 1),
                (post, "表格文字", 1),
                ("", "表格文字", 1),
            ],
            height=12,
        )
        b.row(made, [("{%tr endfor %}", "表格文字", 5)])
    for _ in range(3):
        b.row(made, [("", "表格文字", 1)] * 5, height=12)
    b.note(sheet, "注：签到表入卷保存，会后扫描件归入本案附件。")
    return sheet


def task_sheet():
    sheet = form("会商议定事项任务分办单", "{{ paper.number }}")
    made = b.table(sheet, FOUR)
    b.block(made, "会商编号", "{{ case.number }}", height=12)
    b.block(made, "事　　项", "{{ item.label }}", height=12)
    b.block(made, "会商事由", "{{ case.subject }}", height=12)
    b.block(made, "议定内容", "{{ item.content }}", height=40)
    b.block(made, "牵头单位", "{{ item.lead }}", height=12)
    b.block(made, "配合单位", "{{ item.supports|joined }}", height=12)
    b.fields(made, ("起算日期", "{{ item.start }}"), ("落实期限", "{{ item.due }}前"), height=12)
    b.block(
        made,
        "办理要求",
        "请在落实期限内办结，并将落实情况报我办备案。仅因需要出台政策予以明确的，可以在期满前申请延期。",
        height=18,
    )
    b.opinion(made, "牵头单位\n签　　收")
    b.fields(made, ("交办单位", "{{ paper.sender_short }}"), ("交办日期", "{{ paper.date }}"), height=12)
    return sheet


def extension_request():
    sheet = form("落实期限延期申请表")
    made = b.table(sheet, FOUR)
    b.fields(
        made,
        ("申请单位", "{{ item.lead }}"),
        ("申请日期", "{{ paper.date }}"),
        ("事　　项", "{{ item.label }}"),
        ("原定期限", "{{ item.due }}"),
        height=12,
    )
    b.block(made, "议定内容", "{{ item.content }}", height=24)
    b.fields(made, ("延期理由", "{{ asked.ground }}"), ("申请延至", "{{ asked.new_due }}"), height=12)
    b.block(made, "依　　据", "{{ asked.basis }}")
    b.block(made, "已有进展", "{{ asked.progress_so_far }}")
    b.block(made, "理由说明", "{{ asked.reason }}")
    b.opinion(made, "申请单位\n意　　见")
    b.opinion(made, "省未保办\n审批意见")
    b.note(sheet, "注：只有需要出台政策予以明确的，时间可以视情况延长。批准前原期限不变。")
    return sheet


def filing_form():
    sheet = form("会商议定事项落实情况备案表", "{{ paper.number }}")
    made = b.table(sheet, FOUR)
    b.block(made, "会商编号", "{{ case.number }}", height=12)
    b.block(made, "事　　项", "{{ item.label }}", height=12)
    b.block(made, "牵头单位", "{{ item.lead }}", height=12)
    b.block(made, "配合单位", "{{ item.supports|joined }}", height=12)
    b.fields(
        made,
        ("落实期限", "{{ item.due }}"),
        ("报备日期", "{{ report.written_on }}"),
        height=12,
    )
    b.block(made, "议定内容", "{{ item.content }}", height=20)
    b.block(made, "落实情况", "{{ report.done }}", height=24)
    b.block(made, "配合单位\n完成情况", "{{ report.supporting_parts }}")
    b.block(made, "审核意见", "{{ review.choice }}。{{ review.reason }}", height=20)
    b.opinion(made, "备案机关", height=26)
    b.block(made, "备案编号", "{{ paper.number }}", height=12)
    b.block(made, "备案日期", "{{ paper.date }}", height=12)
    return sheet


def closing_form():
    sheet = form("未成年人保护个案会商结案表")
    made = b.table(sheet, FOUR)
    b.fields(
        made,
        ("申请日期", "{{ case.opened_on }}"),
        ("结案日期", "{{ paper.date }}"),
        height=12,
    )
    b.block(made, "会商编号", "{{ case.number }}", height=12)
    b.block(made, "申请单位", "{{ case.applicant }}", height=12)
    b.block(made, "会商事由", "{{ case.subject }}", height=12)
    b.block(made, "启动情形", "{{ case.circumstances|joined('；') }}", height=12)
    b.block(
        made,
        "议定事项及\n落实情况",
        "{%p for one in decisions %}\n{{ one.label }}（牵头单位：{{ one.lead }}）：{{ one.state }}\n{%p endfor %}",
        height=30,
    )
    b.block(made, "结案说明", "{{ closing.closing_summary }}", height=26)
    b.fields(made, ("保管期限", "{{ closing.retention }}"), ("经 办 人", "{{ case.officer }}"), height=12)
    b.opinion(made, "审核意见", height=24)
    b.opinion(made, "负责人\n意　见", height=24)
    return sheet


def file_index():
    sheet = form("卷内目录")
    made = b.table(sheet, [14, 24, 29, 48, 26, 15])
    b.listing(
        made,
        ["序号", "责任者", "题　名", "文　号", "日　期", "页　号"],
        "one in register",
        ["{{ one.index }}", "{{ one.by }}", "{{ one.title }}", "{{ one.number }}", "{{ one.date }}", ""],
    )
    b.note(sheet, "注：题名只写文种，不写未成年人姓名；页号装订后填写。")
    return sheet


def approval_sheet():
    sheet = form("{{ paper.sender_short }}呈批单", "")
    made = b.table(sheet, FOUR)
    b.fields(made, ("文　　种", "{{ about.title }}"), ("成文日期", "{{ about.date }}"), height=11)
    b.block(made, "文　　号", "{{ about.number }}", height=11)
    b.block(made, "会商编号", "{{ case.number }}", height=11)
    b.block(made, "主　　送", "{{ about.addressee }}", height=11)
    b.block(made, "事　　由", "{{ case.subject }}", height=14)
    b.opinion(made, "领导批示", height=42, signed="")
    b.opinion(made, "负责人\n签　发", height=30)
    b.opinion(made, "审核意见", height=26)
    b.opinion(made, "会签意见", height=26)
    b.fields(made, ("拟 稿 人", "{{ case.officer }}"), ("印　　数", "　　　　份"), height=11)
    b.block(made, "缓急程度", "□普通　　□紧急　　□特急", height=11)
    return sheet


FORMS = [
    application_form,
    service_receipt,
    blank_service_receipt,
    opinion_form,
    blank_opinion_form,
    sign_in_sheet,
    task_sheet,
    extension_request,
    filing_form,
    closing_form,
    file_index,
    approval_sheet,
]
