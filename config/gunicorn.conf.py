"""The web server: who listens, how many answer at once, and where it may not listen."""

import os

from gunicorn.http import wsgi

from papg.serving import refuse_unsafe_address

bind = f"{os.environ.get('WEB_HOST', '127.0.0.1')}:{os.environ.get('WEB_PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
timeout = 120
graceful_timeout = 10
preload_app = True
control_socket_disable = True
proc_name = "papg-web"
accesslog = None
errorlog = "-"
limit_request_line = 8190
# What answers is nobody's business.
wsgi.SERVER = "web"


def on_starting(server: object) -> None:
    """Stop before anything listens when the address is not allowed."""
    refuse_unsafe_address(bind)
