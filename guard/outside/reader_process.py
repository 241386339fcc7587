"""The process that has the readers loaded and makes a child for each file: `python -m` starts it.

It is one thread, knows no secret of the site (`readers.ENVIRONMENT`), opens no database, and ends
when the process that started it does. A child reads one file, under limits, and answers in JSON:
what a broken parser could send back is words and never code.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any, Final

from guard.outside.limits import BELL_BYTES, confine
from guard.refusals import Refusal

_AT: Final = ":"


def serve(bell: socket.socket) -> None:
    """Wait for bells until nobody holds the other end. Each brings the connection to answer on; a
    bell without one only has the reader loaded."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children leave nothing behind
    gc.freeze()
    while True:
        message, connections, _, _ = socket.recv_fds(bell, BELL_BYTES, 1)
        if not message:
            return
        named = message.decode("ascii").strip()
        _load(named)
        for connection in connections:
            if os.fork() == 0:
                bell.close()
                _answer(socket.socket(fileno=connection), named)
                os._exit(0)
            os.close(connection)


def _load(named: str) -> None:
    """Loaded here, a reader is there in every child. What goes wrong goes wrong again there."""
    try:
        importlib.import_module(named.split(_AT)[0])
        gc.freeze()
    except Exception as error:
        sys.stderr.write(f"{named} cannot be loaded: {error}\n")


def _answer(connection: socket.socket, named: str) -> None:
    _be_silent()
    with connection, connection.makefile("rb") as sent:
        asked = json.loads(sent.readline())
        confine(**asked["limits"])
        data = sent.read(asked["size"])
        try:
            answer = {"read": _reader(named)(asked["name"], data)}
        except Refusal as refusal:
            answer = {"large": True} if _for_memory(refusal) else {"refused": str(refusal)}
        except (MemoryError, SystemError):
            answer = {"large": True}
        except Exception as error:
            answer = {"fault": f"{type(error).__name__} in {named}"}
        connection.sendall(json.dumps(answer).encode())


def _for_memory(refusal: BaseException) -> bool:
    """Whether it is for want of memory that a reader took the file for damaged."""
    why: BaseException | None = refusal
    while why := why.__cause__ or why.__context__ if why else None:
        # a SystemError is what code in C gives when it has no memory left to say so
        if isinstance(why, (MemoryError, SystemError)) or "out of memory" in str(why).lower():
            return True
    return False


def _reader(named: str) -> Callable[[str, bytes], Any]:
    module, _, name = named.partition(_AT)
    reader: Callable[[str, bytes], Any] = getattr(importlib.import_module(module), name)
    return reader


def _be_silent() -> None:
    """A library's warning may quote the file; nothing of it goes to the log."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


if __name__ == "__main__":
    serve(socket.socket(fileno=os.dup(0)))
