"""Actions and what is said about them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from actions.enums import (
    CompletionState,
    DecidedAs,
    IndicatorKind,
    LineageKind,
    OfficersHow,
    RevisionState,
    TieState,
    Way,
)
from actions.models import (
    Action,
    ActionIndicator,
    Challenge,
    Completion,
    DeadlineRevision,
    Disposal,
    Lead,
    Lineage,
    OfficersDecision,
    ProgressUpdate,
    RegionalAction,
    RegionalUpdate,
    Tally,
    Tie,
)
from audit.services import keep_all
from documents.enums import Canonical
from exchange.models import EditedFile
from imports.enums import Subject
from imports.models import ImportDecision, ImportDraft
from plans.models import Plan
from sheets.rules.cells import to_json
from sheets.rules.delimited import read_text
from tests.factories.figures import IndicatorFactory
from tests.factories.kept import KeptFactory
from tests.factories.people import (
    LONG_AGO,
    AreaFactory,
    PostFactory,
    PostHoldingFactory,
    RegionalGroupFactory,
    UserFactory,
)
from tests.factories.plans import (
    PERIOD_END,
    PERIOD_START,
    PlanFactory,
    SignOffFactory,
    entry_of,
)
from timescales.enums import TimescaleKind
from windows.models import UpdateWindow


class ActionFactory(KeptFactory):
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
    entered_on = factory.LazyAttribute(lambda o: o.added_on)


class ActionIndicatorFactory(DjangoModelFactory):
    class Meta:
        model = ActionIndicator

    action = factory.SubFactory(ActionFactory)
    indicator = factory.SubFactory(
        IndicatorFactory, area=factory.SelfAttribute("..action.plan.area")
    )
    kind = IndicatorKind.CAME_OF
    added_at = datetime(2026, 9, 1, 9, tzinfo=UTC)


class LineageFactory(DjangoModelFactory[Lineage]):
    """Two actions of one plan, of which the first was split into the second."""

    class Meta:
        model = Lineage

    target = factory.SubFactory(ActionFactory)
    source = factory.SubFactory(ActionFactory, plan=factory.SelfAttribute("..target.plan"))
    kind = LineageKind.SPLIT
    on = factory.LazyAttribute(lambda o: o.target.added_on)


class DisposalFactory(DjangoModelFactory[Disposal]):
    """An open action that is carried forward when its plan ends."""

    class Meta:
        model = Disposal

    action = factory.SubFactory(ActionFactory)
    way = Way.CARRY
    by_label = "Una Ross"
    decided_at = factory.LazyFunction(timezone.now)


class RegionalActionFactory(DjangoModelFactory[RegionalAction]):
    class Meta:
        model = RegionalAction

    body = factory.SubFactory(RegionalGroupFactory)
    text = factory.Sequence(lambda n: f"Train every panel of the region {n}")
    begun_on = LONG_AGO


class TieFactory(DjangoModelFactory[Tie]):
    """An action that is tied to a regional one."""

    class Meta:
        model = Tie

    regional = factory.SubFactory(RegionalActionFactory)
    action = factory.SubFactory(ActionFactory)
    area = factory.LazyAttribute(lambda o: o.action.plan.area)
    state = TieState.TIED
    offered_on = LONG_AGO
    tied_on = LONG_AGO


class TieOfferFactory(DjangoModelFactory[Tie]):
    """A regional action that waits for an area's answer."""

    class Meta:
        model = Tie

    regional = factory.SubFactory(RegionalActionFactory)
    area = factory.SubFactory(AreaFactory)
    offered_on = LONG_AGO


class RegionalUpdateFactory(DjangoModelFactory[RegionalUpdate]):
    """An update of a tied action that was given for several areas at once."""

    class Meta:
        model = RegionalUpdate

    tie = factory.SubFactory(TieFactory)
    update_given = factory.LazyAttribute(
        lambda o: ProgressUpdateFactory.create(action=o.tie.action)
    )
    given = factory.LazyFunction(uuid4)


class LeadFactory(DjangoModelFactory[Lead]):
    """The accountable lead of an action: a post in the plan's area."""

    class Meta:
        model = Lead

    action = factory.SubFactory(ActionFactory)
    post = factory.SubFactory(PostFactory, area=factory.SelfAttribute("..action.plan.area"))
    accountable = True

    @classmethod
    def _create(cls, model_class: type[Lead], *args: Any, **fields: Any) -> Lead:
        lead = super()._create(model_class, *args, **fields)
        keep_all(by=None, rows=[lead.action])
        return lead


class UpdateWindowFactory(DjangoModelFactory[UpdateWindow]):
    class Meta:
        model = UpdateWindow
        skip_postgeneration_save = True

    plan = factory.SubFactory(PlanFactory)
    label = factory.LazyAttribute(lambda o: f"Quarter that closes on {o.closes_on:%-d %B %Y}")
    opens_on = date(2026, 8, 1)
    closes_on = factory.LazyAttribute(lambda o: o.opens_on.replace(day=28))

    @factory.post_generation
    def agreed(obj: UpdateWindow, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        """The plan was agreed by then: nobody is asked about a draft (`agreed=False` leaves it)."""
        if extracted is not False and not obj.plan.sign_offs.exists():
            day = min(obj.opens_on, obj.plan.period_start)
            SignOffFactory.create(plan=obj.plan, decided_on=day)


class ProgressUpdateFactory(DjangoModelFactory[ProgressUpdate]):
    """`canonical` picks the entry of the plan's own legend."""

    class Meta:
        model = ProgressUpdate

    action = factory.SubFactory(ActionFactory)
    as_at = date(2026, 8, 10)
    # noon of the day it speaks of; of today, before anything that a test does after it
    made_at = factory.LazyAttribute(
        lambda o: min(
            datetime(o.as_at.year, o.as_at.month, o.as_at.day, 12, tzinfo=UTC), timezone.now()
        )
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
    proposed_due = factory.LazyAttribute(
        lambda o: (o.action.due or PERIOD_END) + timedelta(days=61)
    )
    reason = "The supplier withdrew."
    requested_by = factory.SubFactory(UserFactory)
    requested_on = date(2026, 8, 12)
    to_chief_officers = False
    decided_by = factory.LazyAttribute(lambda o: _decider(o.state == RevisionState.REQUESTED))
    decided_on = factory.LazyAttribute(lambda o: o.requested_on if o.decided_by else None)
    state = RevisionState.REQUESTED
    decided_as = factory.LazyAttribute(lambda o: _decided_as(o))
    decider_label = factory.LazyAttribute(lambda o: str(o.decided_by) if o.decided_by else "")
    officers_decision = factory.LazyAttribute(
        lambda o: (
            OfficersDecisionFactory.create(area=o.action.plan.area)
            if o.decided_as == DecidedAs.CHIEF_OFFICERS
            else None
        )
    )


class OfficersDecisionFactory(DjangoModelFactory[OfficersDecision]):
    """What a chief officer decided here, by themselves."""

    class Meta:
        model = OfficersDecision

    area = factory.SubFactory(AreaFactory)
    how = OfficersHow.OWN
    decided_on = date(2026, 8, 12)
    decider = "Chief Executive"
    note = "Seen by all."
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = datetime(2026, 8, 12, 9, tzinfo=UTC)


class TallyFactory(DjangoModelFactory[Tally]):
    """One of three done of a monthly action."""

    class Meta:
        model = Tally

    action = factory.SubFactory(ActionFactory)
    update_told = factory.SubFactory(
        ProgressUpdateFactory, action=factory.SelfAttribute("..action")
    )
    since = date(2026, 8, 1)
    until = date(2026, 10, 31)
    due = 3
    done = 1
    why = "Nobody in post."


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


class EditedFileFactory(DjangoModelFactory[EditedFile]):
    """An edited file of a plan, with one action that the plan has not."""

    class Meta:
        model = EditedFile

    plan = factory.SubFactory(PlanFactory)
    made_by = factory.SubFactory(UserFactory)
    file_name = "plan.csv"
    mark = factory.Sequence(lambda n: f"{n:064}")
    content = factory.LazyFunction(
        lambda: to_json(read_text(b"Action,Lead,Timescale\nMeet weekly,Chair,Ongoing\n"))
    )


class ImportDecisionFactory(DjangoModelFactory[ImportDecision]):
    """Of "When resources allow" a person said that it is ongoing."""

    class Meta:
        model = ImportDecision

    area = factory.SubFactory(AreaFactory)
    subject = Subject.TIMESCALE
    key = "when resources allow"
    words = "When resources allow"
    value = "ongoing"
    made_at = factory.LazyFunction(timezone.now)
    made_by = factory.SubFactory(UserFactory)


def led_action(user: User, plan: Plan, **fields: Any) -> Action:
    """An action of `plan` whose accountable lead is a post that `user` holds."""
    action = ActionFactory.create(plan=plan, **fields)
    lead = LeadFactory.create(action=action)
    PostHoldingFactory.create(post=lead.post, user=user)
    return action


def _decided_as(revision: Any) -> str:
    if revision.state == RevisionState.REQUESTED:
        return ""
    return DecidedAs.CHIEF_OFFICERS if revision.to_chief_officers else DecidedAs.CHAIR


def _decider(open_still: bool) -> User | None:
    return None if open_still else UserFactory.create()
