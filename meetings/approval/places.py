"""Which cities and counties a planned meeting reaches."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.models import PlannedMeeting
from organizations.models import Kind, Level, Organization

# the highest level number at which each kind of place is still called
CALLED_FROM = {Kind.CITY: Level.CITY, Kind.COUNTY: Level.COUNTY}


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county; `path` leads from the root of the tree down to it."""

    pk: int
    kind: str
    path: str
    code: str
    name: str


class Places:
    """The cities and counties that exist on a day, in administrative order."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)

    @classmethod
    def load(cls, day: date) -> Places:
        """One query."""
        found = Organization.objects.existing_on(day).filter(kind__in=list(CALLED_FROM)).in_order()
        return cls(Place(one.pk, one.kind, one.path, one.code, str(one)) for one in found)

    def reached(self, planned: PlannedMeeting, named: Collection[int]) -> list[Place]:
        """All of the level and above it within the unit's ground, or only those `named` (ids) and what is below them.

        The ground of a city or county is itself, that of every other organ is the whole province. A level that is not
        known reaches nobody.
        """
        ground = _ground(planned.organization)
        return [
            place
            for place in self._places
            if planned.level >= CALLED_FROM[Kind(place.kind)]
            and place.path.startswith(ground)
            and place.pk != planned.organization_id
            and (planned.reaches_all or not _ids(place.path).isdisjoint(named))
        ]


def _ground(organization: Organization) -> str:
    if organization.kind in CALLED_FROM:
        return organization.path
    return "/" + organization.path.split("/")[1] + "/"


def _ids(path: str) -> set[int]:
    return {int(part) for part in path.split("/") if part}


def counties(places: Iterable[Place]) -> int:
    return sum(place.kind == Kind.COUNTY for place in places)


def leaves_level(planned: PlannedMeeting) -> bool:
    """Whether people from below have to come: a city's meeting of the city's own level calls nobody from below."""
    own = Level.CITY if planned.organization.kind == Kind.CITY else Level.PROVINCE
    return planned.level > own
