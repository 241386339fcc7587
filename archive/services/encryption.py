"""The file locked and unlocked, in the open form `age`, which other programs read too.

The key that opens it is told once and kept nowhere: the file is locked with its other half.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyrage
from pyrage import x25519

from archive.rules.document import Reading
from archive.rules.refusals import Refused

MAGIC = b"age-encryption.org/v1\n"
WRONG_KEY = (
    "This key does not open the file. Use the one that was shown when the file was asked for; "
    "without it the file cannot be opened by anybody, so ask for a new one."
)
NO_KEY = "This is no key of such a file: it is one line that begins with AGE-SECRET-KEY-1."
NOT_ENCRYPTED = (
    "This is not the file of an area as this program makes it: it is not encrypted in the form "
    "of age, or its beginning is missing."
)
DAMAGED = (
    "The file was altered, or its end is missing: it does not stand as it was encrypted. Nothing "
    "was brought in; copy it again."
)


class NewKey(NamedTuple):
    """`secret` opens what is locked with `lock`."""

    secret: str
    lock: str


def new_key() -> NewKey:
    identity = x25519.Identity.generate()
    return NewKey(str(identity), str(identity.to_public()))


def lock_file(chunks: Iterable[bytes], target: BinaryIO, lock: str) -> None:
    """Write `chunks` encrypted, without ever holding all of them."""
    recipient = x25519.Recipient.from_str(lock)
    pyrage.encrypt_io(io.BufferedReader(_Source(iter(chunks)), 1 << 20), target, [recipient])


def unlock_file(path: Path, secret: str, reading: Reading) -> None:
    """Feed a file's bytes to `reading`, decrypted. Raises `Refused` in words for a wrong key, and
    for what is altered, cut or none of this program's."""
    try:
        identity = x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as error:
        raise Refused(NO_KEY) from error
    with path.open("rb") as source:
        if source.read(len(MAGIC)) != MAGIC:
            raise Refused(NOT_ENCRYPTED)
        source.seek(0)
        target = _Target(reading)
        try:
            pyrage.decrypt_io(source, target, [identity])
        except pyrage.DecryptError as error:
            words = WRONG_KEY if "matching keys" in str(error) else DAMAGED
            raise Refused(words) from error
        except OSError as error:
            raise (target.fault or Refused(DAMAGED)) from error
        if target.fault:
            raise target.fault
    reading.finished()


class _Source(io.RawIOBase):
    """Bytes that come in pieces, to be read."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._left = chunks, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._left:
            piece = next(self._chunks, None)
            if piece is None:
                return 0
            self._left = piece
        size = min(len(view), len(self._left))
        view[:size], self._left = self._left[:size], self._left[size:]
        return size


class _Target(io.RawIOBase):
    """Takes what is decrypted; what is wrong with it is kept, since nothing of ours passes through
    the library."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.fault: Refused | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if self.fault:  # what the library holds still it hands on all the same
            raise OSError(str(self.fault))
        piece = bytes(data)  # type: ignore[call-overload]
        try:
            self._reading.feed(piece)
        except Refused as fault:
            self.fault = fault
            raise OSError(str(fault)) from fault
        return len(piece)
