"""The year and the day on which a document counts (evaluation.md, Days)."""

from datetime import date

from metrics.period import clamp


def year_and_day(number_year: int | None, issued_on: date) -> tuple[int, date]:
    """The year in its number where it has one, else that of its date; the day moved into that year.

    〔2019〕1号 signed on 2018-12-24 counts on 2019-01-01. An order (令) with a running serial has no
    year in its number and counts on its date.
    """
    year = number_year or issued_on.year
    return year, clamp(issued_on, year)
