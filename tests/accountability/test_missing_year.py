"""A year whose holidays nobody has entered stops the calculation, and nothing else."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from organizations.models import Kind
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ(db):
    organ = make.organization("测试纪委监委", kind=Kind.DISCIPLINE, code="J9")
    for register in ("complaints", "talks"):
        make.coverage(organ, register=register, starts=date(2031, 1, 1), ends=date(2031, 12, 31))
    make.complaint(organ, day=date(2031, 3, 3), named=True)
    make.talk(organ, day=date(2031, 3, 3), circle_size=4)
    return organ


def test_what_needs_working_days_has_no_data_and_the_rest_is_judged(organ, capsys):
    call_command("evaluate", "2031", "--as-of", "2031-12-31", "--organization", "J9", "--format", "json")
    status = {one["obligation"]: one["status"] for one in json.loads(capsys.readouterr().out)}
    assert (status["24.1"], status["25.2"]) == ("no_data", "no_data")
    assert status["25.1"] == "breached"


def test_its_evidence_is_empty_and_no_error(organ, capsys):
    call_command("evidence", "24.1", "J9", "2031", "--as-of", "2031-12-31", "--format", "json")
    assert json.loads(capsys.readouterr().out)["records"] == []
