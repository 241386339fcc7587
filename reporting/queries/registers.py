"""The registers whose parts a report prints (ADR 303); for whom says `handouts.audiences`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from actions.queries.risk_report import held, told_of_risks
from assurance.queries.report import assured, told_of_assurance
from audit.models import Version
from audit.rules.days import Day
from connections.queries.report import connected, told_of_other_plans
from documents.registers import ReportDay, checked
from documents.schema.registers import NO_REGISTERS, RegisterFields, RegisterRecord
from evaluation.queries.report import evaluated, told_of_evaluation
from governance.queries.report import recorded, told_of_committee
from impact.queries.report import stated, told_of_difference
from learning_reviews.queries.report import published, told_of_reviews
from returns.queries.report import owed, told_of_returns
from voices.queries.report import told_of_voices, voiced


class Register(NamedTuple):
    """`holds` are the rows of an area (its key, or where it stands in the query round it) without
    which there is nothing to tell; `tell` writes what stands on a report's day, by the versions
    of what was edited since, and nothing where it has nothing to say."""

    name: str
    holds: Callable[[Any], QuerySet[Any]]
    tell: Callable[[ReportDay, Day], Sequence[RegisterRecord]]


REGISTERS = (
    Register("risks", held, told_of_risks),
    Register("assurance", assured, told_of_assurance),
    Register("evaluation", evaluated, told_of_evaluation),
    Register("committee", recorded, told_of_committee),
    Register("difference", stated, told_of_difference),
    Register("voices", voiced, told_of_voices),
    Register("returns", owed, told_of_returns),
    Register("learning_reviews", published, told_of_reviews),
    Register("other_plans", connected, told_of_other_plans),
)


# Whether the area of a report has anything in a register, to be asked beside its sections: a freeze
# asks little, and what nobody keeps is not gone through
COLUMNS: Final = {row.name: f"keeps_{row.name}" for row in REGISTERS}
KEPT: Final = {
    COLUMNS[row.name]: Exists(row.holds(OuterRef("report__area_id"))) for row in REGISTERS
}


def told(day: ReportDay, names: Sequence[str] | None) -> RegisterFields:
    """What the registers tell on a report's day; of all where `names` are not known.

    Raises ValueError for what could not be printed.
    """
    asked = [row for row in REGISTERS if names is None or row.name in names]
    where = {"plan_id": day.plan, "area_id": day.area}
    then = Version.objects.later_in(day.as_of, **where).on(day.as_of)
    records: list[RegisterRecord] = [
        {**checked(record), "register": row.name} for row in asked for record in row.tell(day, then)
    ]
    return {"registers": records} if records else NO_REGISTERS
