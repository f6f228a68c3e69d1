"""What others are told of measures 22 to 25: the province by the five, and no sum that gives a small number away."""

from datetime import date
from itertools import product

import pytest

from dashboard.restricted.told import SMALLEST, in_words, told
from measures.catalogue import rule_set_for
from measures.engine import judge
from measures.models import Flag, Standing
from measures.restricted import is_restricted
from organizations.roles import Power
from registers.models import Coverage, Import
from tests import make

DAY = date(2019, 3, 5)


@pytest.mark.parametrize(("number", "words"), [(0, "少于5"), (4, "少于5"), (5, "5–9"), (9, "5–9"), (10, "10–14")])
def test_small_numbers_are_withheld_and_others_told_by_the_five(number, words):
    assert in_words(number) == words


def test_every_withheld_number_could_be_any_small_one():
    """Of all that is told together no cell under five can be worked out, nor narrowed."""
    by_told = {}
    for cells in product(range(12), repeat=3):
        said = told(dict(zip("abc", cells, strict=True)))
        by_told.setdefault((tuple(said.cells.values()), said.total), []).append(cells)
    for possible in by_told.values():
        for place in range(3):
            values = {cells[place] for cells in possible}
            if min(values) < SMALLEST:
                assert values == set(range(SMALLEST))


def test_what_is_not_known_is_not_told_as_nought():
    assert told({"a": None, "b": 7}).cells == {"a": "—", "b": "5–9"}


def test_restricted_are_exactly_the_demands_on_discipline_organs():
    rules = rule_set_for(2019)
    assert {one.key for one in rules.obligations if one.who == "J"} == {
        one.key for one in rules.obligations if is_restricted(one.key)
    }


@pytest.fixture
def judged(discipline):
    for register in ("cases", "complaints", "talks"):
        make.coverage(discipline.organization, register=register)
    for _number in range(7):
        make.case(discipline.organization, day=DAY, organization_heard_on=None)
    make.talk(discipline.organization, day=DAY, circle_size=0)
    judge(2019, date(2019, 12, 31))
    return discipline


@pytest.mark.django_db
def test_the_province_is_told_to_the_office_and_no_organ(judged, clerk):
    page = clerk.get("/restricted/?year=2019").content.decode()
    assert "5–9" in page
    assert "少于5" in page
    assert "不合计" in page
    assert "示例省纪委监委" not in page


@pytest.mark.django_db
def test_standings_flags_and_covered_days_are_the_organ_s_own(judged, clerk, leader):
    for who in (clerk, leader):
        for rows in (Standing.objects.visible_to(who.user), Flag.objects.reached_by(who.user, Power.SEE_STANDINGS)):
            assert not [row for row in rows if is_restricted(row.obligation)]
        assert not Coverage.objects.visible_to(who.user).filter(register="cases").exists()
    assert Standing.objects.visible_to(judged.user).filter(obligation="22.1").exists()
    assert Flag.objects.visible_to(judged.user).filter(obligation="22.1").exists()
    assert Coverage.objects.visible_to(judged.user).filter(register="cases").exists()


@pytest.mark.django_db
def test_evidence_and_flags_of_the_organ_are_not_there_for_the_office(judged, clerk):
    flag = Flag.objects.filter(obligation="22.1").get()
    organ = judged.organization
    assert clerk.get(f"/evidence/22.1/{organ.code}/2019/").status_code == 404
    assert clerk.get(f"/flags/{flag.pk}/").status_code == 404
    assert judged.get(f"/evidence/22.1/{organ.code}/2019/").status_code == 200


@pytest.mark.django_db
def test_the_measure_says_restricted_instead_of_nothing(judged, clerk):
    assert "限知悉" in clerk.get("/measures/22/?year=2019").content.decode()
    assert "限知悉" in clerk.get("/measures/?year=2019").content.decode()


@pytest.mark.django_db
def test_another_day_is_judged_for_the_organ_alone(judged, clerk):
    place = f"/organizations/{judged.organization.code}/?year=2019&as_of=2019-06-30"
    assert "问责决定前已听取党组织意见" not in clerk.get(place).content.decode()
    assert "问责决定前已听取党组织意见" in judged.get(place).content.decode()


@pytest.mark.django_db
def test_imports_of_cases_are_the_organ_s_own(discipline, clerk):
    made = make.import_(discipline.organization, register="cases", user=discipline.user, filename="金丝雀.csv")
    assert not Import.objects.visible_to(clerk.user).exists()
    assert Import.objects.visible_to(discipline.user).get() == made
    assert clerk.get(f"/registers/imports/{made.pk}/").status_code == 404
    assert "金丝雀" not in clerk.get("/registers/imports/").content.decode()
    assert "金丝雀" in discipline.get("/registers/imports/").content.decode()
