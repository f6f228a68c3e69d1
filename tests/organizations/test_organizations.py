"""Paths, names to search by and successions as they are stored."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organizations.actions import amend_organization, succeed
from organizations.models import Kind, Organization, Succession
from organizations.tree import Cycle, Misplaced
from tests import make


@pytest.fixture
def lines():
    return []


@pytest.fixture
def follow(province, lines):
    def follow(predecessor, successor, share="1", effective=date(2018, 10, 1)):
        return succeed(
            predecessor=predecessor,
            successor=successor,
            effective=effective,
            share=Decimal(share),
            write_line=lambda **line: lines.append(line),
        )

    return follow


def test_a_path_follows_from_where_an_organization_stands(province):
    assert province.county.path == f"/{province.root.pk}/{province.city.pk}/{province.county.pk}/"


def test_those_below_move_with_the_organization(province):
    town = make.organization("示例镇", kind=Kind.TOWNSHIP, parent=province.county)
    other = make.organization("另一市", kind=Kind.CITY, parent=province.root)
    province.county.parent = other
    province.county.save()
    town.refresh_from_db()
    assert town.path == f"/{province.root.pk}/{other.pk}/{province.county.pk}/{town.pk}/"


def test_a_city_cannot_be_put_below_its_own_county_and_nothing_is_changed(province):
    province.city.parent = province.county
    with pytest.raises(Cycle):
        province.city.save()
    assert Organization.objects.get(pk=province.city.pk).parent_id == province.root.pk


def test_a_department_cannot_stand_below_a_county(province):
    with pytest.raises(Misplaced):
        make.organization("错位厅", kind=Kind.DEPARTMENT, parent=province.county)
    assert not Organization.objects.filter(name="错位厅").exists()


def test_rows_written_in_bulk_are_brought_into_step_at_once(province):
    Organization.objects.bulk_create(
        Organization(code=f"B{number}", name="批量县", kind=Kind.COUNTY, parent=province.city) for number in range(3)
    )
    assert Organization.objects.replant() == 3
    assert Organization.objects.within([province.city.path]).count() == 5
    assert Organization.objects.replant() == 0


@pytest.mark.parametrize("words", ["教育", "shengjiaoyuting", "SJYT", "jyt", "jiaoyu 省", "E77"])
def test_an_organization_is_found_by_name_pinyin_initials_and_code(db, words):
    found = make.organization("省教育厅", code="E77", short_name="教育厅")
    make.organization("省财政厅")
    assert list(Organization.objects.matching(words)) == [found]


@pytest.fixture
def rename(lines):
    def rename(organization, to, **seen):
        same = {"short_name": organization.short_name, "position": organization.position}
        amend_organization(
            organization=organization,
            name=to,
            seen={"name": organization.name} | same | seen,
            write_line=lambda **line: lines.append(line),
            **same,
        )

    return rename


def test_a_new_name_is_found_and_leaves_a_line(province, rename, lines):
    rename(province.department, "科技厅")
    assert Organization.objects.matching("kjt").get() == province.department
    assert lines[0]["changes"] == {"name": ("示例厅", "科技厅")}


def test_a_change_over_a_name_that_has_changed_meanwhile_is_refused_with_both(province, rename, lines):
    with pytest.raises(ValidationError, match="改为“示例厅”"):
        rename(province.department, "科技厅", name="旧厅名")
    assert lines == []


def test_shares_of_one_predecessor_add_up_to_at_most_one(follow, province, lines):
    follow(province.department, province.other_department, "0.4")
    third = make.organization("第三厅")
    with pytest.raises(ValidationError, match=r"已分出0\.4"):
        follow(province.department, third, "0.600001")
    follow(province.department, third, "0.6")
    assert [line["changes"]["share"][1] for line in lines] == ["0.4", "0.6"]


def test_a_circle_of_successions_is_refused(follow, province):
    third = make.organization("第三厅")
    follow(province.department, province.other_department)
    follow(province.other_department, third)
    with pytest.raises(ValidationError, match="环"):
        follow(third, province.department)
    assert Succession.objects.count() == 2


@pytest.mark.parametrize("share", ["0", "-0.1", "1.1"])
def test_a_share_is_more_than_nothing_and_not_more_than_all(follow, province, share):
    with pytest.raises(ValidationError, match="份额"):
        follow(province.department, province.other_department, share)


def test_the_same_succession_is_refused_with_a_sentence(follow, province):
    follow(province.department, province.other_department, "0.1")
    with pytest.raises(ValidationError, match="已有沿革"):
        follow(province.department, province.other_department, "0.1")


def test_the_database_itself_refuses_a_share_above_one(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.succession(province.department, province.other_department, share=Decimal("1.5"))


def test_shares_of_a_day_come_from_what_is_stored(province):
    make.succession(province.department, province.other_department, share=Decimal("0.4"))
    assert Succession.objects.all().inherited_on(date(2018, 9, 30)) == {}
    assert Succession.objects.all().inherited_on(date(2018, 10, 1)) == {
        province.other_department.pk: {province.department.pk: Fraction(2, 5)}
    }
