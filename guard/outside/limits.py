"""What a process that reads one file may use. It ends by itself when it goes beyond."""

import contextlib
import os
import resource
import signal
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1024 * 1024
MOST_OPEN_FILES: Final = 64
BELL_BYTES: Final = 256  # one message to the process: a reader's name, filled up with spaces


def confine(*, seconds: int, wall_seconds: float, megabytes: int) -> None:
    """From now on this process gets so much processor time, time and memory; it writes no file.

    A second too long is ended by the kernel, whatever code runs then; too much memory is a
    MemoryError. Where the kernel keeps no account of memory (macOS) only time is bounded.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, MOST_OPEN_FILES)
    if held := _address_space():
        _limit(resource.RLIMIT_AS, held + megabytes * MEGABYTE)


def _limit(kind: int, most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
        resource.setrlimit(kind, (most, most))


def _address_space() -> int:
    """Bytes that this process has mapped, what it shares with its parent included; 0 if unknown."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0
