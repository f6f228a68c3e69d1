"""A file through `import_register`, for tests that judge what it holds."""

import csv
from io import StringIO

import pytest
from django.core.management import call_command

from organizations.models import Kind
from tests import make


@pytest.fixture
def take(tmp_path, province):
    """take(register, headings, *rows): the file through the command; nothing may be rejected. There is a 示例二县."""
    make.organization("示例二县", kind=Kind.COUNTY, code="X2", parent=province.city)

    def take(register, headings, *rows, covers="2019-01-01..2019-12-31", year="2019"):
        file = tmp_path / f"{register}.csv"
        text = StringIO()
        csv.writer(text).writerows([headings.split("、"), *rows])
        file.write_bytes(text.getvalue().encode())
        call_command("import_register", register, str(file), "--covers", covers, "--year", year, stdout=StringIO())

    return take
