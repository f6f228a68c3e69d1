"""`manage.py restore FILE`: a copy back into an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from registers.restoring import CannotRestore, restore


class Command(BaseCommand):
    help = _("把备份恢复到空数据库：核对行数和变更记录的哈希链，全部恢复或一行不动。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("备份文件"))

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            counts = restore(file)
        except CannotRestore as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _("已恢复 %(tables)d 张表、%(rows)d 行，行数与清单一致，变更记录完整。")
            % {"tables": len(counts), "rows": sum(counts.values())}
        )
