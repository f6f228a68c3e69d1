"""Rows through the importer, as a file would go."""

import csv
import io
from datetime import date

from django.utils import timezone

from registers.importing.context import Context
from registers.importing.planning import plan
from registers.importing.reading import read_sheets
from registers.importing.register import registers
from registers.importing.saving import Confirmation, save
from registers.models import Import
from registers.sheets import read

TODAY = date(2026, 11, 24)


def planned(register, headings, *rows, **context):
    """The plan of a file with these headings (、between them) and rows, read on TODAY."""
    text = io.StringIO()
    csv.writer(text).writerows([headings.split("、"), *rows])
    readings = read_sheets(read(text.getvalue().encode(), "台账.csv"), registers.get(register))
    (made,) = plan(readings, Context.load(TODAY, **context))
    return made


def imported(register, headings, *rows, **context):
    """The same, saved; every row must be good."""
    made = planned(register, headings, *rows, **context)
    assert [row.problems for row in made.rows if row.problems] == []
    save([made], Import(register=register), Confirmation(None, timezone.now()))
    return made
