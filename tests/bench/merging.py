"""Proposals to join inspections for a whole province and year (performance.md 18)."""

from inspections.merging.solve import solve
from tests.bench.measured import Ground, Measured, benchmark, seconds
from tests.inspections.checking import violations
from tests.inspections.provinces import province
from tests.inspections.proving import prove

# names in use: few of them make much alike, which is the hard case
MATTERS = (120, 15, 3)
SECONDS = 60.0


@benchmark("18", "merge proposals, 60 departments, 170 counties, 2,000 items", against="limit")
def merge(ground: Ground) -> Measured:
    slowest, broken = 0.0, 0
    for matters in MATTERS:
        large = province(1, departments=60, counties=170, items=2_000, matters=matters)
        found: list = []
        slowest = max(slowest, seconds(lambda large=large, found=found: found.extend(solve(large))))
        broken += len(violations(large, found))
    return Measured(slowest, SECONDS, "s", f"slowest of {len(MATTERS)} provinces; {broken} constraints broken")


@benchmark("18b", "county-days that merging leaves unsaved, worst of 20 provinces", against="2 % of CP-SAT's bound")
def short_of_the_best(ground: Ground) -> Measured:
    worst = 0.0
    for seed in range(1, 21):
        small = province(seed, departments=20, counties=30, items=120, matters=2, span=200)
        bound = prove(small).at_most
        worst = max(worst, 1 - sum(one.saved for one in solve(small)) / bound)
    return Measured(100 * worst, 2.0, "%", "20 provinces of 120 items")
