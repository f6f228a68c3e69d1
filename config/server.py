"""Gunicorn's settings: `gunicorn -c python:config.server config.wsgi`. PORT, BIND and WEB_CONCURRENCY are honoured."""

from pathlib import Path

from config.environment import environment, process_counts

env = environment(Path(__file__).resolve().parent.parent)

bind = env.str("BIND", default="") or f"127.0.0.1:{env.str('PORT', default='') or 8000}"
worker_class = "gthread"
workers = process_counts()[0]
threads = 4
# loaded once and shared by the workers: a start in half the time, and less memory
preload_app = True
timeout = 30
graceful_timeout = 8
keepalive = 5
# replaced now and then, not all at once
max_requests = 10_000
max_requests_jitter = 1_000
# the heartbeat of workers must not wait for a disk
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# whoever can write a file could manage the server through it
control_socket_disable = True
proc_name = "qingzhuang"
