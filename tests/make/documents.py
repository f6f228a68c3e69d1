"""Registers 2 to 4."""

from datetime import date

from documents.models import ClassifiedCount, Document, Incoming, ScopeTable
from tests.make.numbers import DAY, numbers


def document(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {
        "number": f"测试发〔{day.year}〕{number}号",
        "series_text": "测试发",
        "serial": number,
        "title": f"关于第{number}项工作的通知",
        "issued_on": day,
        "year": day.year,
    } | fields
    fields.setdefault("key", fields["number"])
    return Document.objects.create(organization=organization, day=day, **fields)


def incoming(organization, *, day=DAY, **fields):
    number = next(numbers)
    fields = {
        "key": f"incoming {number}",
        "sender_text": "测试厅",
        "number": f"测试发〔{day.year}〕{number}号",
        "title": f"关于第{number}项工作的通知",
        "received_on": day,
        "year": day.year,
    } | fields
    return Incoming.objects.create(organization=organization, day=day, **fields)


def classified_count(organization, *, day=date(2019, 6, 30), **fields):
    number = next(numbers)
    fields = {"key": f"classified {number}", "month": day.month, "secrecy": "secret", "issued": 1} | fields
    return ClassifiedCount.objects.create(organization=organization, day=day, year=day.year, **fields)


def scope_table(**fields):
    version = fields.setdefault("version", next(numbers))
    return ScopeTable.objects.create(**{"signed_by": "测试签发人", "signed_on": DAY, "note": f"第{version}版"} | fields)
