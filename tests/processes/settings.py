"""The product's settings and one topic more, whose effect can be counted."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, OUTBOX_JOBS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.processes"]
OUTBOX_JOBS = {**OUTBOX_JOBS, "probe": "tests.processes.probe"}
