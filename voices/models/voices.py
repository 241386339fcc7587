"""What children, young people and families said, what was decided because of it, and whether they
were told."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Shared, shared_by_somebody
from audit.enums import Kind
from audit.models import Thing, columns
from committees.models import Area
from guard.fields import LineField, LinesField
from timescales.date_format import day_range, long_day
from voices.enums import CHILDREN, Answer, Feedback, Method, Who
from voices.querysets import VoiceGroupQuerySet, VoiceQuerySet
from voices.rules.facts import AnswerFacts, FeedbackFacts, VoiceColumns, VoiceFacts


class VoiceGroup(models.Model):
    """A group of people that an area adds to those that every committee hears."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="voice_groups")
    name = LineField(max_length=80)
    of_children = models.BooleanField(default=False)

    objects = VoiceGroupQuerySet["VoiceGroup"].as_manager()

    class Meta:
        ordering = ["area", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="voice_group_once_in_area"),
        ]

    def __str__(self) -> str:
        return self.name


class Voice(Shared):
    """What a group of people said, in other words than theirs, and what became of it.

    Heard on a day, or from `starts` to `heard_on`. Nothing `said` and nobody who `took_part`: they
    were asked, and nobody answered. It is a draft until a named person shares it.
    """

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="voices")
    who = models.CharField(max_length=20, choices=Who, blank=True)
    group = models.ForeignKey(
        VoiceGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="voices"
    )
    method = models.CharField(max_length=20, choices=Method)
    method_words = LineField(max_length=200, blank=True)
    starts = models.DateField(null=True, blank=True)
    heard_on = models.DateField()
    took_part = models.PositiveIntegerField(null=True, blank=True)
    said = LinesField(max_length=4000, blank=True)
    answer = models.CharField(max_length=20, choices=Answer, default=Answer.NOTHING_YET)
    answer_words = LinesField(max_length=2000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    feedback = models.CharField(max_length=20, choices=Feedback, default=Feedback.NOT_YET)
    feedback_words = LineField(max_length=300, blank=True)
    told_on = models.DateField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = VoiceQuerySet["Voice"].as_manager()

    class Meta:
        ordering = ["-heard_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(who="", group__isnull=False) | (~Q(who="") & Q(group__isnull=True)),
                name="voice_of_one_group",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(starts__lte=F("heard_on")),
                name="voice_days_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(said="") | Q(took_part=0), name="voice_says_something"
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.NOTHING_YET, answered_on__isnull=True)
                | (~Q(answer=Answer.NOTHING_YET) & Q(answered_on__isnull=False)),
                name="voice_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(feedback__in=(Feedback.NOT_YET, Feedback.NOBODY), told_on__isnull=True)
                | Q(feedback__in=(Feedback.ASKED, Feedback.TOLD), told_on__isnull=False),
                name="voice_told_on_a_day",
            ),
            shared_by_somebody("voice_is_shared_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.people}, {self.get_method_display().lower()}, {self.when}"

    @property
    def people(self) -> str:
        """Who said it; the area's own `group` is looked up where it was not loaded."""
        return str(self.group) if self.group else self.get_who_display()

    @property
    def speakers(self) -> str:
        """Who said it, as a form has it."""
        return f"own-{self.group_id}" if self.group_id else self.who

    @property
    def of_children(self) -> bool:
        return self.group.of_children if self.group else self.who in CHILDREN

    @property
    def silent(self) -> bool:
        """They were asked, and nobody answered."""
        return self.took_part == 0

    @property
    def when(self) -> str:
        return day_range(self.starts, self.heard_on) if self.starts else long_day(self.heard_on)

    def facts(self) -> VoiceFacts:
        """What is said of it, as a form gives it."""
        return VoiceFacts(
            method=Method(self.method),
            heard_on=self.heard_on,
            said=self.said,
            who=Who(self.who) if self.who else None,
            group=self.group_id,
            starts=self.starts,
            method_words=self.method_words,
            took_part=self.took_part,
        )

    def answer_facts(self) -> AnswerFacts:
        return AnswerFacts(Answer(self.answer), self.answer_words, self.answered_on)

    def feedback_facts(self) -> FeedbackFacts:
        return FeedbackFacts(Feedback(self.feedback), self.feedback_words, self.told_on)

    def thing(self) -> Thing:
        state = columns(self, VoiceColumns.__annotations__)
        return Thing(Kind.VOICE, self.pk, plan_id=None, area_id=self.area_id, state=state)
