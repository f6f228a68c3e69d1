"""Roles are given and ended; nobody holds two of the three administrators, or one with a business role."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from organizations.actions.lines import WriteLine
from organizations.models import Organization, RoleAssignment, User
from organizations.models.account import fresh_stamp
from organizations.roles import HELD_AT, Role, separated

SUBJECT = "organizations.roleassignment"


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: Role,
    organization: Organization,
    starts: date,
    ends: date | None,
    by: User | None,
    write_line: WriteLine,
) -> RoleAssignment:
    """Gives a role from `starts` to `ends` (both included; None: until further notice).

    Checked under a lock of the account, so that two assignments at once cannot both pass. The
    account's sessions end. ValidationError says what stands against it.
    """
    # the lock comes first: what is read after it stays true
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    _refuse_what_does_not_fit(user, role, organization, by)
    if ends is not None and ends < starts:
        raise ValidationError({"ends": _("截止日期不能早于起始日期。")})
    held = user.assignments.in_force_between(starts, ends)
    if held.filter(role=role, organization=organization).exists():
        raise ValidationError(_("该账号在这段时间内已有这一角色。"))
    roles = [Role(one) for one in held.values_list("role", flat=True)]
    if not separated([role, *roles]):
        raise ValidationError(_("三员之间、三员与业务角色之间不得由同一人兼任。请先终止原有角色，或另选账号。"))
    given = RoleAssignment.objects.create(user=user, role=role, organization=organization, starts=starts, ends=ends)
    _leave_line("role_assigned", given, write_line, {"starts": (None, starts.isoformat()), "ends": (None, _day(ends))})
    return given


def _refuse_what_does_not_fit(user: User, role: Role, organization: Organization, by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise ValidationError(_("不能给自己授予角色，请由另一位安全保密管理员办理。"))
    if not user.is_active:
        raise ValidationError(_("该账号已停用，请先由系统管理员启用。"))
    if organization.kind not in HELD_AT[role]:
        raise ValidationError(
            {
                "organization": _("“%(role)s”不能授予在%(kind)s“%(organization)s”，请换一个机构。")
                % {
                    "role": role.label,
                    "kind": organization.get_kind_display(),
                    "organization": organization.name,
                }
            }
        )


@transaction.atomic
def end_role(*, assignment: RoleAssignment, today: date, by: User | None, write_line: WriteLine) -> None:
    """The role ends before `today` begins, so that nothing is reached with it any more; sessions end too."""
    if by is not None and assignment.user_id == by.pk:
        raise ValidationError(_("不能终止自己的角色，请由另一位安全保密管理员办理。"))
    running = RoleAssignment.objects.filter(Q(ends=None) | Q(ends__gte=today), pk=assignment.pk)
    last = today - timedelta(days=1)
    # a role that had no day yet leaves no span that could be kept
    ended = running.filter(starts__lte=last).update(ends=last) or running.filter(starts__gt=last).delete()[0]
    if not ended:
        raise ValidationError(_("这一角色已经终止。"))
    _leave_line("role_ended", assignment, write_line, {"ends": (_day(assignment.ends), last.isoformat())})


def _leave_line(
    action: str, assignment: RoleAssignment, write_line: WriteLine, span: dict[str, tuple[object, object]]
) -> None:
    User.objects.filter(pk=assignment.user_id).update(security_stamp=fresh_stamp())
    write_line(
        action=action,
        subject=SUBJECT,
        key=f"{assignment.user.username} {assignment.role}",
        organization=assignment.organization_id,
        changes=span,
    )


def _day(day: date | None) -> str | None:
    return day and day.isoformat()
