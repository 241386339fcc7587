"""What somebody says of the difference that was made on a priority, and what shows it."""

import operator
from functools import reduce
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Shared, shared_by_somebody
from actions.models import Action
from assurance.models import Activity
from figures.models import Indicator
from guard.fields import LinesField
from impact.enums import Ground
from impact.querysets import OfStatementQuerySet, StatementQuerySet
from impact.rules.evidence import Evidence
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Plan
from voices.models import Voice

GROUNDS: Final = {
    "action": Ground.COMPLETED,
    "measure": Ground.MEASURE,
    "indicator": Ground.FIGURE,
    "activity": Ground.ASSURANCE,
    "voice": Ground.VOICE,
}
COLUMNS: Final = tuple(GROUNDS)


class Statement(Shared):
    """A sentence on a priority (a topmost heading, or an outcome beside the tree) of a plan.

    It is a draft until a named person shares it; then it stays as it is, and a later one takes its
    place from the day on which that is shared.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="difference_statements")
    heading = models.ForeignKey(
        Heading, null=True, on_delete=models.CASCADE, related_name="difference_statements"
    )
    outcome = models.ForeignKey(
        HighLevelOutcome, null=True, on_delete=models.CASCADE, related_name="difference_statements"
    )
    text = LinesField(max_length=2000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    row_version = models.PositiveIntegerField(default=1)

    objects = StatementQuerySet["Statement"].as_manager()

    class Meta:
        ordering = ["plan", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(heading__isnull=True, outcome__isnull=False)
                | Q(heading__isnull=False, outcome__isnull=True),
                name="statement_on_one_priority",
            ),
            models.UniqueConstraint(
                fields=["heading"],
                condition=Q(shared_at__isnull=True),
                name="one_draft_on_a_heading",
            ),
            models.UniqueConstraint(
                fields=["outcome"],
                condition=Q(shared_at__isnull=True),
                name="one_draft_on_an_outcome",
            ),
            shared_by_somebody("statement_is_shared_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"Difference made: {self.priority}"

    @property
    def priority(self) -> str:
        """Its words; they are looked up where they were not loaded."""
        return self.heading.title if self.heading else f"Outcome {self.outcome}"

    @property
    def key(self) -> str:
        """The priority's key in the plan (`actions.queries.priorities`)."""
        return f"h{self.heading_id}" if self.heading_id else f"o{self.outcome_id}"


class Chosen(models.Model):
    """One piece of the evidence that a statement rests on."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="chosen")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+")
    measure = models.ForeignKey(Measure, null=True, on_delete=models.CASCADE, related_name="+")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, null=True, on_delete=models.PROTECT, related_name="+")
    voice = models.ForeignKey(Voice, null=True, on_delete=models.PROTECT, related_name="+")

    objects = OfStatementQuerySet["Chosen"].as_manager()

    class Meta:
        verbose_name_plural = "chosen"
        ordering = ["statement", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=reduce(
                    operator.or_,
                    (Q(**{f"{one}__isnull": one != name for one in COLUMNS}) for name in COLUMNS),
                ),
                name="chosen_is_one_thing",
            ),
            *(
                models.UniqueConstraint(
                    fields=["statement", name],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"{name}_chosen_once",
                )
                for name in COLUMNS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground.label}: {self.statement}"

    @property
    def ground(self) -> Ground:
        return next(GROUNDS[name] for name in COLUMNS if getattr(self, f"{name}_id"))

    @property
    def evidence(self) -> Evidence:
        """What it is, by the key that its evidence has on the page."""
        key = next(filter(None, (getattr(self, f"{name}_id") for name in COLUMNS)))
        return Evidence(self.ground, key)
