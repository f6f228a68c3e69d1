from datetime import date

import pytest

from registers.models import Holiday
from registers.workdays import MissingYear, Workdays, add_working_days, is_working_day, working_days_between

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 3, 5), True),  # a Tuesday
        (date(2019, 3, 9), False),  # a Saturday
        (date(2019, 10, 1), False),  # National Day, a Tuesday
        (date(2019, 9, 29), True),  # a Sunday made up for National Day
        (date(2020, 1, 31), False),  # Spring Festival prolonged in the epidemic
        (date(2026, 10, 8), True),
    ],
)
def test_a_day_is_worked_as_the_state_council_announced(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2019, 3, 4), 5, date(2019, 3, 11)),  # over a weekend
        (date(2019, 9, 27), 5, date(2019, 10, 10)),  # make-up Sunday and Saturday round National Day
        (date(2018, 12, 28), 1, date(2018, 12, 29)),  # a make-up Saturday at the end of the year
        (date(2018, 12, 29), 1, date(2019, 1, 2)),
        (date(2019, 3, 9), 0, date(2019, 3, 9)),
    ],
)
def test_a_deadline_counts_from_the_day_after(start, n, end):
    assert add_working_days(start, n) == end


def test_counting_back_gives_what_was_added():
    start = date(2019, 9, 20)
    for n in range(1, 15):
        assert working_days_between(start, add_working_days(start, n)) == n


def test_nothing_lies_between_a_day_and_an_earlier_one():
    assert working_days_between(date(2019, 3, 5), date(2019, 3, 1)) == 0


def test_days_are_not_taken_away():
    with pytest.raises(ValueError, match="-1"):
        add_working_days(date(2019, 3, 5), -1)


def test_a_year_that_nobody_entered_stops_the_calculation_with_a_notice():
    with pytest.raises(MissingYear, match="2027年的节假日安排尚未录入"):
        add_working_days(date(2026, 12, 30), 5)


def test_what_is_entered_by_hand_counts():
    Holiday.objects.create(day=date(2027, 1, 1), name="元旦")
    assert add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_many_days_of_a_year_cost_one_query(django_assert_num_queries):
    workdays = Workdays()
    with django_assert_num_queries(1):
        for day in range(1, 29):
            workdays.add(date(2019, 2, day), 5)
