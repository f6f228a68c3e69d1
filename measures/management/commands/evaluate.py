"""`evaluate YEAR`: judges, keeps and prints the standings."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from measures import reporting
from measures.engine import judge
from measures.management.arguments import chosen_obligations, chosen_organizations, day_of


class Command(BaseCommand):
    help = "Judge a year as of a day and print the standings."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--organization", action="append", metavar="CODE", default=[])
        parser.add_argument("--obligation", action="append", metavar="KEY", default=[])
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        as_of = day_of(year, options["as_of"], timezone.localdate())
        organizations = chosen_organizations(options["organization"])
        rows = judge(year, as_of, organizations, chosen_obligations(year, options["obligation"]))
        codes = reporting.codes()
        shown = [
            reporting.standing(row, codes)
            for row in rows
            if organizations is None or row.organization_id in organizations
        ]
        if options["format"] == "json":
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
        else:
            self.stdout.write(reporting.table(shown))
