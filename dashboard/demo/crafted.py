"""Documents that are there on any day of the year, so that whoever looks sees what the system finds.

They lie on the first days of January, or on the day for which the province is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from dashboard.demo.moulds import Draft
from dashboard.demo.organs import GOVERNMENT_OFFICE, PARTY
from dashboard.demo.wording import REQUIRED, TO_CITIES, TO_COUNTIES, TO_PROVINCE
from documents.models import Matter, Openness
from organizations.models import InNameOf

# what these issue to the counties is crafted here and nothing else
DRIFTED, RETURNED = "教育文体厅", "规划发展厅"
QUIET = frozenset({DRIFTED, RETURNED})
# the year before: three of ten were found not to count after the ceiling of 7 had been issued on the ten
DRIFT_DAYS = ((1, 1), (2, 13), (3, 27), (5, 9), (7, 3), (9, 12), (11, 6))
DRIFT_DROPPED = ((4, 2), (6, 5), (10, 16))
# on a ceiling of 14: too fast by March, in time by June, too fast by September, within at the end of the year
RETURNED_DAYS = ((1, 5), (1, 12), (1, 19), (1, 26), (2, 9), (3, 9))
RETURNED_DAYS += ((8, 3), (8, 10), (8, 17), (8, 24), (9, 7), (9, 14), (11, 9))
RETURNED_BASELINE = 20
# the serial that the register of this organ lacks
HOLES = {"应急安防厅": frozenset({2})}
LONG = "交通运行厅"
LONG_TITLES = ("关于印发《交通运行标准化管理办法》的通知", "关于推进交通运行协同联动的意见")
LONG_TOO = "自然生态厅"
LONG_TOO_TITLE = "关于印发《自然生态巡护管理办法》的通知"
_TIDY = {"pages": 4, "characters": 1600, "openness": Openness.OPEN.value}


def crafted(name: str, series: str, year: int, today: date) -> list[Draft]:
    """For one organ and year; none lies after `today`."""
    drafts = list(_to_counties(name, series, year, year == today.year))
    if year == today.year:
        drafts += _this_year(name, series, year)
        # nothing that has to be seen waits for a later day than the one that is made
        return [draft._replace(day=min(draft.day, today)) if draft.day.month == 1 else draft for draft in drafts]
    return drafts


def _to_counties(name: str, series: str, year: int, fewer: bool) -> Iterable[Draft]:
    if name == DRIFTED:
        for at, (month, day) in enumerate(DRIFT_DAYS if fewer else (*DRIFT_DAYS, *DRIFT_DROPPED), 1):
            yield _draft(date(year, month, day), series, f"关于教育文体第{at}项工作的通知", TO_COUNTIES)
    if name == RETURNED:
        for at, (month, day) in enumerate(RETURNED_DAYS[::2] if fewer else RETURNED_DAYS, 1):
            yield _draft(date(year, month, day), series, f"关于规划发展第{at}项工作的通知", TO_COUNTIES)


def _this_year(name: str, series: str, year: int) -> Iterable[Draft]:
    first, second = date(year, 1, 1), date(year, 1, 1) + timedelta(days=1)
    if name == "市场秩序厅":
        yield _draft(second, series, "关于贯彻落实《市场秩序提升纲要》的实施意见", TO_CITIES)
    if name == LONG:
        for title in LONG_TITLES:
            yield _draft(second, series, title, TO_CITIES, pages=14, characters=4800)
    if name == LONG_TOO:
        yield _draft(second, series, LONG_TOO_TITLE, TO_CITIES, pages=12, characters=4700)
    if name in HOLES:
        for at in (1, 2, 3):
            yield _draft(first, series, f"关于元旦期间第{at}批值守安排的通知", TO_CITIES)
    if name == "城乡营建厅":
        yield _draft(second, series, "关于城乡营建内部流程的通知", TO_PROVINCE, openness=Openness.CLOSED.value)
    if name == "农业乡村厅":
        yield _draft(second, series, "关于学习贯彻农业乡村会议情况的报告", TO_PROVINCE)
    if name == GOVERNMENT_OFFICE:
        carried = {"superior_in_name_of": InNameOf.DEPARTMENT.value, "matter": Matter.PROVINCE.value}
        title = "关于贯彻落实《港航服务指引》的实施意见"
        yield _draft(second, series, title, TO_CITIES, required_by=REQUIRED, **carried)
    if name == PARTY:
        yield _draft(second, series, "关于做好节日慰问的通知", TO_CITIES, matter=Matter.DEPARTMENT.value)


def _draft(day: date, series: str, title: str, recipients: str, **said: Any) -> Draft:
    return Draft(day, series, title, recipients, tuple({**_TIDY, **said}.items()))
