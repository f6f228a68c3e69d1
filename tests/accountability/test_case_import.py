"""Registers 14 to 16 are imported by who keeps the organ's cases, and by nobody else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accountability.importing import parsers
from accountability.models import Talk
from registers.models import Import
from tests import make

pytestmark = pytest.mark.django_db
SHEET = "编号,机关,发函日期\n2019-001,示例省纪委监委,2019-03-05\n"


def upload(member, organization, text=SHEET):
    file = SimpleUploadedFile("talks.csv", text.encode(), content_type="text/csv")
    data = {"register": "talks", "file": file, "organization": organization.pk, "year": 2019}
    return member.post("/registers/imports/new/", data)


def test_the_organ_imports_its_own_by_the_page(discipline):
    answer = upload(discipline, discipline.organization)
    assert answer.status_code == 302
    place = answer["Location"]
    assert discipline.post(f"{place}confirm/", {}).status_code == 302
    assert Talk.objects.get().number == "2019-001"


def test_the_office_cannot(discipline, clerk):
    answer = upload(clerk, discipline.organization)
    assert answer.status_code == 422
    assert not Import.objects.exists()


def test_a_row_of_another_organ_is_not_taken(discipline):
    make.organization("另一纪委监委", kind="discipline", code="J2")
    place = upload(discipline, discipline.organization, SHEET.replace("示例省", "另一"))["Location"]
    discipline.post(f"{place}confirm/", {})
    assert not Talk.objects.exists()


def test_who_is_outside_the_circle_neither_sees_nor_changes_by_an_import(discipline):
    talk = make.talk(
        discipline.organization,
        day=date(2019, 3, 5),
        number="2019-001",
        key=key_of("2019-001"),
        closed_on=date(2019, 4, 9),
    )
    insider = make.user("insider", role="discipline", organization=discipline.organization)
    make.circle_member(insider, insider, talk=talk)
    place = upload(discipline, discipline.organization)["Location"]
    page = discipline.get(place).content.decode()
    assert "2019-04-09" not in page
    assert "不能由本单位导入" in page
    discipline.post(f"{place}confirm/", {})
    talk.refresh_from_db()
    assert talk.version == 1


def key_of(number):
    return parsers.key({"owner_code": "J1", "number": number})
