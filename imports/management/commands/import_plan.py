"""Bring a plan in from a spreadsheet: `import_plan FILE --area NAME --title T --period A..B`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import User
from committees.models import Area
from committees.services import create_area
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.queries.preview import refused_lines
from imports.rules.columns.match import match
from imports.rules.files.cells import Sheet, from_json
from imports.rules.files.source import MAX_BYTES
from imports.rules.plan.draft import Doubt, PlanDraft
from imports.rules.plan.interpretation import interpret
from imports.rules.plan.summary import summary, words
from imports.rules.sent_file import sheets_sent
from imports.services.drafts import note_refused_cells
from imports.services.plan import save_plan
from plans.models import Plan
from plans.rules.legends import PRESETS
from timescales.date_format import long_day
from timescales.day_argument import day_argument, period_argument
from timescales.days import Period


class Command(BaseCommand):
    help = (
        "Bring a plan in from an .xlsx or .csv file. With --dry-run nothing is written. "
        "An area that does not exist is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the spreadsheet")
        parser.add_argument("--area", required=True, help="name of the partnership area")
        parser.add_argument("--title", required=True, help="title of the plan")
        parser.add_argument(
            "--period", required=True, type=period_argument, help="2021-08-01..2023-07-31"
        )
        parser.add_argument(
            "--legend", choices=sorted(PRESETS), default="", help="default: the one that fits"
        )
        parser.add_argument(
            "--stated-on",
            type=day_argument,
            help="the day that the printed status speaks of (default: the period's first day)",
        )
        parser.add_argument("--by", default="", help="e-mail address of the person who imports")
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--words", action="store_true", help="with --json: every heading, action and measure"
        )
        parser.add_argument("--json", action="store_true", help="print the counts for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _person(options["by"])
        sheets, draft = _read(options["file"], options["period"], options["legend"])
        refused = refused_lines(sheets, draft)
        note_refused_cells(sheets)
        plan = None
        if not options["dry_run"]:
            plan = _save(by, draft, options)
        if options["json"]:
            told = {**summary(draft), "refused": len(refused)}
            told |= words(draft) if options["words"] else {}
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(draft, plan, refused)
        if draft.blocks and options["dry_run"]:
            raise CommandError(_lines([f"{d.where}: {d.text}" for d in draft.blocks]))

    def _tell(self, draft: PlanDraft, plan: Plan | None, refused: list[Doubt]) -> None:
        counts = summary(draft)
        write = self.stdout.write
        for level in counts["levels"]:
            write(f"{level['count']:5} {level['name']}")
        write(f"{counts['actions']:5} actions, {counts['ongoing']} ongoing")
        for day, count in counts["due"].items():
            write(f"{count:5} due {long_day(date.fromisoformat(day))}")
        for name in ("timescales", "statuses"):
            said = ", ".join(f"{kind} {count}" for kind, count in counts[name].items())
            write(f"      {name}: {said}")
        leads = counts["leads"]
        write(f"{leads['distinct']:5} leads, named {leads['assignments']} times")
        cells = draft.cells
        write(f"{cells.read:5} cells read: {cells.kept} kept, {cells.left_out} left out")
        for one in draft.left_out:
            write(f"  - {one.cell} “{one.words[:60]}”: {one.why}")
        if refused:
            write(f"{len(refused):5} cells refused")
        for doubt in (*refused, *draft.doubts):
            place = f"{doubt.where}: " if doubt.where else ""
            write(f"  ? {place}{doubt.text}")
        write(f"Saved as “{plan.title}”, {plan.slug}." if plan else "Nothing was written.")


def _person(email: str) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise CommandError(f"Nobody has the address {email}.")
    return person


def _read(file: Path, period: Period, legend: str) -> tuple[tuple[Sheet, ...], PlanDraft]:
    try:
        with file.open("rb") as opened:
            sent = read_outside(sheets_sent, file.name, opened.read(MAX_BYTES + 1))
        sheets = from_json(sent)
        return sheets, interpret(sheets, match(sheets), period, legend)
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal


@transaction.atomic
def _save(by: User | None, draft: PlanDraft, options: dict[str, Any]) -> Plan:
    try:
        area = Area.objects.filter(name__iexact=" ".join(options["area"].split())).first()
        return save_plan(
            by=by,
            draft=draft,
            area=area or create_area(by=by, name=options["area"]),
            title=options["title"],
            period_start=options["period"].start,
            period_end=options["period"].end,
            legend=options["legend"],
            stated_on=options["stated_on"],
            file_name=options["file"].name,
        )
    except ValidationError as error:
        raise CommandError(_lines(error.messages)) from error


def _lines(messages: list[str]) -> str:
    return "\n".join(messages)
