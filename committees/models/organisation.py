"""Areas, bodies, posts, who stands in them and when they meet."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.roles import Role
from audit.enums import Kind
from audit.models import Thing, columns
from committees.enums import BodyKind, Cadence, Capacity, MeetingKind, Nation, PostKind, Seat
from committees.querysets import (
    AreaQuerySet,
    BodyQuerySet,
    ByBodyQuerySet,
    HoldingQuerySet,
    InAreaQuerySet,
    MeetingQuerySet,
    PeriodByBodyQuerySet,
    PeriodInAreaQuerySet,
)
from committees.rules.facts import BodyFacts, MembershipColumns, PostFacts
from guard.fields import LineField, LinesField
from timescales.date_format import long_day

HOW_MET = {
    MeetingKind.ORDINARY: "",
    MeetingKind.EXTRAORDINARY: "extraordinary meeting, ",
    MeetingKind.CORRESPONDENCE: "by correspondence, ",
}
ENDS_AFTER_START = Q(ends__isnull=True) | Q(ends__gte=F("starts"))
ENDED_ON_ITS_DAY = Q(ended_at__isnull=True) | Q(ends__isnull=False)


class Area(models.Model):
    """A partnership area: what one committee answers for. Areas are sealed from each other."""

    name = LineField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    nation = models.CharField(max_length=20, choices=Nation, default=Nation.SCOTLAND)
    agencies = models.ManyToManyField("accounts.Agency", blank=True, related_name="areas")

    objects = AreaQuerySet["Area"].as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RoleGrant(models.Model):
    """A person's role in an area, from a day to a day (an inspector's always ends)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants"
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30, choices=Role)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    # the moment, on the day `ends`, at which it was ended at once
    ended_at = models.DateTimeField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = PeriodInAreaQuerySet["RoleGrant"].as_manager()

    class Meta:
        ordering = ["area", "user", "role"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="grant_ends_after_start"),
            models.CheckConstraint(condition=ENDED_ON_ITS_DAY, name="grant_ended_on_its_day"),
            models.CheckConstraint(
                condition=~Q(role=Role.INSPECTOR) | Q(ends__isnull=False),
                name="inspector_grant_ends",
            ),
            models.UniqueConstraint(
                fields=["user", "area", "role"],
                condition=Q(ends__isnull=True),
                name="one_open_grant_per_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.area}"

    def is_over(self, today: date) -> bool:
        """Whether it gives nothing any more."""
        past = self.ends is not None and self.ends < today
        return past or (self.ended_at is not None and self.ends is not None and self.ends <= today)


class Body(models.Model):
    """A committee, sub-committee, regional group or chief officers group."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="bodies")
    name = LineField(max_length=160)
    short_name = LineField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, choices=BodyKind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="sub_bodies"
    )
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reporting_bodies"
    )
    cadence = models.CharField(max_length=20, choices=Cadence, default=Cadence.QUARTERLY)
    also_serves = models.ManyToManyField(Area, blank=True, related_name="regional_bodies")
    remit = LinesField(blank=True, max_length=4000)
    position = models.PositiveSmallIntegerField(default=0)
    row_version = models.PositiveIntegerField(default=1)

    objects = BodyQuerySet["Body"].as_manager()

    class Meta:
        verbose_name_plural = "bodies"
        ordering = ["area", "position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["area", "name"], name="body_name_once_in_area"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="body_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(reports_to__isnull=True) | ~Q(reports_to=F("id")),
                name="body_not_reporting_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def thing(self) -> Thing:
        facts: BodyFacts = {
            "name": self.name,
            "short_name": self.short_name,
            "kind": self.kind,
            "parent_id": self.parent_id,
            "reports_to_id": self.reports_to_id,
            "cadence": self.cadence,
            "also_serves": sorted(area.pk for area in self.also_serves.all()),
            "remit": self.remit,
            "position": self.position,
        }
        return Thing(Kind.BODY, self.pk, plan_id=None, area_id=self.area_id, state=facts)


class Post(models.Model):
    """What leads an action: a post or a group. People change, posts stay."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="posts")
    title = LineField(max_length=200)
    kind = models.CharField(max_length=10, choices=PostKind, default=PostKind.POST)
    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    # how plans and people write it besides, one name a line: an import joins these to the post
    also_called = LinesField(blank=True, max_length=2000)
    row_version = models.PositiveIntegerField(default=1)

    objects = InAreaQuerySet["Post"].as_manager()

    class Meta:
        ordering = ["area", "title"]
        constraints = [
            models.UniqueConstraint(fields=["area", "title"], name="post_title_once_in_area"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def names(self) -> list[str]:
        """Its title, then what else it is called."""
        return [self.title, *filter(None, map(str.strip, self.also_called.split("\n")))]

    def thing(self) -> Thing:
        facts: PostFacts = {
            "title": self.title,
            "kind": self.kind,
            "agency_id": self.agency_id,
            "body_id": self.body_id,
            "also_called": self.also_called,
        }
        return Thing(Kind.POST, self.pk, plan_id=None, area_id=self.area_id, state=facts)


class PostHolding(models.Model):
    """Who holds a post, from a day to a day. No open row means that the post is vacant."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="holdings"
    )
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.HOLDER)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    # as of a role
    ended_at = models.DateTimeField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = HoldingQuerySet["PostHolding"].as_manager()

    class Meta:
        ordering = ["post", "capacity", "-starts"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="holding_ends_after_start"),
            models.CheckConstraint(condition=ENDED_ON_ITS_DAY, name="holding_ended_on_its_day"),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(ends__isnull=True, capacity=Capacity.HOLDER),
                name="one_present_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.post}"


class Membership(models.Model):
    """A seat on a body, from a day to a day: an annual report prints those of its end date."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    name = LineField(max_length=120)
    designation = LineField(max_length=200)
    agency = models.ForeignKey(
        "accounts.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    seat = models.CharField(max_length=20, choices=Seat, default=Seat.MEMBER)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = PeriodByBodyQuerySet["Membership"].as_manager()

    class Meta:
        ordering = ["body", "seat", "name"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="membership_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.designation}"

    def thing(self) -> Thing:
        state = columns(self, MembershipColumns.__annotations__)
        return Thing(Kind.MEMBERSHIP, self.pk, plan_id=None, area_id=self.body.area_id, state=state)


class Meeting(models.Model):
    """A meeting of a body on a day, or the day on which it decided by correspondence."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    kind = models.CharField(max_length=20, choices=MeetingKind, default=MeetingKind.ORDINARY)
    title = LineField(max_length=160, blank=True)
    row_version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet["Meeting"].as_manager()

    class Meta:
        ordering = ["held_on", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "held_on"],
                condition=~Q(kind=MeetingKind.CORRESPONDENCE),
                name="one_meeting_a_day",
            ),
            models.UniqueConstraint(
                fields=["body", "held_on"],
                condition=Q(kind=MeetingKind.CORRESPONDENCE),
                name="one_correspondence_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {HOW_MET[MeetingKind(self.kind)]}{long_day(self.held_on)}"

    @property
    def what(self) -> str:
        """What was held, in the middle of a sentence: "meeting", "decision by correspondence"."""
        kind = "Meeting" if self.kind == MeetingKind.ORDINARY else self.get_kind_display()
        return kind.lower()

    @property
    def name(self) -> str:
        """What pages and minutes call it, without its body: "Meeting of 3 March 2026"."""
        return f"{self.what.capitalize()} of {long_day(self.held_on)}"


class Offsets(models.Model):
    """A committee's quarter in days before and after its meeting (domain.md, "The quarter").

    A body without a row has the defaults: `committees.queries.groups.offsets_of`.
    """

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="offsets")
    opens_before = models.PositiveSmallIntegerField(default=28)
    closes_before = models.PositiveSmallIntegerField(default=14)
    review_before = models.PositiveSmallIntegerField(default=10)
    papers_before = models.PositiveSmallIntegerField(default=7)
    applied_after = models.PositiveSmallIntegerField(default=5)
    report_after = models.PositiveSmallIntegerField(default=14)
    # days before the closing: a reminder and the last one; days after it: who hears of silence
    reminder_before_closing = models.PositiveSmallIntegerField(default=7)
    last_before_closing = models.PositiveSmallIntegerField(default=2)
    deputy_after_closing = models.PositiveSmallIntegerField(default=1)
    chair_after_closing = models.PositiveSmallIntegerField(default=3)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["Offsets"].as_manager()

    class Meta:
        verbose_name_plural = "offsets"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    opens_before__gt=F("closes_before"),
                    closes_before__gte=F("review_before"),
                    review_before__gte=F("papers_before"),
                    report_after__gte=F("applied_after"),
                    opens_before__lte=90,
                    report_after__lte=60,
                ),
                name="offsets_in_order",
            ),
            models.CheckConstraint(
                condition=Q(
                    reminder_before_closing__gt=F("last_before_closing"),
                    chair_after_closing__gt=F("deputy_after_closing"),
                    deputy_after_closing__gte=1,
                    chair_after_closing__lte=F("closes_before"),
                ),
                name="offsets_reminders_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"The quarter of {self.body}"


class DateRule(models.Model):
    """When a new date goes to the chief officers group: a committee's setting (domain.md, rule 5).

    The move of a date that is the `officers_from_move`-th goes to them, and any that ends more than
    `officers_after_days` after the first agreed date. A body without a row has the defaults:
    `committees.queries.groups.date_rule_of`.
    """

    body = models.OneToOneField(Body, on_delete=models.CASCADE, related_name="date_rule")
    officers_from_move = models.PositiveSmallIntegerField(default=2)
    officers_after_days = models.PositiveSmallIntegerField(default=90)
    row_version = models.PositiveIntegerField(default=1)

    objects = ByBodyQuerySet["DateRule"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    officers_from_move__gte=1,
                    officers_from_move__lte=9,
                    officers_after_days__lte=730,
                ),
                name="date_rule_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"New dates of {self.body}"
