"""What may be sent to a case beside its diagram. Texts are sealed with the case; codes and days are routing."""

from __future__ import annotations

from webhooks.shapes.build import DAY, FORM, choice, many, text, thing

LONG = text(20_000, minLength=1)

URGE = thing("Urge", ("reason",), reason=LONG, item=text(100))
URGE_EXAMPLE = {"reason": "距到期日仅余三个工作日（虚构）", "item": "d1"}

SERVICE = thing(
    "ServiceBody",
    ("subject", "recipient", "how", "served_on"),
    subject=LONG,
    recipient=text(100, minLength=1),
    how=choice("hand", "post", "courier", "fax"),
    served_on=DAY,
    item=text(100),
)
SERVICE_EXAMPLE = {"subject": "咨询事项送达函", "recipient": "education", "how": "courier", "served_on": "2026-11-20"}

SERVICE_RECEIPT = thing("ServiceReceipt", ("received_on",), received_on=DAY)
SERVICE_RECEIPT_EXAMPLE = {"received_on": "2026-11-23"}

PARTICIPANT = thing(
    "ParticipantBody",
    ("reason",),
    reason=LONG,
    unit=text(100),
    person=text(100),
    discipline=choice("psychology", "law", "social_work", "medical"),
)
PARTICIPANT_EXAMPLE = {"unit": "health", "reason": "涉及医疗救治安排（虚构）"}

MERGE = thing("Merge", ("into", "reason"), into=text(100, minLength=1), reason=LONG)
MERGE_EXAMPLE = {"into": "01980b6a7c1f7d2e8a3b4c5d6e7f8092", "reason": "同一未成年人的重复申请（虚构）"}

SPLIT = thing("Split", ("application", "reason"), application=FORM, reason=LONG)
SPLIT_EXAMPLE = {"application": {"subject": "另一名未成年人的安置（虚构）"}, "reason": "两名未成年人需求不同（虚构）"}

COMPLAINT = thing("Complaint", ("complaint",), complaint=LONG)
COMPLAINT_EXAMPLE = {"complaint": "对落实进度的意见（虚构）"}

CIRCULATION = thing(
    "Circulation",
    ("reason", "readers"),
    reason=LONG,
    readers=many(text(100, minLength=1)),
    document=text(100),
)
CIRCULATION_EXAMPLE = {"reason": "请阅知办理情况（虚构）", "readers": ["reviewer"]}

INSTRUCTION = thing("Instruction", ("instruction", "given_by"), instruction=LONG, given_by=LONG)
INSTRUCTION_EXAMPLE = {"instruction": "请抓紧研究（虚构）", "given_by": "分管领导（虚构）"}

CORRECTION = thing("Correction", ("content", "reason"), content=FORM, reason=LONG)
CORRECTION_EXAMPLE = {"content": {"received_by": "收发室（虚构）"}, "reason": "签收人登记有误（虚构）"}

DEADLINE_CORRECTION = thing(
    "DeadlineCorrection",
    ("name", "start", "reason"),
    name=text(100, minLength=1),
    item=text(100),
    start=DAY,
    reason=LONG,
)
DEADLINE_CORRECTION_EXAMPLE = {
    "name": "implementation",
    "item": "d1",
    "start": "2026-11-20",
    "reason": "会议日登记有误",
}

_PAST_STEP = {
    "type": "object",
    "required": ["true_day", "done_by", "form"],
    "properties": {
        "task": text(200),
        "message": text(200),
        "item": text(100),
        "true_day": DAY,
        "done_by": text(100, minLength=1),
        "form": FORM,
    },
    "additionalProperties": False,
}
TAKE_IN = thing(
    "TakeIn",
    ("procedure", "source", "reason", "application"),
    procedure=text(100),
    source=LONG,
    reason=LONG,
    number=text(60),
    application={**_PAST_STEP, "title": "PastApplication"},
    steps=many({**_PAST_STEP, "title": "PastStep"}, 400),
)
TAKE_IN_EXAMPLE = {
    "procedure": "case_consultation",
    "source": "省未保办2026年会商卷第3号（虚构）",
    "reason": "系统启用前已受理（虚构）",
    "number": "豫未保会商申〔2026〕12号",
    "application": {
        "true_day": "2026-10-12",
        "done_by": "civil_affairs.liaison",
        "form": {"subject": "监护缺失（虚构）", "applicant_class": "member_unit", "claimed": ["2"]},
    },
    "steps": [
        {
            "task": "review_application",
            "true_day": "2026-10-14",
            "done_by": "officer",
            "form": {"choice": "accept", "confirmed": ["2"], "reason": "符合情形（虚构）"},
        }
    ],
}

ACT_FORM = thing("ActForm", ("act", "schema"), closed=False, act=text(100), schema=FORM)
ACT_FORM_EXAMPLE = {"act": "urge", "schema": {"type": "default", "id": "urge", "components": []}}

AFTERWARDS = thing(
    "Afterwards",
    ("form", "true_day", "done_by", "reason"),
    form=FORM,
    true_day=DAY,
    done_by=text(100, minLength=1),
    reason=LONG,
)
AFTERWARDS_EXAMPLE = {
    "form": {"received_by": "收发室（虚构）", "conflict_free": True},
    "true_day": "2026-11-20",
    "done_by": "education.liaison",
    "reason": "纸质回执两日后收到（虚构）",
}
