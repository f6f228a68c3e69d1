"""Giving filing numbers (备案号)."""

from __future__ import annotations

from django.db import transaction

from inspections.models import FilingSeries

# 督检〔2019〕012号, 督检表〔2019〕003号: three digits at least
WORDS = {FilingSeries.Subject.ITEM: "督检", FilingSeries.Subject.REQUEST: "督检表"}


def next_number(subject: str, year: int) -> str:
    """The next filing number of a year, in the transaction of its cause: others wait until that commits.

    A number is given once; what is taken back leaves its number unused.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a filing number belongs in the transaction of its cause")
    FilingSeries.objects.bulk_create([FilingSeries(subject=subject, year=year)], ignore_conflicts=True)
    series = FilingSeries.objects.select_for_update(no_key=True).get(subject=subject, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{WORDS[FilingSeries.Subject(subject)]}〔{year}〕{series.last:03}号"
