"""The same problem for CP-SAT, from the same words (docs/decisions/0009-merging.md) and none of the solver's parts.

Every item may be the first member of a team (`head`: the lowest place). Which items join it, who leads, which
counties are joint and when the team goes are decided by the solver of ortools all at once; nothing is
enumerated beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from inspections.merging.problem import Item, Problem
from tests.inspections.checking import are_alike, each_day, quiet, teams_of


@dataclass(frozen=True)
class Proof:
    """County-days that can be saved: found, and at most. They are equal where the optimum was proven."""

    found: int
    at_most: int


def prove(problem: Problem, *, seconds: float = 120.0) -> Proof:
    """Each set of items that are alike, directly or through others, is a problem of its own."""
    found = at_most = 0
    for part in _parts(problem):
        one = _prove_part(problem, part, seconds)
        found, at_most = found + one.found, at_most + one.at_most
    return Proof(found, at_most)


def _parts(problem: Problem) -> list[list[Item]]:
    parts: list[list[Item]] = []
    for item in problem.items:
        near = [part for part in parts if any(are_alike(item, other, problem) for other in part)]
        parts = [part for part in parts if part not in near] + [[item, *(one for part in near for one in part)]]
    return [part for part in parts if len(part) > 1]


def _prove_part(problem: Problem, items: list[Item], seconds: float) -> Proof:
    model = cp_model.CpModel()
    teams = [_Team(model, problem, items, head) for head in range(len(items) - 1)]
    for at in range(len(items)):
        model.add_at_most_one(team.member[at] for team in teams if at in team.member)
    model.maximize(sum(team.saved for team in teams))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise AssertionError(f"CP-SAT says {solver.status_name(status)}")
    return Proof(round(solver.objective_value), int(solver.best_objective_bound + 1e-6))


class _Team:
    """The team whose member of lowest place is `head`, if it is formed."""

    def __init__(self, model: cp_model.CpModel, problem: Problem, items: Sequence[Item], head: int) -> None:
        self.model, self.problem, self.items = model, problem, items
        near = [at for at in range(head + 1, len(items)) if are_alike(items[head], items[at], problem)]
        self.places = [head, *near]
        self.member = {at: model.new_bool_var(f"member {head} {at}") for at in self.places}
        self.formed = self.member[head]
        self.saved: Any = 0
        if not near:
            model.add(self.formed == 0)
            return
        self.lead = {at: model.new_bool_var(f"lead {head} {at}") for at in self.places}
        self._who()
        self._where()
        self._when()

    def _who(self) -> None:
        model, limits, member = self.model, self.problem.limits, self.member
        for at in self.places[1:]:
            model.add_implication(member[at], self.formed)
        for one in self.places[1:]:
            for other in self.places[1:]:
                if one < other and not are_alike(self.items[one], self.items[other], self.problem):
                    model.add_bool_or(member[one].negated(), member[other].negated())
        model.add(sum(member.values()) <= limits.members)
        model.add(sum(member.values()) >= 2).only_enforce_if(self.formed)
        least = {at: min(self.items[at].people or limits.least, limits.least) for at in self.places}
        model.add(sum(least[at] * member[at] for at in self.places) <= limits.team)
        for at in self.places:
            model.add_implication(self.lead[at], member[at])
        model.add(sum(self.lead.values()) == self.formed)

    def _where(self) -> None:
        """`longest`: days of the joint team; a county is joint exactly where more than that was planned."""
        model, items, member = self.model, self.items, self.member
        most = max(items[at].days for at in self.places)
        self.longest = model.new_int_var(0, most, "longest")
        stays = [items[at].days * member[at] for at in self.places]
        model.add_max_equality(self.longest, stays)
        self.joint: dict[int, Any] = {}
        savings = []
        for county in sorted({county for at in self.places for county in items[at].counties}):
            here = [at for at in self.places if county in items[at].counties]
            planned = sum(items[at].days * member[at] for at in here)
            joint = self.joint[county] = model.new_bool_var(f"joint {county}")
            total = sum(items[at].days for at in here)
            model.add(planned >= self.longest + 1).only_enforce_if(joint)
            model.add(planned <= self.longest).only_enforce_if(joint.negated())
            saved = model.new_int_var(0, total, f"saved {county}")
            model.add(saved == planned - self.longest).only_enforce_if(joint)
            model.add(saved == 0).only_enforce_if(joint.negated())
            savings.append(saved)
            for at in here:
                # who leads must not stay longer anywhere than it had planned
                model.add(self.longest <= items[at].days).only_enforce_if(self.lead[at], joint.negated())
        self.saved = sum(savings)

    def _when(self) -> None:
        """`start` is a place among the working days; as many follow as the work needs."""
        model, items, problem = self.model, self.items, self.problem
        days = [day for day in problem.working if day >= problem.earliest and not quiet(day, problem)]
        visited = model.new_int_var(0, len(self.joint), "visited")
        model.add(visited == sum(self._visited(county) for county in self.joint))
        work = model.new_int_var(0, len(self.joint) * max(items[at].days for at in self.places), "work")
        model.add_multiplication_equality(work, [visited, self.longest])
        own = {at: teams_of(items[at], problem) for at in self.places}
        teams = model.new_int_var(1, max(sum(own.values()), 1), "teams")
        model.add(teams == sum(own[at] * self.member[at] for at in self.places)).only_enforce_if(self.formed)
        length = model.new_int_var(0, len(days), "length")
        done = model.new_int_var(0, 10**7, "done")
        shorter = model.new_int_var(-1, len(days), "shorter")
        model.add(shorter == length - 1)
        model.add_multiplication_equality(done, [length, teams])
        below = model.new_int_var(-(10**7), 10**7, "below")
        model.add_multiplication_equality(below, [shorter, teams])
        # length = max(longest, ceil(work / teams))
        model.add(done >= work).only_enforce_if(self.formed)
        model.add(length >= self.longest).only_enforce_if(self.formed)
        tight = model.new_bool_var("tight")
        model.add(length == self.longest).only_enforce_if(self.formed, tight)
        model.add(below <= work - 1).only_enforce_if(self.formed, tight.negated())
        self._span(days, length)

    def _visited(self, county: int) -> Any:
        """Joint, or the lead's own."""
        visited = self.model.new_bool_var(f"visited {county}")
        own = [self.lead[at] for at in self.places if county in self.items[at].counties]
        self.model.add_bool_or(self.joint[county], *own, visited.negated())
        for one in (self.joint[county], *own):
            self.model.add_implication(one, visited)
        return visited

    def _span(self, days: list[Any], length: Any) -> None:
        model, problem = self.model, self.problem
        start, end = model.new_int_var(0, len(days) - 1, "start"), model.new_int_var(-1, 2 * len(days), "end")
        model.add(end == start + length - 1)
        model.add(end <= len(days) - 1).only_enforce_if(self.formed)
        shift = problem.limits.shift
        for at in self.places:
            item = self.items[at]
            inside = [
                n for n, day in enumerate(days) if (item.first - day).days <= shift and (day - item.last).days <= shift
            ]
            if not inside:
                model.add(self.member[at] == 0)
                continue
            model.add(start >= inside[0]).only_enforce_if(self.member[at])
            model.add(end <= inside[-1]).only_enforce_if(self.member[at])
        for at in range(len(days) - 1):
            if any(quiet(day, problem) for day in each_day(days[at], days[at + 1])):
                before = model.new_bool_var(f"before {at}")
                model.add(end <= at).only_enforce_if(before, self.formed)
                model.add(start >= at + 1).only_enforce_if(before.negated(), self.formed)
