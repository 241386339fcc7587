from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from committees.models import Meeting
from handouts.written import ACTIONS, fingerprint
from meetings.queries.agenda import meetings_of
from papers.enums import PaperKind
from papers.models import Paper
from papers.queries.records import record_of
from papers.services.agreement import made_of
from plans.queries.plan_argument import plan_called
from reporting.enums import Marking
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = (
        "Writes the minutes of a meeting, or its action list: as Word where --out ends in .docx, "
        "else as PDF. What nobody has agreed yet says that it is a draft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="the plan's title, its short name in addresses, or number")
        parser.add_argument("--meeting", type=day_argument, required=True, help="YYYY-MM-DD")
        parser.add_argument("--body", help="the group that met, where it is not the committee")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--actions", action="store_true", help="the action list alone")
        parser.add_argument("--marking", choices=Marking.values, help="of a draft")
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_called(options["plan"])
        rows = meetings_of(plan)
        if options["body"]:
            rows = Meeting.objects.filter(
                body__area=plan.area_id, body__name__iexact=options["body"]
            )
        meeting = rows.filter(held_on=options["meeting"]).select_related("body__area").first()
        if meeting is None:
            raise CommandError(f"Nobody met on {options['meeting']}.")
        paper = Paper.objects.filter(meeting=meeting, withdrawn_at=None).first() or Paper(
            kind=PaperKind.MINUTES,
            area=meeting.body.area,
            meeting=meeting,
            begun_at=timezone.now(),
        )
        if paper.draft and options["marking"]:
            paper.marking = options["marking"]
        told = record_of(paper, timezone.localdate())
        part = ACTIONS if options["actions"] else ""
        made = made_of(told, word=options["out"].suffix.lower() == ".docx", part=part)
        options["out"].parent.mkdir(parents=True, exist_ok=True)
        options["out"].write_bytes(made.data)
        facts = {
            "path": str(options["out"]),
            "pages": made.pages,
            "mark": fingerprint(told),
            "draft": told["draft"],
        }
        said = "\n".join(f"{name.capitalize():10}{value}" for name, value in facts.items())
        self.stdout.write(json.dumps(facts) if options["json"] else said)
