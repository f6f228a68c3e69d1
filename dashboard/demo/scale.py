"""How large a province is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """`documents` a year of all issuers together; `received` a year by each county and city; `years` up to today's."""

    departments: int
    cities: int
    counties: int
    documents: int
    received: int
    years: int = 2


# province: 250 organizations and the documents of a year as performance.md names them; stress: ten million rows
SCALES = {
    "small": Scale(departments=18, cities=8, counties=40, documents=3_000, received=20),
    "province": Scale(departments=60, cities=12, counties=170, documents=300_000, received=100),
    "stress": Scale(departments=60, cities=12, counties=170, documents=1_000_000, received=100, years=10),
}
