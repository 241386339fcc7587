"""What a return tells one by one: courses, what was said to the public, what was looked at,
policies; who came to a course; what is asked of a course three months later."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Agency
from assurance.models import Activity
from guard.fields import LineField, LinesField
from returns.enums import PolicyStep
from returns.models.returns import Return
from returns.querysets import OfEntryQuerySet, OfQuestionQuerySet, OfReturnQuerySet
from returns.rules.facts import EntryFacts


class Entry(models.Model):
    """One course, one piece of public information, one thing that was looked at, one policy: which
    of its columns are used says the kind of its return (`returns.rules.facts`).

    How many came to a course is nowhere: it is the sum of its attendance.
    """

    sending = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="entries")
    title = LineField(max_length=200, blank=True)
    sort = LineField(max_length=120, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    offered = models.PositiveIntegerField(null=True, blank=True)
    reach = models.PositiveIntegerField(null=True, blank=True)
    counted = LineField(max_length=200, blank=True)
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="return_entries"
    )
    step = models.CharField(max_length=20, choices=PolicyStep, blank=True)
    next_review = models.DateField(null=True, blank=True)
    words = LinesField(max_length=4000, blank=True)
    changed = LinesField(max_length=2000, blank=True)
    known_by = LinesField(max_length=2000, blank=True)
    ask_again = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()
    row_version = models.PositiveIntegerField(default=1)

    objects = OfReturnQuerySet["Entry"].as_manager()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["sending", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gte=F("starts")),
                name="entry_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(title="") | Q(activity__isnull=False), name="entry_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.activity)

    def facts(self) -> EntryFacts:
        return EntryFacts(
            title=self.title,
            sort=self.sort,
            starts=self.starts,
            ends=self.ends,
            offered=self.offered,
            reach=self.reach,
            counted=self.counted,
            activity=self.activity_id,
            step=self.step,
            next_review=self.next_review,
            words=self.words,
            changed=self.changed,
            known_by=self.known_by,
            ask_again=self.ask_again,
            attendance={row.agency_id: row.people for row in self.attendance.all()},
        )


class Attendance(models.Model):
    """How many of an agency's people came to a course; those of no agency of the area's are
    counted together, under none."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="attendance")
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    people = models.PositiveIntegerField()

    objects = OfEntryQuerySet["Attendance"].as_manager()

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "agency"], name="agency_counted_once"),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(agency__isnull=True), name="others_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {self.agency or 'others'}"


class CourseQuestion(models.Model):
    """Three months after a course its sub-committee was asked what has changed in practice."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="question")
    asked_on = models.DateField()
    due_on = models.DateField()

    objects = OfEntryQuerySet["CourseQuestion"].as_manager()

    class Meta:
        ordering = ["entry"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__lte=F("due_on")), name="course_question_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry)


class CourseAnswer(models.Model):
    """What had changed in practice three months after a course, and how it is known. The newest
    holds."""

    question = models.ForeignKey(CourseQuestion, on_delete=models.PROTECT, related_name="answers")
    changed = LinesField(max_length=2000)
    known_by = LinesField(max_length=2000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    objects = OfQuestionQuerySet["CourseAnswer"].as_manager()

    class Meta:
        ordering = ["question", "pk"]

    def __str__(self) -> str:
        return self.changed
