"""The Celery application. Work reaches it through the outbox only (registers/outbox.py)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("qingzhuang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
