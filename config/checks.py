"""System checks of a production system. Those that ask the database run at start only (config/startup.py)."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from config.environment import process_counts
from config.startup import wrong_settings


@register
def production_settings(**kwargs: Any) -> list[Error]:
    if not settings.PRODUCTION:
        return []
    return [Error(text, id=f"config.{name}") for name, text in wrong_settings(settings, *process_counts())]
