from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "registers"
    verbose_name = _("台账")

    def ready(self) -> None:
        # the registers of who exists live here: organizations stand below and know no importer
        import_module("registers.organizations")
