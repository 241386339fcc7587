"""What an area says of the difference that its plan made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from demonstration.queries.sources import Source
from demonstration.services.assurance import noon
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from demonstration.services.voices import top_of
from impact.queries.differences import differences
from impact.rules.evidence import Shown
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
        choices = known[f"h{priority.pk}"].choices
        evidence = [row for name in one["shown_by"] for row in _chosen(choices, name)]
        statement = write_statement(
            by=place.lead_officer,
            priority=priority,
            expected=0,
            text=one["text"],
            evidence=[row.evidence for row in evidence],
        )
        if not one.get("draft"):
            at = noon(place.timetable.months_ago(one["months_ago"]))
            share_statement(by=place.lead_officer, statement=statement, at=at)


def _chosen(choices: Sequence[Shown], name: str) -> list[Shown]:
    """The first of a kind ("voice"), or those of it that are called so ("voice:Fathers")."""
    ground, _, title = name.partition(":")
    rows = [row for row in choices if row.evidence.ground == ground]
    return [row for row in rows if row.title.startswith(title)][:MOST]
