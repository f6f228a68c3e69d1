"""Cases, complaints and talks; tips and exposures; what is public."""

from typing import Any

from tests.routes.route import DISCIPLINE, HANDLERS, OFFICE, ON, REFUSED, Route, own


def confidential(register: str, name: str, step: str) -> dict[str, Route]:
    """The page of one record of registers 14 to 16, and the acts on its steps; an empty form says nothing."""

    def one(world: Any) -> list[Any]:
        return [getattr(world, name).pk]

    return {
        f"accountability:{register}_one": Route(DISCIPLINE, args=one),
        f"accountability:{register}_step": Route(
            DISCIPLINE, REFUSED, 422, args=lambda world: [getattr(world, name).pk, step]
        ),
        f"accountability:{register}_take_back": Route(DISCIPLINE, REFUSED, 422, args=one),
    }


def circled(register: str, name: str) -> dict[str, Route]:
    """The acts on the circle of those who know. The only one inside cannot leave: the page says so."""

    def one(world: Any) -> list[Any]:
        return [getattr(world, name).pk]

    def entry(world: Any) -> list[Any]:
        return [getattr(world, name).pk, getattr(world, f"{name}_entry").pk]

    return {
        f"accountability:{register}_circle": Route(DISCIPLINE, REFUSED, 422, args=one),
        f"accountability:{register}_withdraw": Route(DISCIPLINE, REFUSED, 422, args=one),
        f"accountability:{register}_circle_end": Route(DISCIPLINE, REFUSED, ON, args=entry),
    }


ACCOUNTABILITY: dict[str, Route] = {
    # cases, complaints and talks of a discipline organ, for those who keep them and no other
    **{f"accountability:{name}": Route(DISCIPLINE) for name in ("cases", "complaints", "talks")},
    **{f"accountability:{name}_entry": Route(DISCIPLINE, 200, 422) for name in ("cases", "complaints", "talks")},
    **confidential("cases", "case", "facts"),
    **confidential("complaints", "complaint", "notice"),
    **confidential("talks", "talk", "reply"),
    **circled("cases", "case"),
    **circled("talks", "talk"),
    # tips and exposures of the lead office, and what everybody may open: forms there carry a mark of their own
    "openness:tips": Route(HANDLERS),
    "openness:tip": Route(HANDLERS, args=lambda world: [world.tip.pk], elsewhere=DISCIPLINE),
    **{
        f"openness:tip_{act}": Route(HANDLERS, REFUSED, 422, args=lambda world: [world.tip.pk], elsewhere=DISCIPLINE)
        for act in ("sort", "pass", "ask", "answer", "close")
    },
    "openness:exposures": Route(OFFICE),
    "openness:exposure_new": Route(OFFICE, 200, 422),
    "openness:exposure": Route(OFFICE, 200, 422, args=lambda world: [world.exposure.pk]),
    "openness:exposure_approve": Route(OFFICE, REFUSED, 422, args=lambda world: [world.exposure.pk]),
    "openness:exposure_withdraw": Route(OFFICE, REFUSED, 422, args=lambda world: [world.exposure.pk]),
    "public:tell": own(200, 403, open=(200, 403, REFUSED, REFUSED)),
    "public:look": own(200, 403, open=(200, 403, REFUSED, REFUSED)),
    "public:exposures": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "public:exposure": own(200, open=(200, REFUSED, REFUSED, REFUSED), args=lambda world: [world.published.pk]),
    "public:feed": own(200, open=(200, REFUSED, REFUSED, REFUSED)),
    "accountability:deadlines": Route(DISCIPLINE),
    "accountability:reference": Route(DISCIPLINE),
}
