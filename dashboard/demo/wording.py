"""What invented organs write about, to whom, and what their registers say of it."""

from __future__ import annotations

from random import Random
from typing import Any

from dashboard.demo.names import ASPECTS
from documents.models import Matter, Openness
from organizations.models import Kind, Organization

REQUIRED = "第五条“各地各部门结合实际制定实施意见”"
CLOSED_REASON = "涉及内部管理事项"
# wording and how often it comes
TITLES = (
    ("关于加强{topic}工作的通知", 6),
    ("关于做好{topic}有关工作的通知", 6),
    ("关于开展{topic}专项检查的通知", 2),
    ("关于印发《{topic}管理办法》的通知", 1),
    ("关于推进{topic}提质增效的意见", 1),
    ("关于{topic}情况的通报", 2),
    ("关于贯彻落实《{topic}三年行动纲要》的实施意见", 1),
    ("关于学习贯彻{topic}部署情况的报告", 1),
)
LETTERS = ("关于商请支持{topic}工作的函", "关于{topic}有关问题的复函")
TO_COUNTIES = "各市、县（市、区）人民政府"
TO_COUNTIES_OF_CITY = "各县（市、区）人民政府"
TO_CITIES = "各设区市人民政府"
TO_PROVINCE = "省直各部门"
# the share of documents that reach the county and below, and the city
GRASSROOTS, CITIES = 0.42, 0.25


def topic(organ: Organization, dice: Random) -> str:
    """The organ's own field before it: no two organs write the same title."""
    return organ.name.removesuffix("厅").removesuffix("局").removesuffix("市") + dice.choice(ASPECTS)


def title(organ: Organization, dice: Random) -> str:
    wording = dice.choices([text for text, _ in TITLES], [weight for _, weight in TITLES])[0]
    return wording.format(topic=topic(organ, dice))


def letter(organ: Organization, dice: Random) -> str:
    return dice.choice(LETTERS).format(topic=topic(organ, dice))


def recipients(organ: Organization, dice: Random, quiet: bool) -> str:
    """A quiet organ writes to nobody below the cities."""
    rolled = dice.random()
    if rolled < GRASSROOTS and not quiet:
        return TO_COUNTIES_OF_CITY if organ.kind == Kind.CITY else TO_COUNTIES
    return TO_CITIES if rolled < GRASSROOTS + CITIES and organ.kind != Kind.CITY else TO_PROVINCE


def statements(organ: Organization, text: str, dice: Random, careless: float) -> tuple[tuple[str, Any], ...]:
    """What a tidy register states of a document; `careless` is the share of documents that are too long."""
    pages = dice.randint(11, 15) if dice.random() < careless else dice.randint(2, 9)
    openness = dice.choices([Openness.OPEN, Openness.ON_REQUEST, Openness.CLOSED], [7, 2, 1])[0]
    said: dict[str, Any] = {"pages": pages, "characters": pages * 400, "openness": openness.value}
    if openness == Openness.CLOSED:
        said["closed_reason"] = CLOSED_REASON
    if "实施意见" in text:
        said["required_by"] = REQUIRED
    if text.endswith("的报告"):
        said["shows_progress"] = True
    if organ.kind in (Kind.LEADING, Kind.CITY):
        said["matter"] = Matter.PROVINCE.value
    return tuple(said.items())
