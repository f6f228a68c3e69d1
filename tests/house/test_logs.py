"""The log holds ids: no title, no name, no search and no text of an exception."""

import json
import logging

import pytest
import structlog
from django.test import Client

from config.logs import WithoutMessages

CANARY = "金丝雀文件标题"


@pytest.fixture
def log(settings, capsys):
    """The lines written so far, as dictionaries and as text."""
    stream_handler = next(handler for handler in logging.getLogger().handlers if handler.formatter is json_formatter())
    lines = []
    stream = type("Stream", (), {"write": staticmethod(lines.append), "flush": staticmethod(lambda: None)})
    before = stream_handler.setStream(stream)
    yield lambda: "".join(lines)
    stream_handler.setStream(before)


def json_formatter():
    return next(
        handler.formatter
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)
    )


def raising():
    raise ValueError(CANARY)


def test_an_exception_is_logged_by_its_class_and_place(log):
    try:
        raising()
    except ValueError:
        structlog.get_logger("registers").exception("import_failed", import_id=7)
    line = json.loads(log())
    assert line["import_id"] == 7
    assert line["exception"] == "ValueError"
    assert any(place.startswith("tests/house/test_logs.py") and place.endswith(" raising") for place in line["places"])
    assert CANARY not in log()


def test_a_failed_task_is_logged_without_what_its_exception_says(log):
    try:
        raising()
    except ValueError as error:
        context = {"name": "measures.tasks.judge", "exc": repr(error), "args": f"({CANARY!r},)", "traceback": CANARY}
        logging.getLogger("celery.app.trace").error("Task %(name)s raised: %(exc)s %(args)s", context, exc_info=True)
    assert "measures.tasks.judge" in log()
    assert CANARY not in log()


def test_a_record_without_an_exception_keeps_its_arguments():
    record = logging.LogRecord("x", logging.INFO, "x", 1, "%s of %s", (1, 2), None)
    assert WithoutMessages().filter(record)
    assert record.getMessage() == "1 of 2"


@pytest.mark.django_db
def test_a_request_is_logged_by_its_route_without_what_was_searched(log):
    Client(headers={"user-agent": "canary-browser"}).get("/accounts/login/", {"q": CANARY})
    line = json.loads(log().splitlines()[-1])
    assert line["request"] == "GET /accounts/login/"
    assert line["code"] == 200
    assert "金丝雀" not in log()
    assert "canary-browser" not in log()
    assert "%E9%87%91" not in log()


def test_chinese_is_legible_in_the_log(log):
    structlog.get_logger("x").warning("year_missing", kind="节假日")
    assert '"节假日"' in log()
