"""How gunicorn serves the site; the address is given where it is started."""

import gc
import importlib
import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
max_requests = 2000
max_requests_jitter = 200
graceful_timeout = 20
# no secret of an address, no search and no referring page is written down
logger_class = "cpcplan.access_log.AccessLog"
access_log_format = '%(h)s "%(r)s" %(s)s %(B)s %(M)sms'


def post_worker_init(worker: object) -> None:
    """What was loaded at the start stays: the collector need not walk it in somebody's request.

    The process that reads files from outside is started before the first file comes.
    """
    importlib.import_module("cpcplan.readers").start()  # the application is loaded by now
    gc.collect()
    gc.freeze()
