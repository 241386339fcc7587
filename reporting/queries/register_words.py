"""The words of registers that a report prints, as far as people wrote them: each may tell a small
number of children, and is looked at before a freeze."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Model, QuerySet

from assurance.models import Finding
from assurance.queries.report import assured
from reporting.models import Report
from returns.models import Entry, Return
from risks.models import Risk
from voices.queries.report import voiced


class Words(NamedTuple):
    """A column of words: the page where they stand, by which key, and what they are."""

    rows: QuerySet[Model]
    page: str
    key: str
    column: str
    what: str


RISK, VOICE = ("event", "cause", "effect", "mitigation"), ("said", "answer_words")
LOOKED, RETURNED = ("went_well", "to_improve"), ("summary", "next_steps")
ENTERED = ("title", "counted", "words", "changed", "known_by")


def register_words(report: Report) -> Iterator[Words]:
    """What was shared or sent by the report's day. No query of its own."""
    area, day = report.area_id, report.as_of
    looked = assured(area).filter(reported_on__lte=day)
    new = looked.filter(reported_on__gte=report.period_start)
    returned = Return.objects.filter(duty__area=area, sent_at__isnull=False)
    for rows, page, key, columns, what in (
        (new, "activity", "pk", LOOKED, "An entry of the assurance register"),
        (Finding.objects.filter(activity__in=looked), "activity", "activity_id", ("text",),
         "A finding in the assurance register"),
        (Risk.objects.filter(area=area, shared_on__lte=day), "risk", "pk", RISK,
         "A risk in the register"),
        (voiced(area).filter(heard_on__lte=day), "voice", "pk", VOICE,
         "What somebody said, in the register of voices"),
        (returned, "return_list", "pk", RETURNED, "A return of a sub-committee"),
        (Entry.objects.filter(sending__in=returned), "return_list", "pk", ENTERED,
         "A line of a sub-committee’s return"),
    ):  # fmt: skip
        for column in columns:
            yield Words(rows, page, key, column, what)
