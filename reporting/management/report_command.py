"""What the report commands share: freeze the plan, write the PDF, say what was made."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from committees.queries.logos import image_of
from documents import sections
from documents.files import pdf
from documents.files.made import Made
from documents.schema.content import SectionRecord, SnapshotContent
from documents.text import lines
from plans.models import Plan
from plans.queries.plan_argument import plan_called
from reporting import services
from reporting.enums import Marking
from reporting.models import Snapshot
from reporting.queries.reports import content_of, contents_for, period_for
from reporting.rules.snapshots.order import Order
from timescales.day_argument import day_argument


class ReportCommand(BaseCommand):
    """Freezes a plan on a day and writes the report made from it."""

    kind = ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="the plan's title, its short name in addresses, or number")
        parser.add_argument("--as-of", type=day_argument, default=None, help="YYYY-MM-DD, or today")
        parser.add_argument("--out", type=Path, required=True, help="the PDF to write")
        parser.add_argument("--marking", choices=Marking.values, default=Marking.OFFICIAL)
        parser.add_argument("--by", metavar="EMAIL", help="whose name stands as the preparer")
        parser.add_argument(
            "--open-window-reason",
            metavar="WORDS",
            default="",
            help="why it is frozen while leads are still being asked; printed",
        )
        parser.add_argument(
            "--section",
            metavar="KEY=FILE",
            action="append",
            default=[],
            help=f"the words of a section, from a text file; {', '.join(self.keys())}",
        )
        parser.add_argument("--snapshot", metavar="HASH", help="render this one; freeze nothing")
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_called(options["plan"])
        snapshot = (
            _frozen(plan, options["snapshot"])
            if options["snapshot"]
            else self.freeze(plan, options)
        )
        content = content_of(snapshot)
        try:
            made = self.made(snapshot, content, options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        options["out"].parent.mkdir(parents=True, exist_ok=True)
        options["out"].write_bytes(made.data)
        facts = summary(content, snapshot.sha256, options["out"], made.pages)
        self.stdout.write(json.dumps(facts) if options["json"] else told(facts))

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        """The paper, from what is frozen."""
        return pdf.pdf(content, snapshot.sha256, image_of(content, snapshot.plan.area_id))

    def freeze(self, plan: Plan, options: dict[str, Any]) -> Snapshot:
        as_of: date = options["as_of"] or timezone.localdate()
        by = _person(options["by"])
        order = Order(
            kind=self.kind,
            as_of=as_of,
            period=period_for(plan, as_of, self.kind),
            frozen_at=timezone.now(),
            prepared_by=str(by) if by else "cpcplan, from the command line",
            marking=Marking(options["marking"]).label,
            open_window_reason=lines(options["open_window_reason"]).text,
            sections=[self.section(words) for words in options["section"]],
            contents=contents_for(plan, self.kind),
        )
        try:
            return services.freeze(by=by, plan=plan, order=order, next_plan=self.next_plan(plan))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def keys(self) -> list[str]:
        return [part.key for part in sections.every(self.kind)]

    def section(self, words: str) -> SectionRecord:
        """A section from its key and the file that holds its words."""
        key, _, name = words.partition("=")
        if key not in self.keys():
            raise CommandError(f"There is no section {key!r}. There are: {', '.join(self.keys())}.")
        try:
            body = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The words of {key!r} cannot be read from {name!r}.") from error
        heading = sections.part(self.kind, key).heading
        return {"key": key, "heading": heading, "body": lines(body).text}

    def next_plan(self, plan: Plan) -> Plan | None:
        return None


class Facts(TypedDict):
    """What a command made, as plain values."""

    path: str
    snapshot: str
    pages: int
    as_of: str
    total: int
    ongoing_items: int
    overdue: int
    statuses: Mapping[str, int]


def summary(content: SnapshotContent, sha256: str, out: Path, pages: int) -> Facts:
    """What was made, as plain values."""
    last = content["count_rows"][-1]
    return {
        "path": str(out),
        "snapshot": sha256,
        "pages": pages,
        "as_of": content["as_of"],
        "total": last["total"],
        "ongoing_items": sum(row["ongoing"] for row in content["actions"]),
        "overdue": sum(row["overdue"] for row in content["actions"]),
        "statuses": content["counts"],
    }


def told(facts: Facts) -> str:
    counts = ", ".join(f"{key} {number}" for key, number in facts["statuses"].items())
    return (
        f"Report    {facts['path']}\n"
        f"Snapshot  {facts['snapshot']}\n"
        f"Pages     {facts['pages']}\n"
        f"Actions   {facts['total']} ({counts}), overdue {facts['overdue']}, "
        f"ongoing items {facts['ongoing_items']}"
    )


def _frozen(plan: Plan, mark: str) -> Snapshot:
    rows = list(Snapshot.objects.filter(plan=plan, sha256__startswith=mark)[:2])
    if len(rows) != 1:
        raise CommandError(f"{len(rows) or 'No'} snapshots of this plan begin with {mark!r}.")
    return rows[0]


def _person(email: str | None) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get(email__iexact=email)
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody signs in as {email!r}.") from error
