"""The letters of the office (信函格式): short, each for one purpose, signed by a person before it goes out."""

from __future__ import annotations

from tests.papers_kit import blocks as b
from tests.papers_kit.page import letter_head, new_sheet

RULE = "《未成年人保护个案会商制度（试行）》"


#: an expert is addressed as one
EXPERT = "{{ paper.addressee }}{% if participant.discipline %}专家{% endif %}："


def letter(title: str, to: str = "{{ paper.addressee }}："):
    sheet = new_sheet()
    letter_head(sheet)
    b.number(sheet)
    b.title(sheet, title)
    b.to(sheet, to)
    return sheet


def acceptance_notice():
    sheet = letter("关于受理个案会商申请的通知")
    b.text(
        sheet,
        "你单位{{ case.opened_on }}提出的会商申请（编号：{{ case.number }}，会商事由：{{ case.subject }}）收悉。"
        f"经审查，符合{RULE}规定的启动情形（{{{{ review.confirmed|joined('；') }}}}），现予受理。",
        "请按要求及时提交会商事项、事实情节和法律政策依据等材料。材料应当去除可以识别未成年人身份的信息，"
        "未成年人一律使用化名。",
        "特此通知。",
    )
    b.sign_off(sheet)
    return sheet


def correction_notice():
    sheet = letter("关于补正个案会商申请材料的通知")
    b.text(
        sheet,
        "你单位{{ case.opened_on }}提出的会商申请（编号：{{ case.number }}，会商事由：{{ case.subject }}）收悉。"
        "经审查，申请材料需要补正，具体如下：",
    )
    b.lines(sheet, "review.reason")
    b.text(
        sheet,
        "请{% if paper.due %}于{{ paper.due }}前{% else %}及时{% endif %}补正后重新提交。"
        "期满未补正的，不视为撤回申请。",
        "特此通知。",
    )
    b.sign_off(sheet)
    return sheet


def decline_notice():
    sheet = letter("关于不予受理个案会商申请的通知")
    b.text(
        sheet,
        "你单位{{ case.opened_on }}提出的会商申请（编号：{{ case.number }}，会商事由：{{ case.subject }}）收悉。"
        f"经审查，不符合{RULE}规定的启动情形，决定不予受理。理由如下：",
    )
    b.lines(sheet, "review.reason")
    b.text(sheet, "对本决定有异议的，可以向我办申请复核。", "特此通知。")
    b.sign_off(sheet)
    return sheet


def meeting_notice():
    sheet = letter("关于召开未成年人保护个案会商会议的通知", EXPERT)
    b.text(
        sheet,
        "根据工作安排，定于{{ prepare.meeting_date }}召开未成年人保护个案会商会议。现将有关事项通知如下：",
        "一、会议时间和地点",
        "{{ prepare.meeting_date }}（具体时间另行通知）"
        "{% if prepare.meeting_place %}，{{ prepare.meeting_place }}{% endif %}。",
        "二、会商事项",
        "{{ case.subject }}（编号：{{ case.number }}）。咨询事项如下：",
    )
    b.lines(sheet, "prepare.consultation_items")
    b.text(
        sheet,
        "三、参会单位和专家",
        "{{ units|joined }}{% if experts %}；特邀专家{{ experts|length }}名{% endif %}。",
        "四、有关要求",
        "{% if participant.discipline %}请您准时参会{% else %}请你单位安排熟悉业务的负责同志参会{% endif %}，"
        "并于会前研究提出意见建议。"
        "参会人员应当遵守保密规定，不得对外提供、公开可以识别未成年人身份的信息；与本案有应当回避的情形的，请及时声明。",
        "请将参会回执（见附件）于会前反馈我办。",
    )
    b.text(sheet, "附件：参会回执")
    b.sign_off(sheet)
    _reply_slip(sheet)
    return sheet


def _reply_slip(sheet) -> None:
    head = sheet.add_paragraph("附件", style="一级标题")
    head.paragraph_format.page_break_before = True
    head.paragraph_format.first_line_indent = 0
    b.table_title(sheet, "参会回执")
    b.note(sheet, "会商编号：{{ case.number }}")
    made = b.table(sheet, [40, 30, 38, 48])
    b.row(made, [(one, "表头", 1) for one in ("单位", "姓名", "职务", "联系电话")])
    expert = "{% if participant.discipline %}{{ participant.name }}{% endif %}"
    unit = "{% if participant.discipline %}特邀专家{% else %}{{ participant.name }}{% endif %}"
    b.row(made, [(one, "表格文字", 1) for one in (unit, expert, "", "")], height=11)
    for _ in range(5):
        b.row(made, [("", "表格文字", 1)] * 4, height=11)
    b.note(sheet, "填报单位（盖章）或专家（签字）：　　　　　　　　　　　年　　月　　日")


def service_letter():
    sheet = letter("关于送达会商咨询事项的函", EXPERT)
    b.text(
        sheet,
        "我办受理的未成年人保护个案会商（编号：{{ case.number }}，会商事由：{{ case.subject }}），"
        f"拟提请会商。根据{RULE}，现将咨询事项送达如下：",
    )
    b.lines(sheet, "prepare.consultation_items")
    b.text(
        sheet,
        "请就事实情节和法律政策适用提出意见建议，"
        "{% if paper.due %}于{{ paper.due }}前{% endif %}反馈我办，并在送达回证上签收。"
        "材料中的未成年人均使用化名，请勿向无关人员提供，会后不得留存。",
    )
    b.enclosed(sheet, "意见征询表", "送达回证")
    b.sign_off(sheet)
    return sheet


def extension_reply():
    sheet = letter("关于延期落实议定事项申请的批复")
    b.text(
        sheet,
        "你单位关于{{ case.number }}个案会商{{ item.label }}延期落实的申请收悉。"
        "该事项原定于{{ item.original_due }}前落实。"
        "{% if decision.choice_code == 'grant' %}经研究，同意延期至{{ decision.new_due }}，现批复如下："
        "{% else %}经研究，不同意延期，原落实期限不变。理由如下：{% endif %}",
    )
    b.when(sheet, "decision.basis")
    b.text(sheet, "依据：{{ decision.basis }}")
    b.done(sheet)
    b.lines(sheet, "decision.reason")
    b.when(sheet, "decision.choice_code == 'grant'")
    b.text(
        sheet,
        "请你单位抓紧推动有关政策出台，政策出台后立即落实，并将所出台政策的文号和进展情况报我办；延期期间我办定期复核。",
    )
    b.otherwise(sheet)
    b.text(sheet, "请你单位会同配合单位抓紧落实，并将落实情况报我办备案。")
    b.done(sheet)
    b.text(sheet, "此复。")
    b.sign_off(sheet)
    return sheet


def urging_notice():
    sheet = letter("关于会商有关事项的催办通知")
    b.text(
        sheet,
        "{{ case.number }}个案会商有关事项尚待你单位办理。"
        "{% if item.label %}其中{{ item.label }}由{{ item.lead }}牵头，落实期限为{{ item.due }}。{% endif %}"
        "现就有关情况催办如下：",
    )
    b.lines(sheet, "urging.reason")
    b.text(sheet, "请抓紧办理，并将办理情况及时反馈我办。", "特此通知。")
    b.sign_off(sheet)
    return sheet


def supervision_letter():
    sheet = letter("关于会商议定事项逾期未落实的督办函")
    _overdue(sheet)
    b.lines(sheet, "letter.reason")
    b.text(
        sheet,
        "请你单位高度重视，会同配合单位（{{ item.supports|joined }}）限期研究解决，"
        "并于收到本函后将未按期落实的原因、下一步措施和完成时限书面报我办。仍未落实的，将按程序提请领导小组研究。",
        "特此函告。",
    )
    b.sign_off(sheet)
    return sheet


def request():
    sheet = letter("关于商请落实会商议定事项的函")
    _overdue(sheet)
    b.lines(sheet, "letter.reason")
    b.text(sheet, "商请贵单位在职权范围内予以研究推动，并将有关情况函告我办。", "专此函商，请予支持。")
    b.sign_off(sheet)
    return sheet


def reminder():
    sheet = letter("关于会商议定事项落实情况的提示函")
    _overdue(sheet)
    b.lines(sheet, "letter.reason")
    b.text(sheet, "现提示贵单位关注上述事项的落实情况，并请将有关情况函告我办。", "特此函达。")
    b.sign_off(sheet)
    return sheet


def _overdue(sheet) -> None:
    b.text(
        sheet,
        "{{ case.number }}个案会商会议议定，由{{ item.lead }}牵头落实下列事项："
        "{{ item.content|bare }}。该事项的落实期限为{{ item.due }}，截至{{ paper.date }}尚未报送落实情况。",
    )


LETTERS = [
    acceptance_notice,
    correction_notice,
    decline_notice,
    meeting_notice,
    service_letter,
    extension_reply,
    urging_notice,
    supervision_letter,
    request,
    reminder,
]
