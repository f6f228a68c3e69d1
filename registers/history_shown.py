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
    "assigned": gettext_lazy("授予角色"),
    "changed": gettext_lazy("修改"),
    "confirmed": gettext_lazy("确认"),
    "corrected": gettext_lazy("人工更正"),
    "counted": gettext_lazy("清点篇幅"),
    "created": gettext_lazy("新建"),
    "deactivated": gettext_lazy("停用"),
    "decided": gettext_lazy("认定"),
    "deleted": gettext_lazy("删除"),
    "drafted": gettext_lazy("起草"),
    "ended": gettext_lazy("结束角色"),
    "explained": gettext_lazy("说明"),
    "exported": gettext_lazy("导出"),
    "imported": gettext_lazy("导入"),
    "issued": gettext_lazy("下达"),
    "locked": gettext_lazy("锁定"),
    "password_changed": gettext_lazy("修改密码"),
    "password_reset": gettext_lazy("重置密码"),
    "read": gettext_lazy("查看"),
    "rederived": gettext_lazy("重新推定"),
    "refused": gettext_lazy("不同意"),
    "restored": gettext_lazy("恢复"),
    "returned": gettext_lazy("退回修改"),
    "second_factors_cleared": gettext_lazy("清除第二因素"),
    "signed": gettext_lazy("签发"),
    "submitted": gettext_lazy("提交"),
    "succeeded": gettext_lazy("机构承接"),
    "taken_back": gettext_lazy("撤回决定"),
}
# what stands in a line and is no field of its subject: counts of an import, the form of an export
NAMES = {
    "as_principal": gettext_lazy("主要领导批准"),
    "body": gettext_lazy("审定机关"),
    "by": gettext_lazy("签批人"),
    "changed": gettext_lazy("更新"),
    "decision_day": gettext_lazy("审定日期"),
    "decision_number": gettext_lazy("审定文号"),
    "duplicate": gettext_lazy("重复"),
    "format": gettext_lazy("格式"),
    "ignored": gettext_lazy("略过"),
    "new": gettext_lazy("新增"),
    "on_behalf_of": gettext_lazy("代谁审批"),
    "password": gettext_lazy("密码"),
    "rejected": gettext_lazy("不合格"),
    "rows": gettext_lazy("行数"),
    "secret": gettext_lazy("第二因素"),
    "unchanged": gettext_lazy("未变"),
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
