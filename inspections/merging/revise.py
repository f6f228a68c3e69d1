"""A proposal as the office changes it: another lead, other days, fewer people. The same limits hold."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from inspections.merging.objective import Ground, proposal_of
from inspections.merging.problem import Problem, Proposal


class NotAllowed(Exception):
    """What a limit forbids, as a sentence; `field` is the field that it stands at."""

    def __init__(self, message: str, field: str) -> None:
        self.message, self.field = message, field
        super().__init__(message)


def leads(problem: Problem) -> list[int]:
    """Items (pk) that may lead a joint team of all items of the problem, the best first."""
    ground, everybody = Ground(problem), range(len(problem.items))
    return [ground.items[at].pk for at in ground.leads(everybody, ground.joint(everybody)[0])]


def revised(problem: Problem, *, lead: int, first: date, last: date, people: int | None = None) -> Proposal:
    """A joint team of all items of the problem. More working days than needed are allowed. Raises NotAllowed."""
    ground, everybody = Ground(problem), range(len(problem.items))
    joint, saved = ground.joint(everybody)
    if not saved:
        raise NotAllowed(_("这几项合在一起不能为任何一个县减少迎检天数。"), "")
    may = ground.leads(everybody, joint)
    at = next((place for place in may if ground.items[place].pk == lead), None)
    if at is None:
        raise NotAllowed(_("这一项牵头会使有的县迎检天数变多，请另选牵头。"), "lead")
    _refuse_days(ground, ground.length(everybody, at, joint), first, last)
    _refuse_people(ground, people)
    return proposal_of(ground, everybody, at, (first, last), people)


def _refuse_days(ground: Ground, needed: int, first: date, last: date) -> None:
    problem = ground.problem
    windows = [problem.window(item) for item in ground.items]
    earliest, latest = max(one for one, _last in windows), min(one for _first, one in windows)
    shown = {"first": f"{earliest:%m-%d}", "last": f"{latest:%m-%d}"}
    if first < earliest:
        raise NotAllowed(_("应在%(first)s至%(last)s之间，各单位的计划才都只略作调整。") % shown, "first")
    if last > latest:
        raise NotAllowed(_("应在%(first)s至%(last)s之间，各单位的计划才都只略作调整。") % shown, "last")
    season = next((one for one in problem.seasons if first in one), ())
    if not season:
        raise NotAllowed(_("开始日期是休息日，或在不安排督检考的时段内。"), "first")
    if last not in season:
        raise NotAllowed(_("结束日期是休息日，或其间有不安排督检考的时段。"), "last")
    given = season.index(last) - season.index(first) + 1
    if given < needed:
        raise NotAllowed(
            _("至少要%(needed)s个工作日才走得完，这里只有%(given)s个。") % {"needed": needed, "given": max(given, 0)},
            "last",
        )


def _refuse_people(ground: Ground, people: int | None) -> None:
    limits = ground.problem.limits
    if people is not None and people > limits.team:
        raise NotAllowed(_("每县不超过%(team)s人。") % {"team": limits.team}, "people")
    if people is not None and people < sum(ground.least):
        raise NotAllowed(_("各单位合计至少%(least)s人。") % {"least": sum(ground.least)}, "people")
