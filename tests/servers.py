"""PostgreSQL and Redis of the tests' own: `python -m tests.servers COMMAND…`.

Both are started in a temporary folder on unix sockets, never on a network, and are gone when the
command ends. Nothing that happens to run on the machine is used.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from tests.clock import unmoved

PATIENCE = 30.0
# Nothing of it is to outlive the tests, and no table is large: to count the rows of all tables
# PostgreSQL would start two processes each time.
SPEED = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"),
    *("wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB", "checkpoint_timeout=1h"),
    *("max_parallel_workers_per_gather=0", "jit=off"),
)


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, _stopped)
    with temporary_folder() as folder, postgresql(folder) as database, redis(folder) as broker:
        os.environ["PGUSER"] = "cpcplan"
        os.environ["DATABASE_URL"] = os.environ["CPCPLAN_TEST_DATABASE_URL"] = database
        os.environ["CELERY_BROKER_URL"] = os.environ["CPCPLAN_TEST_BROKER_URL"] = broker
        return subprocess.run(command, check=False).returncode


def _stopped(number: int, frame: FrameType | None) -> NoReturn:
    """Whoever ends this ends the tests and the servers too."""
    raise SystemExit(128 + number)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that the servers' user may enter too; short, since socket paths are limited."""
    folder = Path(tempfile.mkdtemp(prefix="cpc-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A new cluster; yields its DATABASE_URL. As root it runs as user postgres, as it must."""
    home = folder / "pg"
    home.mkdir()
    prefix: list[str] = []
    if os.geteuid() == 0:
        prefix = ["runuser", "-u", "postgres", "--"]
        shutil.chown(home, "postgres")
    data = home / "data"
    subprocess.run(
        [
            *prefix,
            find("initdb"),
            "-D",
            data,
            "-U",
            "cpcplan",
            "--auth=trust",
            "--no-sync",
            "-E",
            "UTF8",
        ],
        check=True,
        cwd=home,
        env=unmoved(),
        stdout=subprocess.DEVNULL,
    )
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={home}"]
    speed = [part for setting in SPEED for part in ("-c", setting)]
    server = start([*prefix, find("postgres"), "-D", data, *options, *speed], cwd=home)
    try:
        wait_for(home / ".s.PGSQL.5432", server)
        yield f"postgres:///{home}/postgres"
    finally:
        stop(server)


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A Redis on a unix socket that keeps nothing; yields its broker URL."""
    socket = folder / "redis.sock"
    server = start(
        [
            find("redis-server"),
            "--port",
            "0",
            "--unixsocket",
            socket,
            "--save",
            "",
            "--dir",
            folder,
        ],
        cwd=folder,
    )
    try:
        wait_for(socket, server)
        yield f"redis+socket://{socket}"
    finally:
        stop(server)


def start(command: list[str | Path], cwd: Path) -> "subprocess.Popen[bytes]":
    """Start a server in a process group of its own, so that Ctrl-C reaches the tests only."""
    with (cwd / "server.log").open("ab") as log:
        return subprocess.Popen(
            command, cwd=cwd, env=unmoved(), stdout=log, stderr=log, start_new_session=True
        )


def stop(server: "subprocess.Popen[bytes]") -> None:
    os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def wait_for(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    """Return once the server listens; a server that ends first is an error with its own words."""
    give_up = time.monotonic() + PATIENCE
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError((socket.parent / "server.log").read_text(errors="replace"))
        time.sleep(0.02)


def find(program: str) -> str:
    """The program's path; Debian keeps PostgreSQL's own ones out of PATH."""
    if path := shutil.which(program):
        return path
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not found:
        raise SystemExit(f"{program} is missing: ./dev test says which package to install.")
    return str(found[-1])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
