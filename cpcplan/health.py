"""What a container's health check asks: `python -m cpcplan.health web|beat`."""

import http.client
import os
import sys
import time
from contextlib import closing
from pathlib import Path

PORT = 8000
# Beat writes its schedule every three minutes.
BEAT_SILENCE_SECONDS = 10 * 60


def web() -> bool:
    """The site answers on this machine, under the first name that it allows."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    with closing(http.client.HTTPConnection("127.0.0.1", PORT, timeout=4)) as connection:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == http.client.OK


def beat() -> bool:
    """Beat has written its schedule lately."""
    schedules = Path(os.environ["CPCPLAN_DATA"]).glob("beat-schedule*")
    newest = max((path.stat().st_mtime for path in schedules), default=0.0)
    return time.time() - newest < BEAT_SILENCE_SECONDS


if __name__ == "__main__":
    sys.exit(0 if {"web": web, "beat": beat}[sys.argv[1]]() else 1)
