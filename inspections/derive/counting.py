"""Whether a visit counts as an inspection, whatever it is called."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from inspections.models.words import InspectionKind

# of the five ticks (查台账, 访谈, 入户, 列问题, 要整改清单)
ENOUGH = 3
# kept in Chinese with the record
RESEARCH_ONLY = gettext_noop("调研或业务指导，五项特征不足三项")
PARTNER = gettext_noop("联合组成员，计在牵头单位")
SAID_SO = gettext_noop("台账列明不计入")


@dataclass(frozen=True)
class Verdict:
    """`reason` is "" for what counts."""

    counts: bool
    reason: str = ""


def counts_as_inspection(kind: str, ticks: int, joint: bool = False) -> Verdict:
    """督查, 检查, 考核 and whatever has no name of a kind count; 调研 and 业务指导 with three of the five ticks.

    `joint`: another unit leads the team. The team counts once, for its lead.
    """
    if joint:
        return Verdict(False, PARTNER)
    if kind == InspectionKind.RESEARCH and ticks < ENOUGH:
        return Verdict(False, RESEARCH_ONLY)
    return Verdict(True)
