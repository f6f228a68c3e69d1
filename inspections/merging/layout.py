"""On which day a team is in which county, where a plan says only from when to when: one county after the other.

An estimate for the eye; what is saved does not depend on it, and the letter of each visit names its days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def visits(counties: Sequence[int], days: int, span: Sequence[date]) -> dict[int, list[date]]:
    """For each county, in the order given, `days` of the working days of the span, as evenly as they allow.

    As few counties at the same time as possible. A span that is too short (or holds no working day) is used whole.
    """
    if not counties or not span:
        return {county: [] for county in counties}
    rounds = max(len(span) // days, 1)
    teams = -(-len(counties) // rounds)
    found = {}
    for at, county in enumerate(counties):
        first = min(at // teams * days, max(len(span) - days, 0))
        found[county] = list(span[first : first + days])
    return found
