"""`evidence KEY CODE YEAR`: the records behind one figure."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from measures import reporting
from measures.engine import weigh
from measures.evidence import evidence
from measures.management.arguments import chosen_obligation, chosen_organizations, day_of


class Command(BaseCommand):
    help = "List the records behind the figure of one obligation, organization and year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("key")
        parser.add_argument("code")
        parser.add_argument("year", type=int)
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--format", choices=["table", "json"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"]
        as_of = day_of(year, options["as_of"], timezone.localdate())
        obligation = chosen_obligation(year, options["key"])
        chosen = chosen_organizations([options["code"]]) or frozenset()
        rows, _judged = weigh(year, as_of, chosen, {obligation.key})
        value = next((row.value for row in rows if row.organization_id in chosen), None)
        shown = reporting.behind(evidence(obligation, min(chosen), as_of), options["code"], value)
        if options["format"] == "json":
            self.stdout.write(json.dumps(shown, ensure_ascii=False))
        else:
            self.stdout.write(reporting.table(shown["records"]))
