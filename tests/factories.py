"""Rows for tests, straight into the tables: what services refuse is tested with the services."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.models import Agency, AgencyKind, User
from accounts.roles import Role
from actions.enums import CompletionState, RevisionState, TimescaleKind
from actions.importing.cells import to_json
from actions.importing.delimited import read_text
from actions.models import (
    Action,
    Challenge,
    Completion,
    DeadlineRevision,
    ImportDraft,
    Lead,
    ProgressUpdate,
    UpdateWindow,
)
from committees.enums import BodyKind, PostKind
from committees.models import Area, Body, Meeting, Membership, Post, PostHolding, RoleGrant
from outcomes.models import HighLevelOutcome, Measure
from plans.enums import Canonical, LevelRole
from plans.legends import DEFAULT, PRESETS
from plans.models import Heading, Legend, LegendEntry, Level, Plan, PlanVersion, SignOff
from reporting import files
from reporting.enums import FileFormat, FileState, Marking, ReportKind
from reporting.models import Report, ReportFile
from reporting.sections import PARTS
from reporting.services import freeze_report

# Two years from August: the plan's first year ended on 31 July 2026.
PERIOD_START, PERIOD_END = date(2025, 8, 1), date(2027, 7, 31)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "a quiet harbour at dusk"


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.test")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)


class AgencyFactory(DjangoModelFactory[Agency]):
    class Meta:
        model = Agency

    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = AgencyKind.COUNCIL


class AreaFactory(DjangoModelFactory[Area]):
    class Meta:
        model = Area

    name = factory.Sequence(lambda n: f"Strath {n}")
    slug = factory.Sequence(lambda n: f"strath-{n}")


class RoleGrantFactory(DjangoModelFactory[RoleGrant]):
    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    area = factory.SubFactory(AreaFactory)
    role = Role.MEMBER
    starts = LONG_AGO
    ends = factory.LazyAttribute(lambda o: date(2099, 1, 1) if o.role == Role.INSPECTOR else None)


class BodyFactory(DjangoModelFactory[Body]):
    class Meta:
        model = Body

    area = factory.SubFactory(AreaFactory)
    name = factory.Sequence(lambda n: f"Child Protection Committee {n}")
    kind = BodyKind.COMMITTEE


class PostFactory(DjangoModelFactory[Post]):
    class Meta:
        model = Post

    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Head of Service {n}")


class GroupFactory(PostFactory):
    """A sub-committee as a lead: a post of the kind "group" with its body."""

    title = factory.Sequence(lambda n: f"Learning and Development Group {n}")
    kind = PostKind.GROUP
    body = factory.SubFactory(
        BodyFactory,
        area=factory.SelfAttribute("..area"),
        name=factory.SelfAttribute("..title"),
        kind=BodyKind.SUB_COMMITTEE,
    )


class PostHoldingFactory(DjangoModelFactory[PostHolding]):
    class Meta:
        model = PostHolding

    post = factory.SubFactory(PostFactory)
    user = factory.SubFactory(UserFactory)
    starts = LONG_AGO


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Member {n}")
    designation = "Service manager"
    starts = LONG_AGO


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    body = factory.SubFactory(BodyFactory)
    held_on = date(2026, 9, 10)


class PlanFactory(DjangoModelFactory[Plan]):
    """A draft plan of two years with the legend of a preset: `PlanFactory(preset="rag-blue")`."""

    class Meta:
        model = Plan
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    title = factory.Sequence(lambda n: f"Improvement plan {n}")
    slug = factory.Sequence(lambda n: f"improvement-plan-{n}")
    period_start = PERIOD_START
    period_end = PERIOD_END

    @factory.post_generation
    def preset(obj: Plan, create: bool, extracted: str | None, **kwargs: Any) -> None:
        chosen = PRESETS[extracted or DEFAULT]
        legend = Legend.objects.create(plan=obj, basis=chosen.basis)
        for position, entry in enumerate(chosen.entries, start=1):
            LegendEntry.objects.create(legend=legend, position=position, **entry._asdict())


class LevelFactory(DjangoModelFactory[Level]):
    class Meta:
        model = Level

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.levels.count() + 1)
    singular = "Outcome"
    plural = "Outcomes"
    role = LevelRole.OUTCOME


class HeadingFactory(DjangoModelFactory[Heading]):
    class Meta:
        model = Heading

    plan = factory.SubFactory(PlanFactory)
    level = factory.SubFactory(LevelFactory, plan=factory.SelfAttribute("..plan"))
    position = factory.LazyAttribute(lambda o: o.plan.headings.count() + 1)
    number = factory.LazyAttribute(lambda o: str(o.position))
    text = factory.Sequence(lambda n: f"Children are heard and kept safe {n}")


class HighLevelOutcomeFactory(DjangoModelFactory[HighLevelOutcome]):
    class Meta:
        model = HighLevelOutcome

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.high_level_outcomes.count() + 1)
    number = factory.LazyAttribute(lambda o: f"{o.position:02}")
    text = factory.Sequence(lambda n: f"Families get help early {n}")


class MeasureFactory(DjangoModelFactory[Measure]):
    class Meta:
        model = Measure

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.measures.count() + 1)
    text = factory.Sequence(lambda n: f"More staff are trained {n}")


class ActionFactory(DjangoModelFactory[Action]):
    """A rated action due on 31 July 2027; `due=None` makes one without a date."""

    class Meta:
        model = Action

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda o: o.plan.actions.count() + 1)
    number = factory.LazyAttribute(lambda o: f"1.{o.position}")
    text = factory.Sequence(lambda n: f"Agree how agencies hand over {n}")
    due = PERIOD_END
    first_due = factory.LazyAttribute(lambda o: o.due)
    timescale_words = factory.LazyAttribute(lambda o: f"{o.due:%-d %B %Y}" if o.due else "")
    timescale_kind = factory.LazyAttribute(
        lambda o: TimescaleKind.BY_DATE if o.due else TimescaleKind.UNKNOWN
    )
    added_on = factory.LazyAttribute(lambda o: o.plan.period_start)


class LeadFactory(DjangoModelFactory[Lead]):
    """The accountable lead of an action: a post in the plan's area."""

    class Meta:
        model = Lead

    action = factory.SubFactory(ActionFactory)
    post = factory.SubFactory(PostFactory, area=factory.SelfAttribute("..action.plan.area"))
    accountable = True


class UpdateWindowFactory(DjangoModelFactory[UpdateWindow]):
    class Meta:
        model = UpdateWindow

    plan = factory.SubFactory(PlanFactory)
    label = factory.LazyAttribute(lambda o: f"Quarter that closes on {o.closes_on:%-d %B %Y}")
    opens_on = date(2026, 8, 1)
    closes_on = factory.LazyAttribute(lambda o: o.opens_on.replace(day=28))


class ProgressUpdateFactory(DjangoModelFactory[ProgressUpdate]):
    """`canonical` picks the entry of the plan's own legend."""

    class Meta:
        model = ProgressUpdate

    action = factory.SubFactory(ActionFactory)
    as_at = date(2026, 8, 10)
    made_at = factory.LazyAttribute(
        lambda o: datetime(o.as_at.year, o.as_at.month, o.as_at.day, 12, tzinfo=UTC)
    )
    author = factory.SubFactory(UserFactory)
    author_label = factory.LazyAttribute(lambda o: str(o.author or "Imported"))
    canonical = Canonical.ON_TRACK
    entry = factory.LazyAttribute(lambda o: entry_of(o.action.plan, o.canonical))
    entry_code = factory.LazyAttribute(lambda o: o.entry.code if o.entry else "")
    entry_label = factory.LazyAttribute(lambda o: o.entry.label if o.entry else "")
    what_happened = "The group met and agreed a first draft."
    reason = factory.LazyAttribute(
        lambda o: (
            "The post is vacant." if o.canonical in {Canonical.AT_RISK, Canonical.OFF_TRACK} else ""
        )
    )
    recovery = factory.LazyAttribute(
        lambda o: "Cover is being found." if o.canonical == Canonical.OFF_TRACK else ""
    )


class ChallengeFactory(DjangoModelFactory[Challenge]):
    class Meta:
        model = Challenge

    action = factory.SubFactory(ActionFactory)
    update_challenged = factory.SubFactory(
        ProgressUpdateFactory, action=factory.SelfAttribute("..action")
    )
    canonical = Canonical.AT_RISK
    entry = factory.LazyAttribute(lambda o: entry_of(o.action.plan, o.canonical))
    entry_label = factory.LazyAttribute(lambda o: o.entry.label)
    reason = "No trainer is in post yet."
    made_on = date(2026, 8, 20)
    made_by = factory.SubFactory(UserFactory)


class DeadlineRevisionFactory(DjangoModelFactory[DeadlineRevision]):
    """A new date asked for; `state=RevisionState.APPROVED` has it decided by somebody else."""

    class Meta:
        model = DeadlineRevision

    action = factory.SubFactory(ActionFactory)
    from_due = factory.LazyAttribute(lambda o: o.action.due)
    proposed_due = date(2027, 9, 30)
    reason = "The supplier withdrew."
    requested_by = factory.SubFactory(UserFactory)
    requested_on = date(2026, 8, 12)
    decided_by = factory.LazyAttribute(lambda o: _decider(o.state == RevisionState.REQUESTED))
    decided_on = factory.LazyAttribute(lambda o: o.requested_on if o.decided_by else None)
    state = RevisionState.REQUESTED


class CompletionFactory(DjangoModelFactory[Completion]):
    """A claim; `state=CompletionState.VERIFIED` has it verified by somebody else."""

    class Meta:
        model = Completion

    action = factory.SubFactory(ActionFactory)
    update_claiming = factory.SubFactory(
        ProgressUpdateFactory,
        action=factory.SelfAttribute("..action"),
        canonical=Canonical.COMPLETE,
        evidence="Minutes of the group.",
        difference="Handovers are shorter.",
    )
    completed_on = date(2026, 8, 10)
    claimed_by = factory.SubFactory(UserFactory)
    decided_by = factory.LazyAttribute(lambda o: _decider(o.state == CompletionState.CLAIMED))
    decided_on = factory.LazyAttribute(lambda o: o.completed_on if o.decided_by else None)
    state = CompletionState.CLAIMED


class PlanVersionFactory(DjangoModelFactory[PlanVersion]):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = factory.LazyAttribute(lambda o: o.plan.versions.count() + 1)
    label = "As agreed"
    dated = PERIOD_START
    content = factory.LazyFunction(dict)


class SignOffFactory(DjangoModelFactory[SignOff]):
    class Meta:
        model = SignOff

    plan = factory.SubFactory(PlanFactory)
    decision = "agreed"
    decided_by = "Chief Officers Group"
    decided_on = PERIOD_START


class ReportFactory(DjangoModelFactory[Report]):
    """A quarterly report in preparation, with its empty sections."""

    class Meta:
        model = Report
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    area = factory.SelfAttribute("plan.area")
    kind = ReportKind.QUARTERLY
    title = factory.Sequence(lambda n: f"Quarterly progress report {n}")
    period_start = date(2026, 6, 1)
    period_end = date(2026, 8, 31)
    as_of = date(2026, 8, 31)
    marking = Marking.OFFICIAL
    prepared_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def parts(obj: Report, create: bool, extracted: None, **kwargs: Any) -> None:
        for place, part in enumerate(PARTS[obj.kind], start=1):
            obj.sections.create(key=part.key, heading=part.heading, position=place)


class ReportFileFactory(DjangoModelFactory[ReportFile]):
    """A document that is ready: a few bytes that lie where the report's PDF would."""

    class Meta:
        model = ReportFile
        skip_postgeneration_save = True
        django_get_or_create = ("report", "format")

    report = factory.SubFactory(ReportFactory)
    format = FileFormat.PDF

    @factory.post_generation
    def bytes_(obj: ReportFile, create: bool, extracted: bytes | None, **kwargs: Any) -> None:
        obj.sha256 = files.write(obj, extracted or b"%PDF-1.7")
        obj.path, obj.state = files.relative_path(obj), FileState.READY
        obj.save()


class ImportDraftFactory(DjangoModelFactory[ImportDraft]):
    """A spreadsheet of one action that waits to be looked over."""

    class Meta:
        model = ImportDraft

    area = factory.SubFactory(AreaFactory)
    made_by = factory.SubFactory(UserFactory)
    file_name = "plan.csv"
    title = factory.Sequence(lambda n: f"Plan to bring in {n}")
    period_start, period_end = PERIOD_START, PERIOD_END
    content = factory.LazyFunction(
        lambda: to_json(read_text(b"Outcome,Action,Lead,Timescale\nHeard,Ask,Chair,Ongoing\n"))
    )
    mapping = factory.LazyFunction(lambda: {"columns": {}})


def frozen_report(**fields: Any) -> Report:
    """A report frozen by its preparer, its documents not made yet."""
    report = ReportFactory.create(**fields)
    return freeze_report(by=report.prepared_by, report=report, now=datetime(2026, 9, 5, tzinfo=UTC))


def person_with(role: Role, area: Area, **fields: Any) -> User:
    """Somebody who holds `role` in `area` today. `fields` go to the user."""
    user = UserFactory.create(**fields)
    RoleGrantFactory.create(user=user, area=area, role=role)
    return user


def holder_of(post: Post, role: Role = Role.ACTION_LEAD, **fields: Any) -> User:
    """Somebody who holds `post` today, with `role` in its area."""
    user = person_with(role, post.area, **fields)
    PostHoldingFactory.create(post=post, user=user)
    return user


def entry_of(plan: Plan, canonical: Canonical | str) -> LegendEntry | None:
    """The entry of the plan's legend with this state behind it."""
    return LegendEntry.objects.filter(legend__plan=plan, canonical=canonical).first()


def led_action(user: User, plan: Plan, **fields: Any) -> Action:
    """An action of `plan` whose accountable lead is a post that `user` holds."""
    action = ActionFactory.create(plan=plan, **fields)
    lead = LeadFactory.create(action=action)
    PostHoldingFactory.create(post=lead.post, user=user)
    return action


def _decider(open_still: bool) -> User | None:
    return None if open_still else UserFactory.create()
