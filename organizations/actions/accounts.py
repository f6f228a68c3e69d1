"""Accounts come into being, rest and get a new first password; they are never deleted, since the history names them."""

import secrets

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from organizations.actions.lines import WriteLine
from organizations.models import User
from organizations.models.account import fresh_stamp

SUBJECT = "organizations.user"
# nothing that looks like another character: a first password is read out or copied from paper
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password() -> str:
    """About 79 bits in four groups: 'k7mq-2xwv-…'."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(4)) for _group in range(4))


def create_account(*, username: str, display_name: str, write_line: WriteLine) -> tuple[User, str]:
    """The account, without any role, and its first password, which is kept nowhere. ValidationError when taken."""
    password = first_password()
    user = User(username=username.strip().lower(), display_name=display_name, must_change_password=True)
    user.set_password(password)
    user.full_clean(validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            write_line(
                action="created",
                subject=SUBJECT,
                key=user.username,
                changes={"username": (None, user.username), "display_name": (None, display_name)},
            )
    except IntegrityError as error:
        raise ValidationError(
            {"username": _("用户名“%(username)s”已有人使用，请换一个。") % {"username": user.username}}
        ) from error
    return user, password


def deactivate(*, user: User, by: User, write_line: WriteLine) -> None:
    """Ends every session at once. Nobody deactivates the own account."""
    if user.pk == by.pk:
        raise ValidationError(_("不能停用自己的账号。"))
    _turn(user, active=False, write_line=write_line)


def activate(*, user: User, write_line: WriteLine) -> None:
    _turn(user, active=True, write_line=write_line)


@transaction.atomic
def _turn(user: User, *, active: bool, write_line: WriteLine) -> None:
    turned = User.objects.filter(pk=user.pk, is_active=not active).update(
        is_active=active, security_stamp=fresh_stamp()
    )
    if not turned:
        raise ValidationError(_("该账号已经启用。") if active else _("该账号已经停用。"))
    write_line(
        action="activated" if active else "deactivated",
        subject=SUBJECT,
        key=user.username,
        changes={"is_active": (not active, active)},
    )


@transaction.atomic
def reset_password(*, user: User, write_line: WriteLine) -> str:
    """A new first password, which is kept nowhere; every session of the account ends."""
    password = first_password()
    user.set_password(password)
    user.must_change_password = True
    user.security_stamp = fresh_stamp()
    user.save(update_fields=["password", "must_change_password", "security_stamp"])
    write_line(action="password_reset", subject=SUBJECT, key=user.username, changes={"password": (None, None)})
    return password


@transaction.atomic
def clear_second_factors(*, user: User, write_line: WriteLine) -> None:
    """For a lost telephone or key: app, passkeys and recovery codes are gone, and so is every session."""
    cleared, _by_model = Authenticator.objects.filter(user=user).delete()
    if not cleared:
        raise ValidationError(_("该账号没有启用两步验证。"))
    User.objects.filter(pk=user.pk).update(security_stamp=fresh_stamp())
    write_line(action="second_factors_cleared", subject=SUBJECT, key=user.username, changes={"secret": (None, None)})
