"""What a department is told of counties' words, and when: that a county spoke in a month, never which, on which day,
or about which item.

Everything that counties said about a month is told together, on the 15th of the month after. By then every tap about
it has closed (three working days of silence and one to change one's mind, behind the longest holiday), so nobody can
watch a figure move on the day after a visit. That a team went beyond an approved item is told only where at
least CROWD counties could have said so: the department knows whom it sent a team to.
"""

from __future__ import annotations

from datetime import date

# a crowd in which one county does not stand out
CROWD = 5
TOLD_ON = 15


def month_of(day: date) -> date:
    """The first day of its month: the day that a word told without its county carries."""
    return day.replace(day=1)


def told_from(day: date) -> date:
    """The day from which a department may learn that a county spoke about `day`."""
    return date(day.year + day.month // 12, day.month % 12 + 1, TOLD_ON)


def is_told(day: date, today: date) -> bool:
    return today >= told_from(day)


def hidden_in(crowd: int) -> bool:
    """Whether one county among so many stays unknown."""
    return crowd >= CROWD
