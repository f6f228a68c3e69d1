"""Who exists in the invented province: the tree, a merger, a renamed county."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count, islice

from dashboard.context import DEMO_ROOT
from dashboard.demo import names
from dashboard.demo.scale import Scale
from organizations.models import Kind, Organization, Succession

MERGES_ON = (3, 1)


@dataclass
class Province:
    """`by_name` holds everybody; `issuers` those who issue documents, in administrative order."""

    today: date
    by_name: dict[str, Organization] = field(default_factory=dict)
    issuers: list[Organization] = field(default_factory=list)
    receivers: list[Organization] = field(default_factory=list)

    def __getitem__(self, name: str) -> Organization:
        return self.by_name[name]

    @property
    def year(self) -> int:
        return self.today.year


@dataclass(frozen=True, slots=True)
class _Plan:
    """One organ to be: its name, code, short name, kind, the name of its superior, and the days of its life."""

    name: str
    code: str
    short: str
    kind: Kind
    above: str | None = None
    starts: date | None = None
    ends: date | None = None


PARTY, GOVERNMENT = "中共示例省委员会", "示例省人民政府"
PARTY_OFFICE, GOVERNMENT_OFFICE = "中共示例省委办公厅", "示例省人民政府办公厅"
DISCIPLINE = "示例省纪委监委"
NEW_DEPARTMENT = "数据事务局"
MERGED_INTO = "科创推进厅"
_TOP = (
    (PARTY, DEMO_ROOT, "省委", None),
    (GOVERNMENT, "DEMO-L1", "省政府", PARTY),
    (PARTY_OFFICE, "DEMO-L2", "省委办公厅", PARTY),
    (GOVERNMENT_OFFICE, "DEMO-L3", "省政府办公厅", GOVERNMENT),
)


def found(scale: Scale, today: date) -> Province:
    """Organizations and successions; `Organization.path` in step."""
    province = Province(today)
    positions = count(1)
    for plans in (_top(), _departments(scale, today), _cities(scale), _counties(scale, today)):
        _create(province, plans, positions)
    Organization.objects.replant()
    for name, organ in Organization.objects.in_bulk(field_name="code").items():
        province.by_name[organ.name] = province.by_name[name] = organ
    _succeed(province)
    province.issuers = _issuers(province, scale)
    province.receivers = _receivers(province)
    return province


def merger_day(today: date) -> date:
    """1 March of the year; before that day the merger has taken place on 1 January."""
    merged = date(today.year, *MERGES_ON)
    return merged if merged <= today else date(today.year, 1, 1)


def _create(province: Province, plans: Iterable[_Plan], positions: Iterable[int]) -> None:
    """Level by level, since whoever stands above has to be there first."""
    waiting = list(zip(plans, positions, strict=False))
    while waiting:
        ready = [(plan, at) for plan, at in waiting if plan.above is None or plan.above in province.by_name]
        made = Organization.objects.bulk_create(
            Organization(
                name=plan.name,
                short_name=plan.short,
                code=plan.code,
                kind=plan.kind,
                parent=province.by_name[plan.above] if plan.above else None,
                position=at,
                starts=plan.starts,
                ends=plan.ends,
            )
            for plan, at in ready
        )
        province.by_name |= {organ.name: organ for organ in made}
        waiting = [one for one in waiting if one not in ready]


def _top() -> list[_Plan]:
    leading = [_Plan(name, code, short, Kind.LEADING, above) for name, code, short, above in _TOP]
    return [*leading, _Plan(DISCIPLINE, "DEMO-J1", "省纪委监委", Kind.DISCIPLINE, PARTY)]


def _departments(scale: Scale, today: date) -> list[_Plan]:
    merged = merger_day(today)
    starts = {NEW_DEPARTMENT: date(today.year, 1, 1), MERGED_INTO: merged}
    plans = [
        _Plan(name, f"DEMO-D{at:02}", "", Kind.DEPARTMENT, GOVERNMENT, starts.get(name))
        for at, (name, _abbreviation) in enumerate(names.departments(scale.departments), 1)
    ]
    ended = [
        _Plan(name, f"DEMO-D9{at}", "", Kind.DEPARTMENT, GOVERNMENT, None, merged)
        for at, (name, _abbreviation) in enumerate(names.MERGED, 1)
    ]
    return plans + ended


def _cities(scale: Scale) -> list[_Plan]:
    return [
        _Plan(f"{name}市", f"DEMO-S{at:02}", "", Kind.CITY, PARTY)
        for at, name in enumerate(names.cities(scale.cities), 1)
    ]


def _counties(scale: Scale, today: date) -> list[_Plan]:
    """Dealt out among the cities in turn. The first became a district (区) on 1 January of this year."""
    cities = names.cities(scale.cities)
    renamed = date(today.year, 1, 1)
    plans = []
    for at, name in enumerate(islice(names.counties(), scale.counties)):
        city = f"{cities[at % len(cities)]}市"
        ends = renamed if at == 0 else None
        plans.append(_Plan(f"{name}县", f"DEMO-X{at + 1:03}", "", Kind.COUNTY, city, None, ends))
        if at == 0:
            plans.append(_Plan(f"{name}区", "DEMO-X000", "", Kind.COUNTY, city, renamed))
    return plans


def _succeed(province: Province) -> None:
    county = province["DEMO-X001"], province["DEMO-X000"], date(province.year, 1, 1)
    merged = [(province[name], province[MERGED_INTO], merger_day(province.today)) for name, _ in names.MERGED]
    Succession.objects.bulk_create(
        Succession(predecessor=before, successor=after, effective=day) for before, after, day in [county, *merged]
    )


def _issuers(province: Province, scale: Scale) -> list[Organization]:
    """Whoever has number series of its own: the leading organs, the departments, the merged ones, the cities."""
    found = [PARTY, GOVERNMENT, PARTY_OFFICE, GOVERNMENT_OFFICE]
    found += [name for name, _abbreviation in (*names.departments(scale.departments), *names.MERGED)]
    found += [f"{city}市" for city in names.cities(scale.cities)]
    return [province[name] for name in found]


def _receivers(province: Province) -> list[Organization]:
    organs = sorted(set(province.by_name.values()), key=lambda one: one.position)
    return [one for one in organs if one.kind in (Kind.COUNTY, Kind.CITY)]
