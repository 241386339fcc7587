#!/usr/bin/env python
"""Run a management command; `./dev manage …` does so in the right environment."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")
    execute_from_command_line(sys.argv)
