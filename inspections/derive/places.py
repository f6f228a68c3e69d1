"""Places as registers write them: which organization is meant, and what kind of place it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.models.words import PlaceLevel
from organizations.models import Kind

_LEVELS = {Kind.CITY: PlaceLevel.CITY, Kind.COUNTY: PlaceLevel.COUNTY, Kind.TOWNSHIP: PlaceLevel.TOWNSHIP}
# the first that is found decides; 学校 before 村 (某村小学), 企业 before 县 (某县化肥厂)
_WORDS = (
    (PlaceLevel.SCHOOL, re.compile(r"学校|中学|小学|大学|学院|幼儿园|职教中心|技校|[一二三四五六七八九十\d]中$")),
    (PlaceLevel.ENTERPRISE, re.compile(r"公司|企业|集团|工厂|厂$|合作社|加油站|商场|超市|矿$|项目部")),
    (PlaceLevel.VILLAGE, re.compile(r"村|社区|居委会")),
    (PlaceLevel.TOWNSHIP, re.compile(r"乡|镇|街道|办事处")),
    (PlaceLevel.COUNTY, re.compile(r"县|旗$|区$|区(?=[\u4e00-\u9fff]{1,8}[局委办院]$)")),
    (PlaceLevel.CITY, re.compile(r"市|州$|地区$")),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An organization that can be visited. `path` begins with its city's."""

    id: int
    code: str
    name: str
    short_name: str
    kind: str
    path: str


class Places:
    """Cities, counties and townships by name; a text that two of them bear finds neither."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.all = [place for place in places if place.kind in _LEVELS]
        self.counties = [place for place in self.all if place.kind == Kind.COUNTY]
        self._by_text: dict[str, Place | None] = {}
        for place in self.all:
            for text in {place.code, place.name, place.short_name} - {""}:
                self._by_text[text] = None if text in self._by_text else place
        # the deepest first, and of one depth the longest name
        named = [(text, place) for text, place in self._by_text.items() if place and len(text) > 1]
        self._named = sorted(named, key=lambda one: (-one[1].path.count("/"), -len(one[0])))
        self._found: dict[str, Place | None] = {}

    def exactly(self, text: str) -> Place | None:
        return self._by_text.get(text)

    def within(self, text: str) -> Place | None:
        """The deepest place that the text names: 示例市示例县幸福村 lies in 示例县. None where none is named."""
        if text not in self._found:
            found = self.exactly(text)
            self._found[text] = found or next((place for name, place in self._named if name in text), None)
        return self._found[text]

    def counties_below(self, place: Place) -> list[Place]:
        return [county for county in self.counties if county.path.startswith(place.path)]


def level_of(text: str, places: Places) -> str:
    """What kind of place the text names: by the table of organizations where it stands there, else by its words."""
    exact = places.exactly(text)
    if exact is not None:
        return _LEVELS[Kind(exact.kind)]
    inside = places.within(text)
    rest = _without(text, inside) if inside else text
    found = next((level for level, words in _WORDS if words.search(rest)), None)
    if found is not None:
        return found
    # 示例县教育局 is an office of the county
    return _LEVELS[Kind(inside.kind)] if inside else PlaceLevel.UNKNOWN


def _without(text: str, place: Place) -> str:
    """What the text says beyond the place that it lies in."""
    for name in (place.name, place.short_name):
        _before, found, after = text.partition(name) if name else ("", "", "")
        if found:
            return after
    return text
