"""Every check of a line of a plan, the worst first. Pure: plain values in, warnings with their ways out.

    check(line)                               a single meeting
    check_all(lines, others, limits)          a whole plan, with what could be joined

What is `must` here: the demands of 9.3, 11.3 and 12.1, and columns without which nobody can decide. What the
catalogue calls in principle asks for a reason. 9.3 stops the plan although it holds in principle only: its one
exception, an emergency with its approver, is a way out of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from meetings.models.kinds import MeetingForm
from meetings.planning import days
from meetings.planning.facts import CLASS_CHECKS
from meetings.planning.joining import Bucket, Neighbour, leads, nearby
from meetings.planning.line import Limits, Line
from meetings.planning.rank import RANK_CHECKS
from meetings.planning.size import SIZE_CHECKS, in_minutes
from meetings.planning.warning import APPROVER, REASON, Severity, Warning, Way

Check = Callable[[Line, Limits], Warning | None]

NO_LIMITS_BUT_THE_USUAL = Limits()


def check(
    line: Line,
    limits: Limits = NO_LIMITS_BUT_THE_USUAL,
    lead: Line | None = None,
    neighbour: Neighbour | None = None,
) -> list[Warning]:
    """`lead`: the own meeting that it could be joined to; `neighbour`: another unit's. What is joined is settled."""
    if line.joined_to is not None:
        return []
    found = [warning for one in CHECKS if (warning := one(line, limits))]
    if lead is not None:
        found.append(_joinable(line, lead))
    if neighbour is not None:
        found.append(_neighbour(line, neighbour))
    return sorted(found, key=lambda warning: (not warning.open, warning.severity))


def check_all(
    lines: Sequence[Line],
    others: Mapping[Bucket, list[Neighbour]] | None = None,
    limits: Limits = NO_LIMITS_BUT_THE_USUAL,
) -> dict[int | None, list[Warning]]:
    """Warnings by the id of the line, in time proportional to the number of lines."""
    own, foreign = leads(lines, limits), nearby(lines, others or {}, limits)
    return {line.id: check(line, limits, own.get(line.id), foreign.get(line.id)) for line in lines}


def lacking(line: Line, limits: Limits) -> Warning | None:
    """Class, time, length, form and who comes: without them there is nothing to judge and nothing to decide."""
    columns = {
        "category": (line.category, _("类别")),
        "planned_text": (line.planned_from, _("时间")),
        "duration_text": (line.length, _("会期")),
        "form": (line.form, _("形式")),
        "scope_text": (line.scope_text or line.level, _("参会范围")),
    }
    absent = [(column, label) for column, (value, label) in columns.items() if value in (None, "", 0)]
    if not absent:
        return None
    text = _("还缺%(columns)s，请补填。") % {"columns": _("、").join(label for _column, label in absent)}
    return Warning("lacking", Severity.MUST, absent[0][0], text, (Way("open", _("补填")),))


def quiet_month(line: Line, limits: Limits) -> Warning | None:
    """9.3: no province-wide meeting in August; an emergency needs its approver."""
    month, first = limits.quiet_month, line.planned_from
    if not (line.of_province and line.province_wide) or first is None:
        return None
    if not days.touches(first, line.planned_to, month) or (line.emergency and line.emergency_approver):
        return None
    figures = {"month": month}
    if not days.within(first, line.planned_to, month):
        text = _("这段时间含%(month)s月，%(month)s月不开全省性会议；定日期时请避开。") % figures
        return Warning("quiet_month", Severity.ADVICE, "planned_text", text, (Way("open", _("改时间")),))
    ways = [
        Way(f"move_{number}", _("改到%(time)s") % {"time": time.text}, time.changes)
        for number, time in enumerate(days.before_and_after(line.planned_text, first, line.planned_to))
    ]
    ways.append(Way("emergency", _("按应急申请例外"), {"emergency": True}, (APPROVER, REASON)))
    text = _("%(month)s月是无会月，一般不召开全省性会议。") % figures
    return Warning("quiet_month", Severity.MUST, "planned_text", text, tuple(ways))


def nearer_by_video(line: Line, limits: Limits) -> Warning | None:
    """13.3: what reaches the county and brings people to the province is lighter by video."""
    from_below = line.people if line.people is not None else 0
    if line.form != MeetingForm.ON_SITE or not line.of_province or from_below <= 100 or line.heads_called:
        return None
    changes: dict[str, object] = {"form": MeetingForm.VIDEO}
    if line.length is not None and line.length > limits.remote:
        changes |= in_minutes(limits.remote)
    text = _("%(people)s人要到会场来；改为视频会，不用出差。") % {"people": line.people}
    return Warning("by_video", Severity.ADVICE, "form", text, (Way("video", _("改为视频"), changes),))


CHECKS: tuple[Check, ...] = (
    lacking,
    quiet_month,
    *RANK_CHECKS,
    *CLASS_CHECKS,
    *SIZE_CHECKS,
    nearer_by_video,
)


def _joinable(line: Line, lead: Line) -> Warning:
    """11.4: the same unit's meetings of one month for the same people are held as one."""
    text = _("与“%(name)s”同月、同一层级，都不超过半天，可以套开。") % {"name": lead.name}
    ways = (
        Way("join", _("并入“%(name)s”") % {"name": shortened(lead.name)}, {"joined_to": lead.id}),
        Way("reason", _("写理由单开"), asks=(REASON,)),
    )
    return Warning("joinable", Severity.IN_PRINCIPLE, "name", text, ways, line.excuses.get("joinable", ""))


def _neighbour(line: Line, other: Neighbour) -> Warning:
    """With whom and when, never what: another unit's meeting is not ours to read."""
    form = dict(MeetingForm.choices).get(other.form, "")
    text = _("%(unit)s%(month)s月也有一次%(form)s会，可以套开，两家合计少1次。") % {
        "unit": other.unit,
        "month": other.month,
        "form": form,
    }
    wish = _("愿与%(unit)s%(month)s月的会套开，请秘书长联席会议统筹。") % {"unit": other.unit, "month": other.month}
    said = line.excuses.get("neighbour", "")
    ways = () if said else (Way("wish", _("发起套开"), {"excuses": {"neighbour": wish}}),)
    return Warning("neighbour", Severity.ADVICE, "name", text, ways, said)


def shortened(name: str, most: int = 14) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
