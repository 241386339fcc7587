"""An area that lived a year, its file, and the same area in another installation."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from actions.enums import EvidenceKind
from actions.models import Evidence, ProgressUpdate
from archive.services.document import write_area
from archive.services.encryption import new_key
from committees.models import Area
from demonstration.queries.sources import read_source
from demonstration.services import load_area, make_reports
from plans.models import Plan
from tests import factories as make
from updates.services import evidence_store

KEY = new_key()
BYTES = b"Minutes of the group, as they were sent.\n"


def lived(slug: str) -> Area:
    """A demonstration area with a logo, an issued report that it heads, and a piece of evidence."""
    source = read_source(slug)
    load_area(source=source, today=timezone.localdate())
    area = Area.objects.get(slug=slug)
    make.LogoFactory(area=area)
    make_reports(source=source, quarters=1)
    update = ProgressUpdate.objects.filter(action__plan__area=area).order_by("pk").last()
    assert update is not None
    Evidence.objects.create(
        action=update.action,
        update_shown=update,
        kind=EvidenceKind.FILE,
        title="Minutes.txt",
        path=evidence_store.write(area.pk, BYTES),
        content_type="text/plain",
        size=len(BYTES),
        sha256=sha256(BYTES).hexdigest(),
        added_by=update.author,
        added_at=timezone.now(),
    )
    return area


def others() -> None:
    """Rows of somebody else, so that no key is free that the file has."""
    for number in range(3):
        plan = make.PlanFactory()
        action = make.led_action(make.UserFactory(), plan, text=f"Another area's action {number}.")
        make.ProgressUpdateFactory(action=action)


def told(slug: str) -> dict[tuple[str, str], str]:
    """How each plan of the area stands today and stood on days before, and what changed between."""
    today = timezone.localdate()
    days = [today - timedelta(days=days) for days in (0, 40, 130)]
    words = {}
    for plan in Plan.objects.filter(area__slug=slug).order_by("pk"):
        for day in days:
            words[plan.slug, f"on {day}"] = _said("plan_status", plan.slug, f"--as-of={day}")
        since = f"--since={days[-1]}"
        words[plan.slug, "changes"] = _changes(plan.slug, since)
        if plan.reports.exists():
            words[plan.slug, "since report"] = _changes(plan.slug)
    return words


def _changes(*words: str) -> str:
    """Every change with all that is told of it but the keys, which are each installation's own."""
    told = json.loads(_said("what_changed", *words, "--json"))
    return json.dumps({**told, "changes": [{**row, "action": 0} for row in told["changes"]]})


def _said(command: str, *words: str) -> str:
    out = StringIO()
    call_command(command, *words, stdout=out)
    return out.getvalue()


@contextmanager
def another_installation():
    """Whatever is done within is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def file_of(area: Area, folder: Path, name: str = "area.age") -> Path:
    path = folder / name
    write_area(area, path, KEY.lock)
    return path
