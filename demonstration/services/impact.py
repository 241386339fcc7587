"""What an area says of the difference that its plan made."""

from __future__ import annotations

from datetime import date

from demonstration.queries.sources import Source
from demonstration.services.assurance import noon
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from demonstration.services.voices import top_of
from impact.enums import Ground
from impact.queries.differences import differences
from impact.services import share_statement, write_statement

MOST = 2  # of each kind of evidence a sentence rests on


def say_differences(source: Source, place: Place, printed: Printed, today: date) -> None:
    """Each sentence of the file, resting on the evidence of the kinds that it names, as far as
    there is some; what is no draft is shared."""
    told = source.story.get("differences", ())
    rows = differences(place.lead_officer, printed.plan, today) if told else []
    known = {row.priority.key: row for row in rows}
    for one in told:
        priority = top_of(printed, one["on"])
        grounds = [Ground(name) for name in one["shown_by"]]
        choices = known[f"h{priority.pk}"].choices
        evidence = [
            row.evidence
            for ground in grounds
            for row in [row for row in choices if row.evidence.ground == ground][:MOST]
        ]
        statement = write_statement(
            by=place.lead_officer,
            priority=priority,
            expected=0,
            text=one["text"],
            evidence=evidence,
        )
        if not one.get("draft"):
            at = noon(place.timetable.months_ago(one["months_ago"]))
            share_statement(by=place.lead_officer, statement=statement, at=at)
