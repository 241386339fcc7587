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
from committees.queries.names import Names, names_in
from committees.services import create_area
from guard.outside.files import read_outside
from guard.refusals import Refusal
from imports.enums import Subject
from imports.queries.brought_in import BroughtIn, brought_in, fingerprint
from imports.queries.decisions import by_key
from imports.queries.preview import refused_lines
from imports.rules.columns.match import match
from imports.rules.plan.draft import Doubt, PlanDraft
from imports.rules.plan.interpretation import interpret
from imports.rules.plan.summary import summary, words
from imports.rules.sent_file import sheets_sent
from imports.rules.words.decision_file import MAX_BYTES as DECISIONS_MAX
from imports.rules.words.decision_file import read_decisions
from imports.rules.words.meanings import AS_WORDS, NOTHING, Meanings
from imports.services.drafts import note_refused_cells
from imports.services.plan import save_plan
from plans.models import Plan
from plans.rules.legends import PRESETS
from sheets.rules.cells import Sheet, from_json
from sheets.rules.source import MAX_BYTES
from timescales.date_format import long_day
from timescales.day_argument import day_argument, period_argument
from timescales.days import Period


class Command(BaseCommand):
    help = (
        "Bring a plan in from a .docx, .xlsx, .csv or .html file. With --dry-run nothing is "
        "written. "
        "An area that does not exist is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the document or spreadsheet")
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
        parser.add_argument(
            "--decisions",
            type=Path,
            help="a JSON file of what columns, statuses, timescales and leads mean",
        )
        parser.add_argument("--dry-run", action="store_true", help="read and report, write nothing")
        parser.add_argument(
            "--words", action="store_true", help="with --json: every heading, action and measure"
        )
        parser.add_argument("--json", action="store_true", help="print the counts for a program")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _person(options["by"])
        meanings = _meanings(options["decisions"])
        options["joins"] = _joins(meanings, options["area"])
        sheets, draft = _read(options["file"], options["period"], options["legend"], meanings)
        refused = refused_lines(sheets, draft)
        note_refused_cells(sheets)
        plan, before = None, _before(options["area"], sheets)
        if before and not options["dry_run"]:
            self.stderr.write(before.words)
        elif not options["dry_run"]:
            plan = _save(by, draft, sheets, options)
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


def _meanings(file: Path | None) -> Meanings:
    if file is None:
        return NOTHING
    try:
        with file.open("rb") as opened:
            return read_decisions(opened.read(DECISIONS_MAX + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except Refusal as refusal:
        raise CommandError(f"{file.name}: {refusal}") from refusal


def _area(name: str) -> Area | None:
    return Area.objects.filter(name__iexact=" ".join(name.split())).first()


def _joins(meanings: Meanings, area_name: str) -> dict[str, str]:
    """What leads are joined to, by the area's own posts and groups."""
    given = meanings.given.get(Subject.LEAD, {})
    area = _area(area_name) if given else None
    names = names_in(area) if area else Names({}, {})
    joins = {key: by_key(value, names) for key, value in given.items() if value != AS_WORDS}
    for key, value in joins.items():
        if not value:
            raise CommandError(f"“leads”: {area_name} has no {given[key].replace(':', ' “')}”.")
    return joins


def _read(
    file: Path, period: Period, legend: str, meanings: Meanings
) -> tuple[tuple[Sheet, ...], PlanDraft]:
    try:
        with file.open("rb") as opened:
            sent = read_outside(sheets_sent, file.name, opened.read(MAX_BYTES + 1))
        sheets = from_json(sent)
        matched = match(sheets, named=meanings.given.get(Subject.COLUMN))
        return sheets, interpret(sheets, matched, period, legend, meanings)
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal


def _before(name: str, sheets: tuple[Sheet, ...]) -> BroughtIn | None:
    """The plan that the very same file made in that area before."""
    area = _area(name)
    return brought_in(area, fingerprint(sheets)) if area else None


@transaction.atomic
def _save(
    by: User | None, draft: PlanDraft, sheets: tuple[Sheet, ...], options: dict[str, Any]
) -> Plan:
    try:
        area = _area(options["area"])
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
            joins=options["joins"],
            mark=fingerprint(sheets),
        )
    except ValidationError as error:
        raise CommandError(_lines(error.messages)) from error


def _lines(messages: list[str]) -> str:
    return "\n".join(messages)
