"""Who exists and who may do what."""

from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from organizations.models import (
    Form,
    InNameOf,
    Kind,
    Organization,
    RoleAssignment,
    Series,
    Succession,
    User,
)
from tests.make.numbers import numbers


def organization(name="测试厅", *, kind=Kind.DEPARTMENT, **fields):
    number = next(numbers)
    fields.setdefault("code", f"T{number:05}")
    fields.setdefault("position", number)
    return Organization.objects.create(name=name, kind=kind, **fields)


def succession(predecessor, successor, *, effective=date(2018, 10, 1), share=1):
    return Succession.objects.create(predecessor=predecessor, successor=successor, effective=effective, share=share)


def series(organization, text=None, **fields):
    fields = {"in_name_of": InNameOf.DEPARTMENT, "form": Form.RED_HEAD} | fields
    return Series.objects.create(organization=organization, text=text or f"测试{next(numbers)}", **fields)


def user(username=None, *, role=None, organization=None, starts=date(2018, 1, 1), ends=None, password=None, **fields):
    """An account, with a role where one is named; without a password nobody can sign in with it."""
    username = username or f"user{next(numbers)}"
    account = User.objects.create(username=username, password=hashed(password), **fields)
    if role:
        assignment(account, role, organization, starts=starts, ends=ends)
    return account


@cache
def hashed(password):
    """Argon2 is slow by intention: once for each password of a run."""
    return make_password(password)


def assignment(user, role, organization, *, starts=date(2018, 1, 1), ends=None):
    return RoleAssignment.objects.create(user=user, role=role, organization=organization, starts=starts, ends=ends)
