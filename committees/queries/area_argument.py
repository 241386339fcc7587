"""An area as it is typed on the command line."""

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.db.models import Q

from committees.models import Area


def add_area_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--area", required=True, help="the area's name, or as in addresses")


def area_called(words: str) -> Area:
    """ "Carrick Moor" or "carrick-moor". Raises CommandError where no area is called so."""
    words = " ".join(words.split())
    # what stands in an address is one area's alone; a name comes second
    rows = Area.objects.filter(Q(slug=words) | Q(name__iexact=words))
    area = next(iter(sorted(rows, key=lambda row: row.slug != words)), None)
    if area is None:
        raise CommandError(f"No area is called {words}.")
    return area
