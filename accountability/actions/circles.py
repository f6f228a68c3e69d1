"""The circle of those who know (知悉范围): naming, ending, withdrawing (回避).

Every act locks the case or talk first, so that two at once cannot take the same place, and the last cannot leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accountability.actions.refused import Refused
from accountability.models import TALK_CIRCLE, CircleMember, Talk
from accountability.rooms import TALK, Room
from organizations.models import RoleAssignment, User
from organizations.roles import Role
from registers import history
from registers.outbox import announce

SUBJECT = CircleMember._meta.label_lower


def colleagues(organization: int, today: date) -> QuerySet[User]:
    """Who may be named: active accounts that keep this organ's cases today."""
    held = RoleAssignment.objects.in_force_on(today).filter(organization=organization, role=Role.DISCIPLINE)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("username")


def accounts(members: Sequence[int]) -> QuerySet[User]:
    return User.objects.filter(pk__in=members).order_by("username")


@transaction.atomic
def name_member(*, room: Room, record: int, member: int, need: str, by: User, today: date) -> CircleMember:
    """Name somebody for a chosen reason. A talk is known to three at most. Raises Refused with a sentence."""
    about = _about(room, record, by)
    if not colleagues(about.organization_id, today).filter(pk=member).exists():
        raise Refused(_("只能列入本机关承担这项工作的人。"), "member")
    circle = _open(room, about)
    if circle.filter(member=member).exists():
        raise Refused(_("这个人已经在知悉范围里。"), "member")
    if room is TALK and circle.count() >= TALK_CIRCLE:
        raise Refused(_("谈话函询的知悉范围最多3人；先请一人退出，再列入别人。"), "member")
    if _withdrew(room, about, member):
        raise Refused(_("这个人已经回避，不能再列入。"), "member")
    try:
        with transaction.atomic():
            made = CircleMember.objects.create(
                organization_id=about.organization_id,
                member_id=member,
                need=need,
                slot=_place(circle) if room is TALK else None,
                since=today,
                added_by=by,
                **{room.name: about},
            )
    except IntegrityError as error:
        raise Refused(_("知悉范围刚刚被别人改过；请看过之后再列入。")) from error
    _noted(about, "named", by, member=(None, member), need=(None, need), since=(None, today))
    _size(room, about)
    return made


@transaction.atomic
def end_member(*, room: Room, entry: int, by: User, today: date) -> None:
    """Somebody's part is over: from now on the record is not there for them."""
    row = (
        CircleMember.objects.editable_by(by).select_related(room.name).get(pk=entry, **{f"{room.name}__isnull": False})
    )
    about = _about(room, getattr(row, f"{room.name}_id"), by)
    _leave(room, about, row, today, "")
    _noted(about, "left", by, member=(row.member_id, None), ended_on=(None, today))


@transaction.atomic
def withdraw(*, room: Room, record: int, member: int, reason: str, by: User, today: date) -> None:
    """回避, of oneself or of another in the circle, for a chosen reason. Access ends at once.

    Where no circle is named, who withdraws is left out all the same.
    """
    about = _about(room, record, by)
    row = _open(room, about).filter(member=member).first()
    if row is not None:
        _leave(room, about, row, today, reason)
    elif member == by.pk and not _open(room, about).exists():
        CircleMember.objects.create(
            organization_id=about.organization_id,
            member_id=member,
            need="handling",
            slot=1 if room is TALK else None,
            since=today,
            ended_on=today,
            withdrawal=reason,
            added_by=by,
            **{room.name: about},
        )
    else:
        raise Refused(_("这个人不在知悉范围里。"), "member")
    _noted(about, "withdrew", by, member=(member, None), withdrawal=(None, reason), ended_on=(None, today))


def _about(room: Room, record: int, by: User) -> Any:
    """The case or talk, locked, for who may open and keep it. Raises DoesNotExist."""
    rows = room.model.objects.known_to(by).editable_by(by).select_for_update(of=("self",), no_key=True)
    return rows.get(pk=record)


def _open(room: Room, about: Any) -> QuerySet[CircleMember]:
    return CircleMember.objects.filter(ended_on=None, **{room.name: about})


def _withdrew(room: Room, about: Any, member: int) -> bool:
    gone = CircleMember.objects.filter(member=member, **{room.name: about})
    return gone.exclude(withdrawal="").exists()


def _place(circle: QuerySet[CircleMember]) -> int:
    """The first free place of the three."""
    taken = set(circle.values_list("slot", flat=True))
    return next(place for place in range(1, TALK_CIRCLE + 1) if place not in taken)


def _leave(room: Room, about: Any, row: CircleMember, today: date, reason: str) -> None:
    """End an entry. Somebody has to stay: a record that nobody may open could never be finished."""
    if not _open(room, about).exclude(pk=row.pk).exists():
        raise Refused(_("知悉范围里只有这一个人；先列入接手的人，再退出或者回避。"))
    done = CircleMember.objects.filter(pk=row.pk, ended_on=None).update(ended_on=today, withdrawal=reason)
    if not done:
        raise Refused(_("这个人已经不在知悉范围里。"))


def _size(room: Room, about: Any) -> None:
    """A talk that names its circle states its size (25.1); a larger one that a sheet stated is not made smaller."""
    if room is not TALK:
        return
    size = max(about.circle_size or 0, _open(room, about).count())
    if size != about.circle_size:
        Talk.objects.filter(pk=about.pk).update(circle_size=size, version=F("version") + 1)
        announce(room.register.name, [about.organization_id], [about.year])


def _noted(about: Any, action: str, by: User, /, **changes: tuple[Any, Any]) -> None:
    history.write([history.Line(action, SUBJECT, about.key, about.organization_id, changes)], actor=by, path="page")
