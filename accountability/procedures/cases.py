"""The procedure of a matter of accountability (measures 22, 23; 问责条例, revised 2019, articles 11–13 and 22)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accountability.models import BEFORE_THE_DECISION, Case, FourForms, SubjectKind, Tolerance, Way
from accountability.procedures.step import Choice, Step, list_of, of_choices

OF_ORGANIZATIONS = (Way.INSPECTION, Way.CIRCULAR, Way.REORGANIZATION)
OF_CADRES = (Way.CIRCULAR, Way.ADMONITION, Way.ADJUSTMENT, Way.DISCIPLINE)
NONE_TO_WEIGH, WEIGHED = "none", "weighed"


def of_a_cadre(case: Case) -> bool:
    return case.subject_kind == SubjectKind.LEADING_CADRE


def decision(case: Case) -> list[Choice]:
    """Ways of the kind concerned; the four forms are of persons only."""
    ways = OF_CADRES if of_a_cadre(case) else OF_ORGANIZATIONS
    chosen = list_of("ways", _("方式，可以多选"), [(way.value, way.label) for way in ways])
    return [of_choices("form", _("形态"), FourForms.choices), chosen] if of_a_cadre(case) else [chosen]


def correction(case: Case) -> list[Choice]:
    return [
        Choice(
            "correction",
            _("主动纠错"),
            {
                WEIGHED: {"self_corrected": True, "correction_weighed": True},
                NONE_TO_WEIGH: {"self_corrected": False, "correction_weighed": None},
            },
            {WEIGHED: _("有，已经考量"), NONE_TO_WEIGH: _("没有主动纠错")},
        )
    ]


def tolerance(case: Case) -> list[Choice]:
    return [of_choices("tolerance", _("容错结论"), Tolerance.choices)]


def weighed(case: Any) -> bool:
    return case.self_corrected is False or case.correction_weighed is True


STARTED = Step("started", _("启动"), _("按程序批准后启动"), "started_on", before=("decided_on",))
STEPS = (
    STARTED,
    Step(
        "facts",
        _("事实见面"),
        _("事实材料同本人（党组织）见面"),
        "facts_shown_on",
        after=("started_on",),
        before=("decided_on",),
    ),
    Step(
        "organization",
        _("听取党组织意见"),
        _("听取所在党委（党组）的意见"),
        "organization_heard_on",
        after=("started_on",),
        before=("decided_on",),
    ),
    Step(
        "person",
        _("听取本人意见"),
        _("听取本人的陈述和申辩；合理的采纳"),
        "person_heard_on",
        applies=of_a_cadre,
        after=("started_on",),
        before=("decided_on",),
    ),
    Step(
        "correction",
        _("主动纠错考量"),
        _("主动纠错的，要在决定中考量"),
        choices=correction,
        done=weighed,
        writes=("self_corrected", "correction_weighed"),
    ),
    Step(
        "tolerance",
        _("容错评估"),
        _("对照“三个区分开来”逐项评估"),
        "tolerance_assessed_on",
        choices=tolerance,
        after=("started_on",),
        before=("decided_on",),
        writes=("tolerance",),
    ),
    Step(
        "decision",
        _("作出决定"),
        _("集体研究决定；前面各步没有完成的，不能决定"),
        "decided_on",
        choices=decision,
        after=("started_on", *BEFORE_THE_DECISION),
        before=("announced_on", "influence_ends_on"),
        writes=("form", "ways"),
    ),
    Step(
        "announcement",
        _("宣布"),
        _("向本人（党组织）宣布决定"),
        "announced_on",
        after=("decided_on",),
    ),
    Step(
        "influence",
        _("影响期满日期"),
        _("由组织部门确定；本系统不推算"),
        "influence_ends_on",
        applies=of_a_cadre,
        after=("decided_on",),
        before=("reviewed_on",),
        ahead=True,
    ),
    Step(
        "review",
        _("期满评估"),
        _("影响期满后30日内评估；表现好的正常使用"),
        "reviewed_on",
        applies=of_a_cadre,
        after=("influence_ends_on",),
    ),
)
