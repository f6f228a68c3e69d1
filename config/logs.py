"""Logs: one JSON line an event, ids only: no title, name, query or text of an exception (trust.md, rule 11)."""

import logging
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog
from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

# what the request log adds by itself and we do not keep
DROPPED = ("user_agent", "ip")
HOUSE = f"{Path(__file__).resolve().parent.parent}/"


class RequestLog(RequestMiddleware):
    """Says of a request its route and the numbers in it: neither what people search for nor a secret address."""

    def __call__(self, request: HttpRequest) -> Any:
        """Nothing of a public page: the second of the line would say when a tip came (accountability/anonymity.py)."""
        if getattr(request, "unlogged", False):
            return self.get_response(request)
        return super().__call__(request)

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        if match is None:
            return f"{request.method} (no route)"
        ids = [f"{name}={value}" for name, value in match.kwargs.items() if isinstance(value, int)]
        return " ".join([f"{request.method} /{match.route}", *ids])


class WithoutPublic(logging.Filter):
    """Drops what Django's own server for development says of public pages: address, path and second of a visitor."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "/public/" not in record.getMessage()


class WithoutMessages(logging.Filter):
    """Takes the exception's text out of records that carry it among their arguments, as Celery's do."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, dict) and "exc" in record.args:
            kind = record.exc_info[0] if record.exc_info else None
            record.args = {
                **record.args,
                "exc": kind.__name__ if kind else "",
                "traceback": "",
                "args": "",
                "kwargs": "",
            }
        return True


def ids_only(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drops what tells of the person at the other end; keeps of an exception its class and its places."""
    for key in DROPPED:
        event.pop(key, None)
    information = event.pop("exc_info", None)
    if information is True:
        information = sys.exc_info()
    error = information[1] if isinstance(information, tuple) else information
    if isinstance(error, BaseException):
        event["exception"] = type(error).__name__
        event["places"] = _places(traceback.extract_tb(error.__traceback__))
    return event


def _places(frames: traceback.StackSummary) -> list[str]:
    """Our own lines on the way down, and the line that failed, whoever it belongs to."""
    ours = [frame for frame in frames[:-1] if ".venv" not in frame.filename and "site-packages" not in frame.filename]
    return [f"{frame.filename.removeprefix(HOUSE)}:{frame.lineno} {frame.name}" for frame in [*ours, *frames[-1:]]]


_SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
]


def logging_settings() -> dict[str, Any]:
    """Django's LOGGING: everything to standard error. Configures structlog on the way."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_messages": {"()": WithoutMessages}, "without_public": {"()": WithoutPublic}},
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    ids_only,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            },
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["without_messages"]}
        },
        "root": {"handlers": ["stderr"], "level": "INFO"},
        # Django's own handlers write texts of exceptions and mail them
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {
                "handlers": ["stderr"],
                "filters": ["without_public"],
                "level": "INFO",
                "propagate": False,
            },
            # said already by the request log, with the request's id
            "django.request": {"level": "CRITICAL", "propagate": True},
        },
    }
