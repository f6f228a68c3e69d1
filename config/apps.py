"""Loads what each register app publishes: its metrics, its registers and its system checks."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        autodiscover_modules("importing", "metrics", "checks")
