"""Registers 6 and 7 on the import pages: the templates, the preview, and what is saved when a person confirms."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Meeting, Plan, PlannedMeeting, PlanState
from registers.models import Import
from tests import make

pytestmark = pytest.mark.django_db

HELD = ["会议名称", "召开日期", "形式", "开到层级", "开始时间", "结束时间", "时长(分钟)"]
PLANNED = ["年度", "会议名称", "会议类别", "拟开时间", "会期", "经费(万元)"]


def staged(member, register, *rows):
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    file = SimpleUploadedFile(f"{register}.csv", sheet.getvalue().encode())
    fields = {"register": register, "year": 2020, "organization": member.organization.pk, "file": file}
    assert member.post(reverse("registers:import_new"), fields).status_code == 302
    return Import.objects.latest("pk")


def preview(member, imported, **query):
    return member.get(reverse("registers:import", args=[imported.pk]), query).content.decode()


def confirm(member, imported):
    covers = {"covers_from": "2019-01-01", "covers_to": "2019-12-31"}
    return member.post(reverse("registers:import_confirm", args=[imported.pk]), covers)


@pytest.mark.parametrize(("register", "headings"), [("meetings", "开到层级"), ("meeting_plans", "拟开时间")])
def test_a_template_with_the_headings_can_be_downloaded(department, register, headings):
    response = department.get(reverse("registers:import_template", args=[register]))
    assert response.status_code == 200
    assert b"".join(response).startswith(b"PK")


def test_a_ledger_of_meetings_is_looked_at_and_confirmed(department):
    rows = [
        ["示例会议", "2019-03-05", "现场", "市", "9:00", "11:30", ""],
        ["半天的会", "2019-03-06", "视频", "县", "", "", "半天"],
        ["坏的一行", "2019-03-07", "现场", "天上", "", "", ""],
    ]
    imported = staged(department, "meetings", HELD, *rows)
    assert "导入2行（新增2，更新0）" in preview(department, imported)
    assert "天上" in preview(department, imported, show="rejected")
    assert not Meeting.objects.exists()
    confirm(department, imported)
    first, second = Meeting.objects.order_by("day")
    assert (str(first.starts_at), first.minutes, second.half_days) == ("09:00:00", 150, 1)


def test_what_changes_is_shown_from_old_to_new(department):
    row = ["示例会议", "2019-03-05", "现场", "市", "9:00", "11:30", ""]
    confirm(department, staged(department, "meetings", HELD, row))
    again = staged(department, "meetings", HELD, [*row[:3], "县", "9:00", "12:00", ""])
    body = preview(department, again, show="changed")
    assert "市" in body
    assert "县" in body
    confirm(department, again)
    assert Meeting.objects.get().minutes == 180


def test_a_plan_is_looked_at_and_becomes_a_draft(department):
    imported = staged(department, "meeting_plans", PLANNED, ["2020", "示例会议", "三类", "4月中旬", "1天半", "2.5"])
    assert not Plan.objects.exists()
    assert "4月中旬" in preview(department, imported, show="new") + preview(department, imported)
    confirm(department, imported)
    line = PlannedMeeting.objects.get()
    assert (line.plan.state, line.half_days, str(line.budget)) == (PlanState.DRAFT, 3, "2.5000")


def test_a_plan_handed_in_while_a_sheet_was_looked_at_is_left_alone(department):
    imported = staged(department, "meeting_plans", PLANNED, ["2020", "示例会议", "三类", "4月中旬", "", ""])
    make.plan(
        department.organization,
        state=PlanState.SUBMITTED,
        submitted_by=department.user,
        submitted_at="2019-11-20T09:00:00+08:00",
        submitted_on="2019-11-20",
    )
    confirm(department, imported)
    assert not PlannedMeeting.objects.exists()


def test_only_who_plans_imports_plans(leader, city):
    assert 'value="meeting_plans"' in city.get(reverse("registers:import_new")).content.decode()
    assert leader.get(reverse("registers:import_new")).status_code == 403
