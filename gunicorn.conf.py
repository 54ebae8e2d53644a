"""How the web server runs: `gunicorn` alone, in this folder, finds this file."""

import os
from pathlib import Path

wsgi_app = "config.wsgi:application"
pythonpath = "site"
# Only this machine is listened to unless BIND says otherwise: a proxy with https stands before it.
bind = os.environ.get("BIND", "127.0.0.1:8000")

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 20
# A worker is replaced now and then, so that memory it never gives back cannot pile up; not all at the same moment.
max_requests = 5000
max_requests_jitter = 500
# Workers show that they live by touching a file: on a slow disk that would stop them.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # nosec B108
control_socket_disable = True

# No access log: who read what, from where, is kept nowhere. Errors go to standard error.
accesslog = None
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning")
