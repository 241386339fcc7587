"""A worker at its work: the files of a report, in a process that has loaded what a worker loads.

Nothing else of the measurements is asked for here, so that the memory is the worker's own.
"""

import resource
import time
from collections.abc import Callable
from functools import partial

from cpcplan.celery import app
from documents.files import pdf
from documents.hash import digest
from reporting.tasks import render_file
from tests.reporting import samples

FORMATS = ("pdf", "docx", "xlsx")

Spent = tuple[float, float]  # seconds of the processor, of the clock


def made(*jobs: int) -> dict[str, Spent]:
    """What each file of a report costs the worker, and the most memory that it needed."""
    app.loader.import_default_modules()
    short = samples.snapshot(1)
    pdf.pdf(short, digest(short))
    files = {
        name: spent(partial(render_file, job)) for name, job in zip(FORMATS, jobs, strict=True)
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**files, "memory": (memory, 0.0)}


def spent(work: Callable[[], object]) -> Spent:
    start, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - start, time.perf_counter() - clock
