"""Makes a database and its static files ready to serve."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from config.environment import process_counts
from config.startup import refuse_wrong_start
from organizations.models import Organization


class Command(BaseCommand):
    help = (
        "Migrates, collects static files, and installs the invented province in a database without organizations. "
        "In production (PRODUCTION=1) it changes no database: it refuses what must not be started. "
        "Prints the sign-ins of the invented province, if that is what the database holds."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--without-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, without_demo: bool, **options: Any) -> None:
        self.check()
        try:
            refuse_wrong_start(settings, *process_counts())
            if not settings.PRODUCTION:
                call_command("migrate", verbosity=0, interactive=False)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}. Check DATABASE_URL.") from error
        call_command("collectstatic", verbosity=0, interactive=False)
        if settings.PRODUCTION:
            return
        if not without_demo and not Organization.objects.exists():
            self.stderr.write("Inventing a province …")
            # what it says while it works is for whoever watches; standard output is for the sign-ins
            call_command("demo", stdout=sys.stderr)
        call_command("demo", "--sign-ins", stdout=self.stdout)
