"""A real worker, killed as often as a test likes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests import servers

ROOT = Path(__file__).resolve().parents[2]
QUICK = {
    "JOBS_LEASE_SECONDS": "1.5",
    "JOBS_PATIENCE_SECONDS": "1",
    "JOBS_SWEEP_SECONDS": "0.4",
    "JOBS_RETRY_SECONDS": "0.2",
}


class Worker:
    """The embedded worker (`-B -P threads`) in a process group of its own."""

    def __init__(self, folder: Path, broker: str) -> None:
        self.folder = folder
        self.environment = (
            os.environ
            | QUICK
            | {
                "DJANGO_SETTINGS_MODULE": "cpcplan.settings",
                "CPCPLAN_DATA": str(folder),
                "DATABASE_URL": database_url(),
                "CELERY_BROKER_URL": broker,
            }
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "cpcplan", "worker", "-B", "-P", "threads"]
        options = ["-c", "2", "-l", "WARNING", "-I", "tests.jobs.pretend", "--without-gossip"]
        with (self.folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options, "--without-mingle"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """As a power cut would: nothing in the process gets a chance to tidy up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @property
    def log(self) -> str:
        return (self.folder / "worker.log").read_text(errors="replace")


def database_url() -> str:
    """The address of the database that this test process uses, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"postgres:///{values['HOST']}/{values['NAME']}"


def wait_until(condition: Callable[[], bool], *, seconds: float, said: Callable[[], str]) -> None:
    """Return as soon as the condition holds; fail with what `said` tells when it never does."""
    give_up = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > give_up:
            pytest.fail(f"It did not happen within {seconds} s.\n{said()}")
        time.sleep(0.05)


@pytest.fixture
def broker() -> Iterator[str]:
    """The broker that goes with this database where the product is installed: folders with SQLite,
    Redis with PostgreSQL. What a worker makes of a job hangs on the row, and not on both."""
    if connection.vendor == "sqlite":
        yield "filesystem://localhost"
        return
    with servers.temporary_folder() as folder, servers.redis(folder) as url:
        yield url


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path, broker: str) -> Iterator[Worker]:
    made = Worker(tmp_path, broker)
    yield made
    made.kill()


@pytest.fixture(autouse=True)
def _quick(settings: settings) -> None:
    settings.JOBS_LEASE_SECONDS = 1.5
    settings.JOBS_PATIENCE_SECONDS = 1
    settings.JOBS_RETRY_SECONDS = 0.2
