"""A file from outside is read in a process of its own, with bounded memory and time.

Each process of the site starts one small process that has the readers loaded, and that makes a
child for each file (`reader_process`). It is started without a secret in its environment.
"""

import atexit
import json
import logging
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TypeVar

from django.conf import settings

from guard.outside.limits import BELL_BYTES
from guard.refusals import Refusal

Read = TypeVar("Read")
Reader = Callable[[str, bytes], Read]

TOO_LONG: Final = (
    "took too long to read, so nothing of it was kept. Save it anew, or take out what is not "
    "needed, and send that."
)
TOO_LARGE: Final = (
    "needs far too much memory to be read, so nothing of it was kept. Save it anew, or take out "
    "what is not needed, and send that."
)
UNREADABLE: Final = (
    "could not be read: it is damaged, or not what it seems to be. Save it anew and send that."
)
BUSY: Final = "could not be looked at just now, because others are being read. Try again."
# what the process needs to be found and to speak; nothing that names a database or holds a key
ENVIRONMENT: Final = re.compile(
    r"PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|VIRTUAL_ENV|PYTHON\w+|LD_\w+|DYLD_\w+|FAKETIME\w*"
)
MOST_AT_ONCE: Final = 2  # in one process: its other threads serve others meanwhile
PATIENCE: Final = 10.0
MOST_ANSWER: Final = 96 * 1024 * 1024
_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_log = logging.getLogger(__name__)


class _Process:
    """The process that this one has started, and the end of the line to it."""

    def __init__(self) -> None:
        self.bell, theirs = socket.socketpair()
        with theirs:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "guard.outside.reader_process"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                cwd=_ROOT,
                env={
                    name: text for name, text in os.environ.items() if ENVIRONMENT.fullmatch(name)
                },
                start_new_session=True,
            )

    def ring(self, named: str, connections: list[int]) -> None:
        socket.send_fds(self.bell, [named.encode("ascii").ljust(BELL_BYTES)], connections)

    def end(self) -> None:
        """It ends by itself when it sees the line closed."""
        self.bell.close()
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(2)


def _environment() -> dict[str, str]:
    return {name: text for name, text in os.environ.items() if ENVIRONMENT.fullmatch(name)}


class _House:
    """The one reader process of this process; a fork of this process starts its own."""

    def __init__(self) -> None:
        self.process: _Process | None = None
        self.lock = threading.Lock()
        self.turns = threading.BoundedSemaphore(MOST_AT_ONCE)

    def ring(self, named: str, connections: list[int]) -> None:
        """Raises OSError when no process can be started."""
        with self.lock:
            for last in (False, True):
                if self.process is None:
                    self.process = _Process()
                try:
                    self.process.ring(named, connections)
                    return
                except OSError:
                    self.end()
                    if last:
                        raise

    def end(self) -> None:
        process, self.process = self.process, None
        if process:
            process.end()

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Whether there was a place before patience ended."""
        have = self.turns.acquire(timeout=PATIENCE)
        try:
            yield have
        finally:
            if have:
                self.turns.release()


_house = _House()


@atexit.register
def _over() -> None:
    _house.end()


def _forked() -> None:
    """A fork has the line of its parent: it lets it go and will have its own."""
    global _house
    parents, _house = _house, _House()
    if parents.process:
        parents.process.bell.close()
        parents.process.popen.returncode = 0  # somebody else's child: nothing to wait for


os.register_at_fork(after_in_child=_forked)


def warm(*readers: Reader[Any]) -> None:
    """Have these loaded before the first file comes; returns at once."""
    for reader in readers:
        with suppress(OSError):
            _house.ring(_name(reader), [])


def confined(reader: Reader[Read], name: str, data: bytes, *, shown: str = "This file") -> Read:
    """What `reader(name, data)` gives, a plain value as JSON has them, read in another process.

    Raises Refusal: the reader's own, or a sentence that begins with `shown` when the file takes
    too long or too much memory, or ends the process that reads it. `settings.READING` has limits.
    """
    with _house.turn() as have:
        if not have:
            raise Refusal(f"{shown} {BUSY}")
        try:
            answer = _asked(reader, name, data)
        except TimeoutError as error:
            raise Refusal(f"{shown} {TOO_LONG}") from error
        except (OSError, ValueError) as error:
            _log.error("a file could not be read", extra={"fault": type(error).__name__})
            raise Refusal(f"{shown} {UNREADABLE}") from error
    if "refused" in answer:
        raise Refusal(answer["refused"])
    if "large" in answer:
        raise Refusal(f"{shown} {TOO_LARGE}")
    if "fault" in answer:
        _log.error("a reader failed: %s", answer["fault"])
        raise Refusal(f"{shown} {UNREADABLE}")
    read: Read = answer["read"]
    return read


def _asked(reader: Reader[Any], name: str, data: bytes) -> dict[str, Any]:
    """Raises TimeoutError when the time is over, OSError or ValueError for half an answer."""
    limits: dict[str, int] = settings.READING
    # loading what is not loaded yet is not the file's fault
    ends = time.monotonic() + limits["wall_seconds"] + PATIENCE
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _house.ring(_name(reader), [theirs.fileno()])
        head = {"name": name, "size": len(data), "limits": limits}
        ours.settimeout(limits["wall_seconds"] + PATIENCE)
        begun = time.monotonic()
        ours.sendall(json.dumps(head).encode() + b"\n" + data)
        said = bytearray()
        while chunk := _chunk(ours, ends):
            said += chunk
            if len(said) > MOST_ANSWER:
                raise ValueError("too much was answered")
    if not said and time.monotonic() - begun >= min(limits["seconds"], limits["wall_seconds"]):
        raise TimeoutError
    answer: dict[str, Any] = json.loads(bytes(said))
    return answer


def _chunk(ours: socket.socket, ends: float) -> bytes:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    ours.settimeout(left)
    return ours.recv(1 << 20)


def _name(reader: Reader[Any]) -> str:
    return f"{reader.__module__}:{reader.__name__}"
