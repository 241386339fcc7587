#!/usr/bin/env python
"""Run a management command; `./dev manage …` does so in the right environment."""

import os
import sys

from django.core.management import execute_from_command_line

from guard.notes import gathered


def run(argv: list[str]) -> None:
    """What the guard refuses on the way is written in its log, whatever became of the command."""
    with gathered() as seen:
        try:
            execute_from_command_line(argv)
        finally:
            if seen:
                # the log is a table: known once Django is set up
                from audit.services.guard_log import log_seen  # noqa: PLC0415

                log_seen(by=None, page=" ".join(argv[1:2]), seen=seen)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")
    run(sys.argv)
