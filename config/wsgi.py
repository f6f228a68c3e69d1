"""The web process: `gunicorn -c python:config.server config.wsgi`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from config.environment import process_counts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# a page gives up early where a command may take its time (config/environment.py)
os.environ.setdefault("PAGE_LIMITS", "1")
application = get_wsgi_application()

from config.startup import refuse_wrong_start  # noqa: E402 - models can be imported only now

refuse_wrong_start(settings, *process_counts())
# gunicorn loads this before it forks; a connection must not be shared
connections.close_all()
