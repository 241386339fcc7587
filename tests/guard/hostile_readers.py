"""Readers that do what a hostile file could make a parser do. They run in the reader's process."""

import ctypes
import os
import signal
import time
from pathlib import Path

from guard.refusals import Refusal


def turns_round(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "size": len(data)}


def refuses(name: str, data: bytes) -> None:
    raise Refusal(f"{name} is not taken.")


def computes_for_ever(name: str, data: bytes) -> None:
    while True:
        pass


def waits_for_ever(name: str, data: bytes) -> None:
    time.sleep(3600)


def ignores_the_alarm(name: str, data: bytes) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def swallows_memory(name: str, data: bytes) -> int:
    return len(b"x" * (8 * 1024**3))


def crashes(name: str, data: bytes) -> None:
    ctypes.string_at(0)


def fails(name: str, data: bytes) -> None:
    raise KeyError("a fault of ours, with words of the file")


def says_much(name: str, data: bytes) -> str:
    return "x" * (2_000_000)


def writes_a_file(name: str, data: bytes) -> str:
    try:
        with Path(name).open("wb") as file:
            file.write(b"kept")
    except OSError as error:
        return type(error).__name__
    return "written"


def environment(name: str, data: bytes) -> list[str]:
    return sorted(os.environ)
