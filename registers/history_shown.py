"""The change history in words: what an auditor reads, on the page and in the export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registers.history import PATHS
from registers.models import Change

ACTIONS = {
    "activated": gettext_lazy("启用"),
    "amended": gettext_lazy("更正"),
    "answered": gettext_lazy("答复"),
    "approved": gettext_lazy("同意"),
    "answers_complete": gettext_lazy("答复齐全"),
    "asked": gettext_lazy("问反映人"),
    "assigned": gettext_lazy("授予角色"),
    "cancelled": gettext_lazy("取消"),
    "carried_over": gettext_lazy("带入"),
    "changed": gettext_lazy("修改"),
    "checked": gettext_lazy("审核通过"),
    "closed": gettext_lazy("办结"),
    "confirmed": gettext_lazy("确认"),
    "corrected": gettext_lazy("人工更正"),
    "counted": gettext_lazy("清点篇幅"),
    "created": gettext_lazy("新建"),
    "decision_taken_back": gettext_lazy("撤回批示"),
    "deactivated": gettext_lazy("停用"),
    "decided": gettext_lazy("认定"),
    "deleted": gettext_lazy("删除"),
    "drafted": gettext_lazy("起草"),
    "ended": gettext_lazy("结束角色"),
    "excused": gettext_lazy("记为例外"),
    "explained": gettext_lazy("说明"),
    "exported": gettext_lazy("导出"),
    "held": gettext_lazy("召开"),
    "imported": gettext_lazy("导入"),
    "issued": gettext_lazy("下达"),
    "joined": gettext_lazy("并入"),
    "lapsed": gettext_lazy("到期未开"),
    "left": gettext_lazy("退出知悉范围"),
    "linked": gettext_lazy("接到上级会议"),
    "listed": gettext_lazy("查看列表"),
    "locked": gettext_lazy("锁定"),
    "matched": gettext_lazy("对上计划"),
    "named": gettext_lazy("列入知悉范围"),
    "opened": gettext_lazy("打开"),
    "parted": gettext_lazy("认定不是同一会议"),
    "passed_on": gettext_lazy("转办、转报"),
    "password_changed": gettext_lazy("修改密码"),
    "password_reset": gettext_lazy("重置密码"),
    "proposed": gettext_lazy("建议"),
    "read": gettext_lazy("查看"),
    "recorded": gettext_lazy("登记步骤"),
    "rederived": gettext_lazy("重新推定"),
    "refused": gettext_lazy("不同意"),
    "released": gettext_lazy("撤销对应"),
    "restored": gettext_lazy("恢复"),
    "returned": gettext_lazy("退回修改"),
    "filed": gettext_lazy("备案"),
    "joined_as_lead": gettext_lazy("牵头合并"),
    "marked": gettext_lazy("反映"),
    "looked_again": gettext_lazy("回头看"),
    "merged": gettext_lazy("合并"),
    "partly_merged": gettext_lazy("部分合并"),
    "published": gettext_lazy("印发"),
    "renewed": gettext_lazy("更换地址"),
    "rejected": gettext_lazy("不采纳"),
    "replaced": gettext_lazy("调整"),
    "reported": gettext_lazy("反映计划外到访"),
    "second_factors_cleared": gettext_lazy("清除第二因素"),
    "sent": gettext_lazy("发出"),
    "signed": gettext_lazy("签发"),
    "silent": gettext_lazy("逾期视为同意"),
    "started": gettext_lazy("开始测算"),
    "submitted": gettext_lazy("提交"),
    "succeeded": gettext_lazy("机构承接"),
    "taken_back": gettext_lazy("撤回决定"),
    "unmatched": gettext_lazy("不再对应"),
    "told": gettext_lazy("告知有县反映"),
    "used": gettext_lazy("使用成果"),
    "withdrawn": gettext_lazy("撤回"),
    "withdrew": gettext_lazy("回避"),
}
# what stands in a line and is no field of its subject: counts of an import, the form of an export
NAMES = {
    "as_principal": gettext_lazy("主要领导批准"),
    "body": gettext_lazy("审定机关"),
    "by": gettext_lazy("签批人"),
    "changed": gettext_lazy("更新"),
    "decision_day": gettext_lazy("审定日期"),
    "decision_number": gettext_lazy("审定文号"),
    "counties_added": gettext_lazy("新增到访县数"),
    "counties_left_to_joint_team": gettext_lazy("改由联合组到访的县数"),
    "duplicate": gettext_lazy("重复"),
    "earliest": gettext_lazy("最早日期"),
    "excused": gettext_lazy("认可理由数"),
    "format": gettext_lazy("格式"),
    "ignored": gettext_lazy("略过"),
    "least": gettext_lazy("各单位最少人数"),
    "likeness": gettext_lazy("名称相近度"),
    "members": gettext_lazy("一组最多单位数"),
    "new": gettext_lazy("新增"),
    "on_behalf_of": gettext_lazy("代谁审批"),
    "password": gettext_lazy("密码"),
    "proposals": gettext_lazy("建议数"),
    "quiet": gettext_lazy("不安排时段"),
    "rejected": gettext_lazy("不合格"),
    "rows": gettext_lazy("行数"),
    "secret": gettext_lazy("第二因素"),
    "shift": gettext_lazy("可调天数"),
    "team": gettext_lazy("每县人数上限"),
    "unchanged": gettext_lazy("未变"),
    "within": gettext_lazy("相隔天数"),
}
LONGEST_SHOWN = 120


@dataclass(frozen=True)
class Altered:
    """One field of a line. `hidden`: confidential, its name is all that was kept."""

    label: str
    old: str
    new: str
    hidden: bool


def action(code: str) -> str:
    """The word for an action; an action of which no word is known shows as it was written."""
    return str(ACTIONS.get(code, code))


def path(code: str) -> str:
    return str(PATHS.get(code, code))


def subject(label: str) -> str:
    """The name of the model, as long as there is one."""
    model = _model(label)
    return str(model._meta.verbose_name) if model else label


def altered(line: Change, longest: int = LONGEST_SHOWN) -> Iterator[Altered]:
    """The fields of a line in words; texts longer than `longest` characters are cut with an ellipsis."""
    model = _model(line.subject)
    for name, values in line.changes.items():
        label, choices = _field(model, name)
        hidden = values is None
        old, new = ("", "") if hidden else (_shown(value, choices, longest) for value in values)
        yield Altered(label, old, new, hidden)


def sentence(line: Change) -> str:
    """All fields of a line in one cell, in full."""
    return _("；").join(
        _("%(label)s（保密）") % {"label": one.label} if one.hidden else f"{one.label}：{one.old} → {one.new}"
        for one in altered(line, longest=10_000)
    )


def _model(label: str) -> Any:
    app, _dot, name = label.partition(".")
    try:
        return apps.get_model(app, name)
    except (LookupError, ValueError):
        # a register that was given up since keeps its history
        return None


def _field(model: Any, name: str) -> tuple[str, dict[Any, Any]]:
    """The name of a field in words, and the words of its values where it has choices."""
    if name in NAMES or model is None:
        return str(NAMES.get(name, name)), {}
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name, {}
    return str(getattr(field, "verbose_name", name)), dict(getattr(field, "flatchoices", ()))


def _shown(value: Any, choices: dict[Any, Any], longest: int) -> str:
    if value in (None, "", []):
        return _("空")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(_shown(one, choices, longest) for one in value)
    text = str(choices.get(value, value)) if isinstance(value, (str, int)) else str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
