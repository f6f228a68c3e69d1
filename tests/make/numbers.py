"""The usual day, and numbers that are counted up where they must differ."""

from datetime import date
from itertools import count

DAY = date(2019, 6, 3)
numbers = count(1)
