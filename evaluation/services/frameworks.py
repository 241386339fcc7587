"""Bringing in a framework of quality indicators."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import locked
from committees.models import Area
from evaluation.models import Domain, Framework, QualityIndicator
from evaluation.rules.facts import DomainFile, FrameworkFile

ANOTHER = "This edition is here already and says something else. A changed one is a new edition."


@transaction.atomic
def import_framework(
    *, by: User | None, area: Area, sent: FrameworkFile, since: date | None = None
) -> Framework:
    """All of it or nothing, from the day `since` (today) on. Where the same edition stands already
    nothing is written.

    Raises ValidationError where that edition says something else.
    """
    locked(area)
    same = Framework.objects.filter(area=area, name=sent.name, edition=sent.edition).first()
    if same is not None:
        if _as_file(same) != sent:
            raise ValidationError(ANOTHER)
        return same
    framework = Framework(
        area=area, name=sent.name, source=sent.source, edition=sent.edition, dated=sent.dated
    )
    framework.full_clean(exclude=["area"])
    framework.save()
    keep(by=by, row=framework, since=since or timezone.localdate())
    for place, row in enumerate(sent.domains, start=1):
        domain = Domain(framework=framework, name=row.name, position=place)
        domain.full_clean(exclude=["framework"])
        domain.save()
        QualityIndicator.objects.bulk_create(
            QualityIndicator(domain=domain, number=number, text=text, position=at)
            for at, (number, text) in enumerate(row.indicators, start=1)
        )
    about = {"source": sent.source, "edition": sent.edition}
    record(by=by, verb="imported framework", target=framework, area_id=area.pk, changes=about)
    return framework


def _as_file(framework: Framework) -> FrameworkFile:
    """What stands, as its file said it."""
    domains = framework.domains.prefetch_related("indicators")
    return FrameworkFile(
        name=framework.name,
        source=framework.source,
        edition=framework.edition,
        dated=framework.dated,
        domains=[
            DomainFile(row.name, [(one.number, one.text) for one in row.indicators.all()])
            for row in domains
        ],
    )
