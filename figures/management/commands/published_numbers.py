"""Everything that one audience can see of an area's figures, at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from committees.models import Area
from committees.queries.area_argument import add_area_argument, area_called
from disclosure import Publication, write
from figures.enums import Audience, EditionState
from figures.models import Edition
from figures.queries.told import said_in
from figures.rules.editions.audiences import WIDENING
from figures.rules.told import together


class Command(BaseCommand):
    help = (
        "Prints every number that an audience can see of an area: all editions that were issued to "
        "it, those that reports printed among them, and what is hidden in them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_area_argument(parser)
        parser.add_argument(
            "--audience",
            required=True,
            choices=Audience.values,
            help="whoever reads for members reads what is public too",
        )
        parser.add_argument("--json", action="store_true", help="print for a program to read")
        parser.add_argument(
            "--apart", action="store_true", help="with --json: a list, an entry for each edition"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        area = area_called(options["area"])
        editions = seen_by(area, options["audience"])
        if options["json"]:
            everything = together(
                editions, name=f"{area.name}: {Audience(options['audience']).label}"
            )
            data: Any = [write(one) for one in editions] if options["apart"] else write(everything)
            self.stdout.write(json.dumps(data, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(editions)))


def seen_by(area: Area, audience: str) -> list[Publication]:
    """The issued editions that an audience can see, as they were said, the newest first."""
    at = WIDENING.index(Audience(audience))
    rows = Edition.objects.filter(
        area=area, audience__in=WIDENING[: at + 1], state=EditionState.ISSUED
    )
    return [said_in(row) for row in rows.order_by("-issued_at", "-pk")]


def _lines(editions: Sequence[Publication]) -> list[str]:
    if not editions:
        return ["Nothing has been released to this audience yet."]
    lines = []
    for said in editions:
        lines.append(said.edition)
        for cell in said.cells:
            if cell.value is not None or cell.hidden:
                what = ", ".join(cell.dims.values())
                lines.append(f"  {cell.value or 'hidden':>8}  {what}")
    return lines
