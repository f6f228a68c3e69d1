"""Invented provinces for the solver: departments that look at the same matters in the same counties."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from inspections.merging.problem import Item, Limits, Problem, Quiet

YEAR = 2019
AUGUST = Quiet(date(YEAR, 8, 1), date(YEAR, 8, 31))
# days off and made up for in an invented year that looks like a real one
OFF = {date(YEAR, 2, day) for day in range(4, 11)} | {date(YEAR, 10, day) for day in range(1, 8)}
MADE_UP = {date(YEAR, 2, 2), date(YEAR, 9, 29), date(YEAR, 10, 12)}
KINDS = ("supervision", "check", "assessment", "research")
AREAS = (
    "安全生产",
    "粮食储备",
    "河湖治理",
    "乡村道路",
    "教育经费",
    "医疗保障",
    "营商环境",
    "耕地保护",
    "扶贫资金",
    "食品药品",
)
SIDES = (
    "责任落实",
    "隐患整改",
    "资金使用",
    "台前管理",
    "项目进度",
    "政策执行",
    "设施维护",
    "队伍建设",
    "群众满意",
    "信息公开",
)


def working_days(year: int = YEAR) -> tuple[date, ...]:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    return tuple(day for day in days if day in MADE_UP or (day.weekday() < 5 and day not in OFF))


def province(
    seed: int,
    *,
    departments: int,
    counties: int,
    items: int,
    matters: int,
    span: int = 365,
    limits: Limits | None = None,
) -> Problem:
    """`matters` different names at most; first days fall into `span` days from 15 January (few: all collides)."""
    random = Random(seed)
    names = [f"{random.choice(AREAS)}{random.choice(SIDES)}" for _ in range(matters)]
    groups = [
        random.sample(range(counties), min(counties, random.randint(3, 25))) for _ in range(max(counties // 6, 4))
    ]
    working = working_days()
    made = tuple(_item(pk, random, names, groups, departments, counties, span) for pk in range(1, items + 1))
    return Problem(made, working, date(YEAR, 1, 15), (AUGUST,), limits or Limits())


def _item(
    pk: int, random: Random, names: list[str], groups: list[list[int]], departments: int, counties: int, span: int
) -> Item:
    department = random.randrange(departments)
    first = date(YEAR, 1, 15) + timedelta(days=random.randrange(span))
    group = set(random.choice(groups))
    visited = {county for county in group if random.random() < 0.8} | {random.randrange(counties)}
    return Item(
        pk=pk,
        department=department,
        kind=random.choice(KINDS),
        objects=random.choice(("county", "county", "enterprise")),
        name=random.choice(("全省", "2019年度", ""))
        + random.choice(names)
        + random.choice(("专项检查", "督查", "抽查工作")),
        counties=frozenset(visited),
        first=first,
        last=min(first + timedelta(days=random.choice((2, 4, 9, 18, 40))), date(YEAR, 12, 31)),
        days=random.choice((1, 1, 2, 2, 2, 3, 5)),
        people=random.choice((None, 1, 3, 4, 6, 8)),
        basis=random.randrange(4),
        comprehensive=random.random() < 0.2,
        position=department,
    )
