"""The registers that the benchmarks measure on: the invented province, laid in once a run by whoever comes first."""

from datetime import date

from dashboard.demo.building import build
from dashboard.demo.scale import Scale
from dashboard.demo.seats import PREFIX
from documents.models import Document
from organizations.models import User
from tests.bench.measured import Ground

TODAY = date(2026, 11, 24)
YEAR = TODAY.year
# this year's registers end with today and are thinner than last year's
SHARE_A_YEAR = 0.6


def fill(ground: Ground) -> None:
    """About as many documents as the ground says, in two years, of 80 issuers."""
    if not Document.objects.exists():
        amount = round(ground.documents * SHARE_A_YEAR)
        build(Scale(departments=60, cities=12, counties=170, documents=amount, received=100), TODAY)


def office() -> User:
    return User.objects.get(username=f"{PREFIX}office")
