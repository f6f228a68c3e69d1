"""对象: which counties an item reaches, and how many visits that makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspections.derive.places import Place, Places
from organizations.models import Kind

_SEPARATORS = re.compile(r"[、,，;；/\n\r]+|(?<=[县区市])和(?=[\u4e00-\u9fff])|以及")
# 各县（市、区）, 所有县, 全省各县区; the brackets hold separators of their own
_COUNTIES = re.compile(
    r"县\s*[（(]\s*市\s*、?\s*区\s*[）)]|市\s*、\s*县(?:\s*[（(]\s*市?\s*、?\s*区\s*[）)])?|县\s*、?\s*区"
)
_EVERY = re.compile(r"各|所有|全部|全体|每个|所辖|所属|辖区|全省|全市")
_OF_COUNTIES = re.compile(r"县(?:级|域|直)?(?:人民政府|政府|委)?$")
_NUMBER = re.compile(r"(\d{1,6})\s*[家所个户名座条处]")


@dataclass(frozen=True)
class Reach:
    """`counties`: their ids in the order of the table. `visits`: counties, enterprises and schools together."""

    counties: tuple[int, ...]
    visits: int


def reached(text: str, places: Places) -> Reach:
    """What 对象 names. Nothing named reaches no county that is known, and is one visit.

    各县（市、区） are all counties of the province, 示例市各县 those of the city; 27家企业 are 27 visits.
    """
    counties: dict[int, None] = {}
    others = 0
    for piece in _pieces(text):
        found = _counties(piece, places)
        counties |= dict.fromkeys(place.id for place in found)
        if not found:
            number = _NUMBER.search(piece)
            others += int(number[1]) if number else 1
    order = {place.id: at for at, place in enumerate(places.counties)}
    return Reach(tuple(sorted(counties, key=lambda one: order[one])), max(len(counties) + others, 1))


def _pieces(text: str) -> Iterator[str]:
    """The things named, one by one; 各县（市、区） is one thing."""
    plain = _COUNTIES.sub("县", text)
    return (piece.strip() for piece in _SEPARATORS.split(plain) if piece.strip())


def _counties(piece: str, places: Places) -> list[Place]:
    exact = places.exactly(piece)
    if exact is not None:
        # a city named by itself is the city, not its counties
        return [exact] if exact.kind == Kind.COUNTY else []
    if _OF_COUNTIES.search(piece) and _EVERY.search(piece):
        city = places.within(piece)
        return places.counties_below(city) if city is not None and city.kind == Kind.CITY else places.counties
    return []
