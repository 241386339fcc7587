"""What the plan says: actions and who leads them."""

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from actions.enums import ActionKind, Origin
from actions.querysets import ActionQuerySet, ByActionQuerySet
from actions.rules.facts import ActionColumns, ActionFacts
from actions.rules.printed_words import reference_of
from audit.enums import Kind
from audit.models import Thing
from committees.models import Meeting, Post
from guard.fields import LineField, LinesField, PrintedField, ShortLinesField
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Plan
from timescales.date_format import iso
from timescales.enums import Recurrence, TimescaleKind

WITHDRAWN: Final = "This action was withdrawn from the plan."


class Action(models.Model):
    """One thing that the plan says will be done.

    `text`, `number` and `timescale_words` are the committee's own and are printed unchanged; the
    other `timescale_` fields and dates say what the program understood. `first_due` is the first
    date agreed and is never overwritten; `due` moves only through an approved DeadlineRevision.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    heading = models.ForeignKey(
        Heading, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    kind = models.CharField(max_length=10, choices=ActionKind, default=ActionKind.RATED)
    position = models.PositiveSmallIntegerField()
    number = LineField(max_length=20, blank=True)
    # what an imported plan printed before the words ("1.1: "), so that they can be shown unchanged
    printed_number = PrintedField(max_length=120, blank=True)
    text = LinesField(max_length=8000)
    expected_impact = LinesField(blank=True, max_length=4000)
    evidence = LinesField("evidence or outcome measures", blank=True, max_length=8000)
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.PLAN)
    origin_note = LineField(max_length=300, blank=True)
    lead_words = LinesField("leads as printed", blank=True, max_length=4000)
    timescale_words = ShortLinesField(max_length=500, blank=True)
    timescale_kind = models.CharField(
        max_length=20, choices=TimescaleKind, default=TimescaleKind.UNKNOWN
    )
    recurrence = models.CharField(max_length=20, choices=Recurrence, blank=True)
    starts = models.DateField(null=True, blank=True)
    first_due = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    added_on = models.DateField()
    # when it came into the program: an imported action is in the plan from the plan's first day
    entered_on = models.DateField()
    added_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_added"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = LinesField(blank=True, max_length=2000)
    carried_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="carried_to"
    )
    outcomes = models.ManyToManyField(HighLevelOutcome, blank=True, related_name="actions")
    measures = models.ManyToManyField(Measure, blank=True, related_name="actions")
    row_version = models.PositiveIntegerField(default=1)

    objects = ActionQuerySet["Action"].as_manager()

    class Meta:
        ordering = ["plan", "kind", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_due__isnull=True, due__isnull=True)
                | Q(first_due__isnull=False, due__isnull=False),
                name="action_due_has_first_due",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="action_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def reference(self) -> str:
        """What people call the action: its printed number, or its place in the plan ("no. 7")."""
        return reference_of(self)

    @property
    def line(self) -> str:
        """Its key in the plan's tree."""
        return f"a{self.pk}"

    def thing(self) -> Thing:
        """The action with its leads and links: three queries unless they are prefetched."""
        leads = sorted(self.leads.all(), key=lambda lead: (lead.position, lead.pk))
        facts: ActionFacts = {
            **self._columns(),
            "accountable": next((lead.post_id for lead in leads if lead.accountable), None),
            "contributing": [lead.post_id for lead in leads if not lead.accountable],
            "outcomes": sorted(row.pk for row in self.outcomes.all()),
            "measures": sorted(row.pk for row in self.measures.all()),
        }
        return Thing(Kind.ACTION, self.pk, self.plan_id, self.plan.area_id, state=facts)

    def refuse_withdrawn(self, field: str = "") -> None:
        """Raises ValidationError, beside `field`, for one that is out of the plan."""
        if self.withdrawn_on:
            raise ValidationError({field: WITHDRAWN} if field else WITHDRAWN)

    def part(self, *columns: str) -> Thing:
        """Some of its own columns. No query."""
        own: Mapping[str, object] = self._columns()
        state = {name: own[name] for name in columns}
        return Thing(Kind.ACTION, self.pk, self.plan_id, self.plan.area_id, state=state)

    def _columns(self) -> ActionColumns:
        return {
            "heading_id": self.heading_id,
            "kind": self.kind,
            "position": self.position,
            "number": self.number,
            "printed_number": self.printed_number,
            "text": self.text,
            "expected_impact": self.expected_impact,
            "evidence": self.evidence,
            "origin": self.origin,
            "origin_note": self.origin_note,
            "lead_words": self.lead_words,
            "timescale_words": self.timescale_words,
            "timescale_kind": self.timescale_kind,
            "recurrence": self.recurrence,
            "starts": iso(self.starts),
            "first_due": iso(self.first_due),
            "due": iso(self.due),
            "added_on": self.added_on.isoformat(),
            "added_at_id": self.added_at_id,
            "withdrawn_on": iso(self.withdrawn_on),
            "withdrawn_reason": self.withdrawn_reason,
            "carried_from_id": self.carried_from_id,
        }


class Lead(models.Model):
    """A post or group that leads an action: one accountable, any number contributing."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="leads")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="leads")
    accountable = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ByActionQuerySet["Lead"].as_manager()

    class Meta:
        ordering = ["action", "-accountable", "position"]
        constraints = [
            models.UniqueConstraint(fields=["action", "post"], name="lead_once_on_action"),
            models.UniqueConstraint(
                fields=["action"], condition=Q(accountable=True), name="one_accountable_lead"
            ),
        ]

    def __str__(self) -> str:
        return str(self.post)
