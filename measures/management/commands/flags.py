"""`flags [YEAR] [--open]`: the flags, newest first."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from measures import reporting
from measures.models import Flag


class Command(BaseCommand):
    help = "List the flags of a year, or of all years."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int, nargs="?")
        parser.add_argument("--open", action="store_true")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        flags = Flag.objects.select_related("organization")
        if options["year"]:
            flags = flags.filter(year=options["year"])
        if options["open"]:
            flags = flags.open()
        shown = [reporting.flag(one) for one in flags]
        if options["format"] == "json":
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
        else:
            self.stdout.write(reporting.table(shown))
