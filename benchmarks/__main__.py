"""`./dev bench [NAME…]`: run the measurements and print them as one table."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django
from django.core.management import call_command

from benchmarks.figures import HEAD

NOT_MEASUREMENTS = {"__init__", "__main__", "figures"}


def names() -> list[str]:
    here = Path(__file__).parent
    return sorted(path.stem for path in here.glob("*.py") if path.stem not in NOT_MEASUREMENTS)


def main(wanted: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cpcplan.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(HEAD)
    for name in wanted or names():
        for figure in import_module(f"benchmarks.{name}").measure():
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
