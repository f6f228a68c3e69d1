"""What every register shares."""

from datetime import date

from django.utils import timezone

from registers.models import ColumnMapping, Coverage, Holiday, Import, OutboxJob, ScheduledRun


def import_(organization, *, register="documents", **fields):
    return Import.objects.create(organization=organization, register=register, **{"filename": "测试.xlsx"} | fields)


def coverage(organization, *, register="documents", starts=date(2019, 1, 1), ends=date(2019, 12, 31), **fields):
    return Coverage.objects.create(organization=organization, register=register, starts=starts, ends=ends, **fields)


def column_mapping(organization, *, register="documents", heading="文件名称", column="title"):
    return ColumnMapping.objects.create(organization=organization, register=register, heading=heading, column=column)


def holiday(day=date(2019, 10, 1), *, name="国庆节", works=False):
    return Holiday.objects.create(day=day, name=name, works=works)


def outbox_job(topic="records_changed", **fields):
    return OutboxJob.objects.create(topic=topic, **fields)


def scheduled_run(job="judge_nightly", period="2019-06-03"):
    return ScheduledRun.objects.create(job=job, period=period, started=timezone.now())
