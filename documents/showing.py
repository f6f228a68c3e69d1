"""A document, a change and the scope table in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.derive.record import origins
from documents.models import Document, ScopeTable
from registers.showing import NOTHING
from registers.showing import value_in_words as in_words

ORIGINS = {
    "given": gettext_lazy("台账所列"),
    "series": gettext_lazy("由机关代字推出"),
    "derived": gettext_lazy("自动推出"),
    "corrected": gettext_lazy("人工更正"),
}
# more exactly where a derived value came from
SOURCES = {
    "doc_type": gettext_lazy("由标题推出"),
    "in_name_of": gettext_lazy("由标题、发文机关推出"),
    "joint": gettext_lazy("由标题推出"),
    "level": gettext_lazy("由主送机关、机关代字推出"),
    "supporting": gettext_lazy("由标题推出"),
    "superior": gettext_lazy("由标题推出"),
    "superior_in_name_of": gettext_lazy("由依据文件推出"),
    "policy": gettext_lazy("由文种、标题推出"),
    "conveying_report": gettext_lazy("由文种、标题推出"),
    "counted": gettext_lazy("按口径"),
    "uncounted_reason": gettext_lazy("按口径"),
}

GROUPS = (
    (gettext_lazy("文件"), ("number", "raw_number", "title", "issued_on", "published_on", "doc_type", "form")),
    (gettext_lazy("机关与层级"), ("organization", "in_name_of", "joint", "matter", "recipients", "level")),
    (
        gettext_lazy("依据与配套"),
        ("supporting", "superior", "superior_in_name_of", "required_by", "conveying_report", "shows_progress"),
    ),
    (gettext_lazy("公开与篇幅"), ("openness", "closed_reason", "policy", "pages", "characters")),
    (gettext_lazy("统计"), ("counted", "uncounted_reason", "year", "day", "remarks")),
)


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    value: str
    origin: str = ""
    corrected: bool = False


def value_in_words(name: str, value: Any) -> str:
    """As a clerk reads it: 是, 县, 2019-03-05; — for nothing."""
    return in_words(Document, name, value)


def groups(document: Document) -> list[tuple[Any, list[Field]]]:
    """All fields by subject, each derived one with where its value came from."""
    whence = origins(document.given, document.corrected, document.series_id is not None)
    return [(title, [_field(document, name, whence) for name in names]) for title, names in GROUPS]


def _field(document: Document, name: str, whence: Mapping[str, str]) -> Field:
    kind = "corrected" if name in document.corrected else whence.get(name, "")
    origin = SOURCES.get(name, ORIGINS["derived"]) if kind == "derived" else ORIGINS.get(kind, "")
    value = str(document.organization) if name == "organization" else value_in_words(name, getattr(document, name))
    if value == NOTHING and kind != "corrected":
        origin = ""
    label = _("发文机关") if name == "organization" else str(Document._meta.get_field(name).verbose_name)
    return Field(name, label, value, str(origin), kind == "corrected")


def why_counted(document: Document, scope: ScopeTable) -> str:
    """One sentence on whether the document is counted, and under 4.1."""
    if document.repeats_number:
        return _("多文一号：这个字号已由另一件计过一次，这一件保留但不再计。")
    if not document.counted:
        return _("不计入统计：%(reason)s。") % {"reason": document.uncounted_reason or _("未说明原因")}
    if document.level == 0:
        return _("计入发文总数；发至层级不明，不计入发至县及以下的件数，在数字旁另行注明。")
    if document.level >= 3:
        return _("计入统计（口径第%(version)s版），并计入发至县及以下的件数。") % {"version": scope.version}
    return _("计入统计（口径第%(version)s版）；只发到%(level)s，不计入发至县及以下的件数。") % {
        "version": scope.version,
        "level": document.get_level_display(),
    }


def scope_in_words(table: ScopeTable) -> str:
    """The text printed under every table: 口径第1版：…."""
    parts = [_("登记为计入统计的机关代字所编的文件计入")]
    if table.excluded_types:
        parts.append(_("文种为%(types)s的不计") % {"types": "、".join(table.excluded_types)})
    if table.excluded_title_words:
        parts.append(_("标题含%(words)s的不计") % {"words": "、".join(table.excluded_title_words)})
    unregistered = _("代字未登记的红头文件也计") if table.without_series else _("代字未登记的不计")
    parts.append(unregistered)
    if table.policy_only:
        parts.append(_("只计政策性文件"))
    parts.append(_("一个字号只计一次"))
    return _("口径第%(version)s版：%(text)s。") % {"version": table.version, "text": _("；").join(parts)}
