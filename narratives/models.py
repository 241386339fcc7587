"""What was done about a part of a report beside writing it: asked for, taken on, handed in, sent
back, agreed, signed; and which sentences of the record were taken into its text."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from committees.models import Post
from documents import sections
from documents.schema.content import WordsFields
from guard.fields import LineField, LinesField
from narratives.enums import StepKind
from narratives.querysets import OfPartQuerySet, with_standings
from narratives.rules.standing import not_agreed, not_signed, recorded
from reporting.models import Report, Section
from reporting.rules.parts import PartsTold
from timescales.date_format import long_day

OF_WORDS = (StepKind.HANDED_IN, StepKind.SENT_BACK, StepKind.AGREED, StepKind.SIGNED)
UNSIGNED = Q(signed_name="", signed_post="", digest="")


class Step(models.Model):
    """One step of a part's way. Appended, never changed: how the part stands is worked out.

    `words_at` is when the words were written that were handed in, sent back, agreed or signed: of
    words written later nothing of it is true (ADR 322). A signature keeps the name and post under
    which it was given, and the digest of its words (ADR 364).
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind)
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    words_at = models.DateTimeField(null=True)
    note = LinesField(max_length=2000, blank=True)
    signed_name = LineField(max_length=120, blank=True)
    signed_post = LineField(max_length=200, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OfPartQuerySet["Step"].as_manager()

    class Meta:
        verbose_name = "step of a part"
        verbose_name_plural = "steps of parts"
        ordering = ["section", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=StepKind.ASKED, post__isnull=False, due_on__isnull=False)
                | Q(kind=StepKind.TO_SIGN, post__isnull=True, due_on__isnull=False)
                | ~Q(kind__in=(StepKind.ASKED, StepKind.TO_SIGN))
                & Q(post__isnull=True, due_on__isnull=True),
                name="part_asked_of_a_post_by_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_WORDS, words_at__isnull=False)
                | ~Q(kind__in=OF_WORDS) & Q(words_at__isnull=True),
                name="part_step_is_of_words",
            ),
            models.CheckConstraint(
                condition=Q(kind=StepKind.SENT_BACK) & ~Q(note="")
                | ~Q(kind=StepKind.SENT_BACK) & Q(note=""),
                name="part_sent_back_with_a_note",
            ),
            models.UniqueConstraint(
                fields=["section", "words_at"],
                condition=Q(kind=StepKind.AGREED),
                name="part_agreed_once_in_these_words",
            ),
            models.CheckConstraint(
                condition=Q(kind=StepKind.SIGNED, by__isnull=False)
                & ~Q(signed_name="")
                & ~Q(digest="")
                | ~Q(kind=StepKind.SIGNED) & UNSIGNED,
                name="part_signed_by_name_in_its_words",
            ),
            models.UniqueConstraint(
                fields=["section", "digest"],
                condition=Q(kind=StepKind.SIGNED),
                name="part_signed_once_in_these_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.get_kind_display()}"


class Taken(models.Model):
    """One sentence of the record that somebody took into a part's text, on which day the record
    said so, and of what it tells (`group`): so that the page can say when it does no more."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="taken")
    group = LineField(max_length=60)
    sentence = LinesField(max_length=8000)
    of_day = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    objects = OfPartQuerySet["Taken"].as_manager()

    class Meta:
        verbose_name = "sentence taken into a part"
        verbose_name_plural = "sentences taken into parts"
        ordering = ["section", "pk"]

    def __str__(self) -> str:
        return f"{self.section}, {long_day(self.of_day)}"


def recorded_parts(parts: QuerySet[Section], day: date) -> list[tuple[Section, WordsFields]]:
    """Some parts of one report with what its record keeps of each beside the words: who agreed
    them, or where several write it that nobody has; whose signature they bear, or that they bear
    none. One query."""
    rows = with_standings(parts, day)
    several = any(now.in_use for _, now in rows)
    return [(part, recorded(now, several=several)) for part, now in rows]


def told_parts(report: Report, day: date) -> PartsTold:
    """The parts of a report in preparation, as its page shows them. One query."""
    rows = with_standings(Section.objects.filter(report=report), day)
    shown = {row.key for row in sections.shown(report.kind, report.contents)}
    return PartsTold(
        parts=[part for part, _ in rows],
        standings={part.pk: now for part, now in rows},
        warnings=not_agreed([(part.heading, now) for part, now in rows]),
        unsigned=not_signed(
            [(part.heading, now) for part, now in rows if part.key in shown], report.period_end
        ),
    )
