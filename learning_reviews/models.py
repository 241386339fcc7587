"""The register of learning reviews, which few may know of.

No row of it is reached from outside (ADR 308). Its keys are drawn by lot, so that none tells how
many there are. It points at people, posts and actions by their keys and not by foreign keys: no
walk over what points at an action meets it, and nothing is refused because of it.
"""

import secrets
import uuid
from typing import Final

from django.db import models
from django.db.models import Q

from committees.models import Area
from learning_reviews.enums import Course, Reason, Stage, Theme
from learning_reviews.querysets import LearningReviewQuerySet, OfFindingQuerySet, OfReviewQuerySet
from learning_reviews.rules.stages import Taken

# no vowels, of which words are made; no digits, with which five signs may read as a postcode
SIGNS: Final = "BCDFGHJKLMNPQRSTVWXZ"


def drawn_reference() -> str:
    """What a review is called: neither its year nor how many came before it can be told from it."""
    return "LR " + "".join(secrets.choice(SIGNS) for _ in range(5))


class Review(models.Model):
    """One learning review, from its notification on. It holds no words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=10, unique=True, default=drawn_reference)
    opened_by_key = models.BigIntegerField()

    objects = LearningReviewQuerySet["Review"].as_manager()

    class Meta:
        ordering = ["reference"]

    def __str__(self) -> str:
        return self.reference


class NamedPerson(models.Model):
    """Somebody who may know of a review, from a moment to a moment: a row that has ended stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="people")
    person_key = models.BigIntegerField()
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OfReviewQuerySet["NamedPerson"].as_manager()

    class Meta:
        verbose_name_plural = "named people"
        ordering = ["review", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person_key"],
                condition=Q(ended_at__isnull=True),
                name="person_named_once_on_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.person_key}"


class Step(models.Model):
    """A stage that a review came to, on a day; of a recommendation or decision also what, why, and
    which post. One that was recorded wrongly is taken back and stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=20, choices=Stage)
    on = models.DateField()
    course = models.CharField(max_length=20, choices=Course, blank=True)
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    post_key = models.BigIntegerField(null=True)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OfReviewQuerySet["Step"].as_manager()

    class Meta:
        ordering = ["review", "on", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "stage"],
                condition=Q(ended_at__isnull=True),
                name="stage_once_of_review",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.RECOMMENDED, Stage.DECIDED], post_key__isnull=False)
                & ~Q(course="")
                & ~Q(reason="")
                | ~Q(stage__in=[Stage.RECOMMENDED, Stage.DECIDED]) & Q(course="", reason=""),
                name="review_decided_with_reason_and_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.get_stage_display()}"

    def taken(self) -> Taken:
        """As a plain value, for the rules."""
        course, reason = self.course, self.reason
        return Taken(
            stage=Stage(self.stage),
            on=self.on,
            course=Course(course) if course else None,
            reason=Reason(reason) if reason else None,
            post=self.post_key,
        )


class ReviewFinding(models.Model):
    """A finding of a review's report, without its words: its number there, and what it is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=20, choices=Theme)

    objects = OfReviewQuerySet["ReviewFinding"].as_manager()

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.review}, finding {self.number}"


class ReviewAction(models.Model):
    """An action came of a finding, from a moment to a moment: a row that has ended stays. The
    action itself does not know."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    finding = models.ForeignKey(ReviewFinding, on_delete=models.PROTECT, related_name="links")
    action_key = models.BigIntegerField()
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OfFindingQuerySet["ReviewAction"].as_manager()

    class Meta:
        ordering = ["finding", "added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "action_key"],
                condition=Q(ended_at__isnull=True),
                name="action_once_of_review_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding}: {self.action_key}"


class Entry(models.Model):
    """One thing that somebody did with a review, also that they read it. Appended once.

    The record of a review is its own and not the area's: that one's numbers, and the end of its
    chain that is printed in letters, would tell. `hash` follows the entry before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.CharField(max_length=200)
    target_label = models.CharField(max_length=300)
    hash = models.CharField(max_length=64)

    objects = OfReviewQuerySet["Entry"].as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.verb} {self.target_label}"

    @property
    def changes(self) -> dict[str, str]:
        """What an event of the record has beside its words; an entry has none."""
        return {}
