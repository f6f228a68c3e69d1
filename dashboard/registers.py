"""The registers by their Chinese names, as pages say where a figure comes from (registers.md)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from measures.catalogue import Obligation

NAMES = {
    "organizations": _("机构名录"),
    "successions": _("机构沿革"),
    "series": _("机关代字"),
    "documents": _("发文台账"),
    "incoming": _("收文台账"),
    "classified_counts": _("涉密件数"),
    "baselines": _("核定基数"),
    "meeting_plans": _("会议计划"),
    "meetings": _("会议台账"),
    "inspection_plans": _("督检考计划"),
    "visits": _("督检考台账"),
    "clearance": _("清理事项"),
    "data_requests": _("报表清单"),
    "results": _("成果共享"),
    "problems": _("问题整改台账"),
    "cases": _("问责案件台账"),
    "complaints": _("信访举报台账"),
    "talks": _("谈心谈话台账"),
    "indicators": _("指标台账"),
    "assignments": _("责任分工"),
    "principals": _("主要负责人台账"),
    "exposures": _("通报曝光台账"),
    "flags": _("问题（本系统）"),
    "explanations": _("情况说明（本系统）"),
    "tips": _("群众反映（本系统）"),
}


def register_name(register: str) -> str:
    return str(NAMES.get(register, register))


def register_names(obligation: Obligation) -> list[str]:
    """The registers that feed the obligation, in the catalogue's order."""
    return [register_name(register) for register in obligation.feeds]
