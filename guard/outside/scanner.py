"""An optional scanner for viruses: ClamAV's `clamd`, asked by its own protocol (INSTREAM).

The client libraries that there are have not been kept for years; the protocol is one command, the
data in pieces with their length, and one line back (clamd(8)).
"""

import logging
import socket
import struct
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from guard.refusals import Refusal

SECONDS: Final = 30.0
PIECE: Final = 64 * 1024
PORT: Final = 3310
VIRUS: Final = "holds what the scanner knows as harmful. Nothing of it was kept."
DOWN: Final = (
    "could not be scanned for harmful content, so it was not taken: the scanner does not answer. "
    "Try again later, or tell your administrator."
)
_log = logging.getLogger(__name__)


def scan(data: bytes, *, shown: str = "This file") -> None:
    """Raises Refusal for what the scanner finds harmful, and when a scanner is set but does not
    answer (`CLAMD_URL`; `CLAMD_MAY_BE_DOWN` lets files pass then). Without a scanner all pass."""
    if not settings.CLAMD_URL:
        return
    try:
        verdict = _asked(settings.CLAMD_URL, data)
    except OSError as error:
        _log.error("the scanner does not answer", extra={"fault": type(error).__name__})
        if settings.CLAMD_MAY_BE_DOWN:
            return
        raise Refusal(f"{shown} {DOWN}") from error
    if verdict.endswith(" FOUND"):
        _log.warning("the scanner refused a file: %s", verdict)
        raise Refusal(f"{shown} {VIRUS}")
    if not verdict.endswith(": OK"):
        _log.error("the scanner could not scan: %s", verdict)
        if not settings.CLAMD_MAY_BE_DOWN:
            raise Refusal(f"{shown} {DOWN}")


def _asked(address: str, data: bytes) -> str:
    """The scanner's line, as "stream: OK". Raises OSError when there is none."""
    with _line(address) as line:
        line.sendall(b"zINSTREAM\0")
        for at in range(0, len(data), PIECE):
            piece = data[at : at + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        said = b""
        while not said.endswith(b"\0"):
            chunk = line.recv(4096)
            if not chunk:
                break
            said += chunk
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()


def _line(address: str) -> socket.socket:
    """tcp://host:3310 or unix:///run/clamav/clamd.ctl"""
    parts = urlsplit(address)
    if parts.scheme == "tcp" and parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or PORT), timeout=SECONDS)
    if parts.scheme == "unix" and parts.path:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    raise OSError("CLAMD_URL is neither tcp:// nor unix://")
