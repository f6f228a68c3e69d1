"""Which members could go together at all: every allowed joint team worth having."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from inspections.merging.objective import Ground, Group

# so many of the best partners of an item are tried in teams of three and more. Beyond it teams of two only:
# where half a province looks at the same thing at once, all triples would be millions
PARTNERS = 40


def components(neighbours: Sequence[Collection[int]]) -> Iterator[list[int]]:
    """Items that are alike directly or through others, by place; those alike to none are left out."""
    seen: set[int] = set()
    for start, partners in enumerate(neighbours):
        if start in seen or not partners:
            continue
        found, open_ = {start}, [start]
        while open_:
            new = set(neighbours[open_.pop()]) - found
            found |= new
            open_ += new
        seen |= found
        yield sorted(found)


def allowed(ground: Ground, component: Sequence[int], neighbours: Sequence[Collection[int]]) -> list[Group]:
    """Teams from the component that keep every limit and save something.

    A team that saves no more than some of its own members alone is left out: it would only bind the others.
    """
    close = {at: _closest(ground, at, neighbours[at]) for at in component}
    found: list[Group] = []
    for at in component:
        for other in sorted(neighbours[at]):
            if other > at:
                _extend(ground, (at, other), close[at] & close[other], close, 0, found)
    return found


def _closest(ground: Ground, at: int, partners: Collection[int]) -> set[int]:
    if len(partners) <= PARTNERS:
        return set(partners)
    return set(sorted(partners, key=lambda other: (-ground.joint((at, other))[1], other))[:PARTNERS])


def _extend(
    ground: Ground,
    members: tuple[int, ...],
    candidates: set[int],
    close: dict[int, set[int]],
    best: int,
    found: list[Group],
) -> None:
    """Takes the team and every larger one with it, members ascending. `best`: what a smaller one of them saves."""
    limits = ground.problem.limits
    first, last = ground.window(members)
    if first > last or sum(ground.least[at] for at in members) > limits.team or len(members) > limits.members:
        return  # a further member makes neither better
    joint, saved = ground.joint(members)
    if saved > best and ground.lead_and_spans(members, joint):
        found.append(Group(members, saved))
        best = saved
    for at in sorted(candidates):
        if at > members[-1]:
            _extend(ground, (*members, at), candidates & close[at], close, best, found)
