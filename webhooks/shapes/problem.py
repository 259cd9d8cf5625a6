"""RFC 9457 problem details as we give them."""

from __future__ import annotations

from typing import Any

from webhooks.shapes.build import many, number, text, thing

PROBLEM = thing(
    "Problem",
    ("type", "title", "status", "detail"),
    closed=False,
    type=text(),
    title=text(),
    status=number(400, 599),
    detail=text(2000),
    request_id=text(),
    by=text(),
    at=text(),
    #: what a check of diagrams found
    findings=many(thing(closed=False)),
    #: the story of a counterexample
    errors=many(thing("FieldError", ("path", "key", "detail"), path=text(), key=text(), detail=text(1000))),
)


def _example(status: int, key: str, title: str, detail: str, **more: Any) -> dict[str, Any]:
    return {"type": f"urn:huishang:problem:{key}", "title": title, "status": status, "detail": detail, **more}


PROBLEM_EXAMPLES: dict[int, dict[str, Any]] = {
    400: _example(400, "webhooks.json", "请求无法读取", "请求正文应为 JSON，但第 1 行第 9 列无法读取。请检查后重发。"),
    401: _example(401, "webhooks.not_signed_in", "未登录", "此操作需要有效的访问令牌。请先登录并取得令牌。"),
    403: _example(403, "people.not_yours", "无权办理", "此任务由其他单位办理。"),
    404: _example(404, "webhooks.http.404", "未找到", "没有这一项，或您无权知悉。"),
    409: _example(
        409,
        "actions.task_done",
        "状态已变化",
        "此任务已由李明（虚构）于 2026-11-24 10:15 完成。",
        by="李明（虚构）",
        at="2026-11-24T02:15:00+00:00",
    ),
    412: _example(412, "webhooks.stale", "版本已变化", "个案在您查看之后有了变化。请重新读取后再办理。"),
    413: _example(413, "webhooks.http.413", "内容过大", "请求不得超过 1000000 字节。"),
    415: _example(415, "webhooks.media", "格式不支持", "请求正文应为 application/json。"),
    422: _example(
        422,
        "webhooks.invalid",
        "填写有误",
        "有 1 处需要修改。",
        errors=[{"path": "reason", "key": "webhooks.field.required", "detail": "此项必填。"}],
    ),
    429: _example(429, "webhooks.too_many", "尝试过多", "登录失败次数过多，请 15 分钟后再试。"),
    503: _example(503, "webhooks.unavailable", "暂时不可用", "数据库暂时没有应答，什么都没有改变。请稍后重试。"),
}
