"""Every condition of measures 4–8 against a plain Python loop over the same rows."""

import random
from datetime import date

import pytest
from django.db.models import Count, Sum

from documents.derive.names import RANK
from documents.models import ClassifiedCount, Document, Matter, Openness
from metrics.registry import registry
from organizations.models import InNameOf, Level
from tests import make

pytestmark = pytest.mark.django_db

GRASSROOTS = {Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE}
OFFICES_AND_ABOVE = {InNameOf.PARTY, InNameOf.GOVERNMENT, InNameOf.PARTY_OFFICE, InNameOf.GOVERNMENT_OFFICE}


def rank_above(row):
    return RANK.get(row.in_name_of, 0) > RANK.get(row.superior_in_name_of, 9)


# metric → what a clerk would tick off on paper, of rows that do not repeat a number
ON_PAPER = {
    "documents.issued": lambda row: row.counted,
    "documents.to_grassroots": lambda row: row.counted and row.level in GRASSROOTS,
    "documents.level_unknown": lambda row: row.counted and row.level == Level.UNKNOWN,
    "documents.numbers": lambda row: row.number != "",
    "documents.supporting_unrequired": lambda row: row.supporting and not row.required_by,
    "documents.upgraded": rank_above,
    "documents.joint_needless": lambda row: row.joint is True and row.matter != Matter.SHARED,
    "documents.issued_above_need": lambda row: (
        row.in_name_of in OFFICES_AND_ABOVE and row.matter in (Matter.DEPARTMENT, Matter.COORDINATION)
    ),
    "documents.closed_without_reason": lambda row: (
        not row.closed_reason and (row.openness == Openness.CLOSED or (row.openness == "" and row.published_on is None))
    ),
    "documents.hasty_reports": lambda row: row.conveying_report and not row.required_by and not row.shows_progress,
    "documents.over_length": lambda row: row.policy is True and (row.pages or 0) > 10,
    "documents.over_characters": lambda row: (
        row.policy is True and (row.characters or 0) > (4000 if "专项" in row.title else 5000)
    ),
}


@pytest.fixture
def many():
    """300 documents of three organs with everything said at random, always the same."""
    chance = random.Random(4)
    organs = [make.organization() for _ in range(3)]
    for number in range(300):
        make.document(
            chance.choice(organs),
            day=date(2019, chance.randint(1, 12), chance.randint(1, 28)),
            key=f"row {number}",
            number=chance.choice(["", f"测试发〔2019〕{number}号"]),
            title=chance.choice(["关于某事的意见", "关于某专项行动的意见"]),
            level=chance.choice(Level.values),
            counted=chance.random() < 0.7,
            repeats_number=chance.random() < 0.2,
            supporting=chance.random() < 0.5,
            required_by=chance.choice(["", "第三条"]),
            in_name_of=chance.choice([*InNameOf.values, ""]),
            superior_in_name_of=chance.choice([*InNameOf.values, ""]),
            joint=chance.choice([True, False, None]),
            matter=chance.choice([*Matter.values, ""]),
            openness=chance.choice([*Openness.values, ""]),
            published_on=chance.choice([None, date(2019, 12, 30)]),
            closed_reason=chance.choice(["", "涉及内部管理"]),
            conveying_report=chance.random() < 0.5,
            shows_progress=chance.choice([True, False, None]),
            policy=chance.choice([True, False, None]),
            pages=chance.choice([None, 9, 10, 11]),
            characters=chance.choice([None, 4000, 4001, 5000, 5001]),
        )
    return organs


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_figure_is_what_a_clerk_would_count_on_paper(many, name):
    rows = Document.objects.values("organization").annotate(
        figure=Count("organization", filter=registry[name].condition())
    )
    found = {row["organization"]: row["figure"] for row in rows}
    expected = dict.fromkeys((organ.pk for organ in many), 0)
    for row in Document.objects.all():
        if not row.repeats_number and ON_PAPER[name](row):
            expected[row.organization_id] += 1
    assert found == expected
    assert 0 < sum(expected.values()) < 300


def test_the_limits_of_length_are_parameters():
    organ = make.organization()
    make.document(organ, policy=True, pages=8, characters=3500)
    assert not Document.objects.filter(registry["documents.over_length"].condition()).exists()
    assert Document.objects.filter(registry["documents.over_length"].condition(pages=7)).exists()
    assert Document.objects.filter(registry["documents.over_characters"].condition(characters=3000)).exists()
    assert not Document.objects.filter(registry["documents.over_characters"].condition(special_characters=3)).exists()


def summed(name):
    metric = registry[name]
    return ClassifiedCount.objects.filter(metric.condition()).aggregate(figure=Sum(metric.value))["figure"] or 0


def test_classified_papers_are_summed():
    organ = make.organization()
    for month, issued in ((1, 3), (2, 0), (3, 4)):
        make.classified_count(organ, day=date(2019, month, 28), issued=issued)
    assert summed("documents.classified") == 7


def test_a_review_that_came_later_makes_up_for_an_earlier_month():
    organ = make.organization()
    make.classified_count(organ, day=date(2019, 1, 31), due=5, reviewed=3)
    assert summed("documents.declassification_overdue") == 2
    make.classified_count(organ, day=date(2019, 2, 28), due=0, reviewed=2)
    assert summed("documents.declassification_overdue") == 0


def test_months_in_step_are_no_evidence():
    make.classified_count(make.organization(), due=2, reviewed=2)
    condition = registry["documents.declassification_overdue"].condition()
    assert not ClassifiedCount.objects.filter(condition).exists()


def test_every_metric_says_what_it_counts():
    mine = [metric for metric in registry if metric.name.startswith("documents.")]
    assert len(mine) == len(ON_PAPER) + 6
    assert all(metric.function.__doc__ and metric.unit for metric in mine)
