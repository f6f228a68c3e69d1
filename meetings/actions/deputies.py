"""Deputies for absence: appointed for days, one level, never two at once; and ended early."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.refused import Refused
from meetings.approval.leaders import seats
from meetings.models import Deputy
from organizations.models import User
from registers import history

SUBJECT = Deputy._meta.label_lower


@transaction.atomic
def appoint(*, leader: User, deputy: User, starts: date, ends: date, by: User, today: date) -> Deputy:
    """`deputy` decides for `leader` from `starts` to `ends`, both included. Raises Refused at the field concerned.

    Both hold the power to decide on all these days. Who is represented on one of them cannot stand in: what is
    addressed to a leader goes one step and no further.
    """
    if ends < starts:
        raise Refused(_("止日早于起日，请调换。"), "ends")
    if starts < today:
        raise Refused(_("起日已过；代批从今天或以后开始。"), "starts")
    if leader.pk == deputy.pk:
        raise Refused(_("代批人应是另一位领导。"), "deputy")
    # two entries for one leader, or for a leader and the deputy, follow each other
    list(User.objects.select_for_update(no_key=True).filter(pk__in=[leader.pk, deputy.pk]).order_by("pk"))
    held = {seat.user.pk: seat for seat in seats(starts, ends)}
    if leader.pk not in held:
        raise Refused(_("这几天里没有“分管省领导”角色，不用设代批。"), "leader")
    if deputy.pk not in held or not held[deputy.pk].over(held[leader.pk].organization):
        raise Refused(_("代批人这几天里没有审批权，请另选一位分管省领导。"), "deputy")
    _refuse_overlap(leader, deputy, starts, ends)
    made = Deputy.objects.create(
        organization=held[leader.pk].organization, leader=leader, deputy=deputy, starts=starts, ends=ends, set_by=by
    )
    _write("created", made, {"starts": (None, starts), "ends": (None, ends)}, by)
    return made


def _refuse_overlap(leader: User, deputy: User, starts: date, ends: date) -> None:
    same_days = Deputy.objects.filter(starts__lte=ends, ends__gte=starts)
    other = same_days.filter(leader=leader).select_related("deputy").first()
    if other is not None:
        said = {"deputy": other.deputy, "starts": other.starts, "ends": other.ends}
        raise Refused(_("%(starts)s至%(ends)s已由%(deputy)s代批；一次只有一位代批人，请先结束。") % said, "starts")
    if same_days.filter(leader=deputy).exists():
        raise Refused(_("%(deputy)s这几天自己也由别人代批；代批不再转托，请另选。") % {"deputy": deputy}, "deputy")


@transaction.atomic
def end(*, deputy: Deputy, by: User, today: date) -> None:
    """From today on the leader decides alone again; what has not begun before today never was. Raises Refused."""
    held = Deputy.objects.select_for_update(of=("self",), no_key=True).filter(pk=deputy.pk).first()
    if held is None or held.ends < today:
        raise Refused(_("这项代批已经结束。"))
    if held.starts >= today:
        _write("deleted", held, {"starts": (held.starts, None), "ends": (held.ends, None)}, by)
        held.delete()
        return
    last = today - timedelta(days=1)
    _write("changed", held, {"ends": (held.ends, last)}, by)
    Deputy.objects.filter(pk=held.pk).update(ends=last, version=held.version + 1)


def _write(action: str, deputy: Deputy, changes: dict[str, tuple[date | None, date | None]], by: User) -> None:
    key = f"{deputy.leader.username} {deputy.deputy.username}"
    history.write([history.Line(action, SUBJECT, key, deputy.organization_id, changes)], actor=by, path="page")
