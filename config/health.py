"""Probes for the machines that watch: `/healthz` says the process answers, `/readyz` what it stands on."""

from pathlib import Path
from typing import Any

import redis
import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from config.broker import ANSWER_SECONDS, Broker

logger = structlog.get_logger(__name__)


@login_not_required
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers; touches nothing else."""
    return JsonResponse({"alive": True})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Which database and broker are used and whether they answer: 200 when both do, else 503.

    With the broker down pages still work and no work is lost (it waits in the outbox); a balancer
    that must keep the pages up asks /healthz.
    """
    database, broker = database_answers(), broker_answers(settings.BROKER)
    body = {
        "database": {"kind": connection.vendor, "answers": database},
        "broker": {"kind": settings.BROKER.kind, "answers": broker},
    }
    return JsonResponse(body, status=200 if database and broker else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            row: Any = cursor.fetchone()
    except DatabaseError:
        logger.warning("database_does_not_answer", exc_info=True)
        return False
    return bool(row == (1,))


def broker_answers(broker: Broker) -> bool:
    """Whether the broker answers a ping within 2 s; for the broker over files, whether its folder is there."""
    if broker.kind == "files":
        return Path(broker.options["data_folder_in"]).is_dir()
    # no_retry: a frozen broker must cost 2 s once, not once for every attempt
    client = redis.from_url(
        broker.address,
        socket_timeout=ANSWER_SECONDS,
        socket_connect_timeout=ANSWER_SECONDS,
        retry=None,
        protocol=2,
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        logger.warning("broker_does_not_answer", exc_info=True)
        return False
    finally:
        client.close()
