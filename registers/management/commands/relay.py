"""`manage.py relay`: sends the jobs of the outbox until they are done."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registers.sending import relay

log = structlog.get_logger(__name__)

PAUSE = 0.5
PAUSE_IN_TROUBLE = 1.0


class Command(BaseCommand):
    help = _("把待办作业交给后台，未完成的反复再送，直到完成。可同时运行多个。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help=_("只送一遍，然后退出"))

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        if once:
            sent, answered = relay(timezone.now())
            self.stdout.write(_("已送出 %(sent)d 项。") % {"sent": sent})
            if not answered:
                self.stderr.write(_("消息服务没有应答，未送出的稍后再送。"))
            return
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda number, frame: stop.set())
        log.info("relay_started")
        while not stop.is_set():
            stop.wait(self.turn())
        log.info("relay_stopped")

    def turn(self) -> float:
        """One pass; answers how long to pause. A database or broker that is away is waited for."""
        close_old_connections()
        try:
            _sent, answered = relay(timezone.now())
        except (DatabaseError, InterfaceError) as error:
            log.warning("database_does_not_answer", error=type(error).__name__)
            connection.close()
            return PAUSE_IN_TROUBLE
        return PAUSE if answered else PAUSE_IN_TROUBLE
