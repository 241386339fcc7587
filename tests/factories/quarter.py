"""What a quarter brings: letters, checks, comments, drafts, meeting decisions, directions."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from actions.enums import CheckOutcome, EvidenceKind
from actions.models import Comment, Evidence, ProposalDecision, UpdateCheck, UpdateDraft
from committees.models import CalendarFeed, DateRule, Offsets
from committees.rules.feed_secrets import digest_of, secret_of
from documents.enums import Canonical
from letters.models import Letter
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from reminders.enums import ReminderKind
from reminders.models import Reminder
from reporting.models import Delivery, Direction, DirectionAnswer, Download
from tests.factories.actions import ActionFactory, ProgressUpdateFactory, UpdateWindowFactory
from tests.factories.people import BodyFactory, MeetingFactory, UserFactory
from tests.factories.plans import PlanFactory, entry_of
from tests.factories.reports import ReportFactory
from updates.services import evidence_store as evidence_store
from windows.models import WindowReopening

MOMENT = datetime(2026, 8, 20, 12, tzinfo=UTC)
A_HASH = "0" * 64


class OffsetsFactory(DjangoModelFactory[Offsets]):
    class Meta:
        model = Offsets

    body = factory.SubFactory(BodyFactory)


class DateRuleFactory(DjangoModelFactory[DateRule]):
    class Meta:
        model = DateRule

    body = factory.SubFactory(BodyFactory)


class CalendarFeedFactory(DjangoModelFactory[CalendarFeed]):
    class Meta:
        model = CalendarFeed

    user = factory.SubFactory(UserFactory)
    mark = factory.Sequence(lambda n: f"mark-{n}")
    digest = factory.LazyAttribute(lambda o: digest_of(secret_of(o.mark, settings.SECRET_KEY)))


class LetterFactory(DjangoModelFactory[Letter]):
    class Meta:
        model = Letter

    kind = "digest"
    key = factory.Sequence(lambda n: f"digest:{n}")
    user = factory.SubFactory(UserFactory)
    address = factory.LazyAttribute(lambda o: o.user.email)
    subject = "Your actions"
    text = "Two actions wait for your answer."
    message_id = factory.Sequence(lambda n: f"<{n}@example.test>")
    made_at = MOMENT


def bounced_letter(**fields: Any) -> Letter:
    """A letter that came back."""
    came_back = {"state": "bounced", "bounced_at": MOMENT, "bounce_reason": "No such mailbox."}
    return LetterFactory.create(**came_back | {"kind": "report"} | fields)


class WindowReopeningFactory(DjangoModelFactory[WindowReopening]):
    class Meta:
        model = WindowReopening

    window = factory.SubFactory(UpdateWindowFactory)
    closed_on = date(2026, 8, 28)
    until = date(2026, 9, 2)
    reason = "The system was down for two days."
    reopened_by = factory.SubFactory(UserFactory)
    reopened_on = date(2026, 8, 29)


class ReminderFactory(DjangoModelFactory[Reminder]):
    """One step of asking; `actions=[…]` says about what, else about one action of the window."""

    class Meta:
        model = Reminder
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    kind = ReminderKind.OPENED
    key = factory.Sequence(lambda n: f"window:{n}:opened")
    window = factory.SubFactory(UpdateWindowFactory)
    letter = factory.SubFactory(LetterFactory, user=factory.SelfAttribute("..user"))
    sent_on = date(2026, 8, 1)

    @factory.post_generation
    def actions(obj: Reminder, create: bool, extracted: list | None, **kwargs: object) -> None:
        obj.actions.set(extracted or [ActionFactory.create(plan=obj.window.plan)])


class UpdateDraftFactory(DjangoModelFactory[UpdateDraft]):
    class Meta:
        model = UpdateDraft

    user = factory.SubFactory(UserFactory)
    action = factory.SubFactory(ActionFactory)
    fields = factory.LazyFunction(lambda: {"what_happened": "The group met."})
    saved_at = MOMENT


class EvidenceFactory(DjangoModelFactory[Evidence]):
    """A link that was sent with an update; `update_shown=None` has it not sent yet."""

    class Meta:
        model = Evidence

    action = factory.SubFactory(ActionFactory)
    update_shown = factory.SubFactory(
        ProgressUpdateFactory, action=factory.SelfAttribute("..action")
    )
    kind = EvidenceKind.LINK
    title = "Minutes of the group"
    url = "https://minutes.example.org/12"
    added_by = factory.SubFactory(UserFactory)
    added_at = MOMENT


def evidence_file(*, data: bytes = b"Quarter,Panels\n", **fields: object) -> Evidence:
    """A file of evidence that lies where it should."""
    action = fields.get("action") or ActionFactory.create()
    path = evidence_store.write(action.plan.area_id, data)
    given = {
        "action": action, "kind": EvidenceKind.FILE, "title": "figures.csv", "url": "",
        "path": path, "content_type": "text/csv; charset=utf-8", "size": len(data),
        "sha256": evidence_store.mark_of(data),
    }  # fmt: skip
    return EvidenceFactory.create(**{**given, **fields})


class UpdateCheckFactory(DjangoModelFactory[UpdateCheck]):
    """A check that accepted; `outcome=CheckOutcome.RETURNED` sent it back with a note."""

    class Meta:
        model = UpdateCheck

    action = factory.SubFactory(ActionFactory)
    update_checked = factory.SubFactory(
        ProgressUpdateFactory, action=factory.SelfAttribute("..action")
    )
    outcome = CheckOutcome.ACCEPTED
    note = factory.LazyAttribute(
        lambda o: "Which paper shows it?" if o.outcome == CheckOutcome.RETURNED else ""
    )
    checked_by = factory.SubFactory(UserFactory)
    checked_on = date(2026, 8, 20)
    checked_at = MOMENT


class CommentFactory(DjangoModelFactory[Comment]):
    class Meta:
        model = Comment

    action = factory.SubFactory(ActionFactory)
    text = "Please bring the first figures to the meeting."
    made_by = factory.SubFactory(UserFactory)
    made_on = date(2026, 8, 20)


class ProposalDecisionFactory(DjangoModelFactory[ProposalDecision]):
    """A proposal of the rules, accepted; `accepted=False` has it declined."""

    class Meta:
        model = ProposalDecision

    action = factory.SubFactory(ActionFactory)
    about = factory.SubFactory(ProgressUpdateFactory, action=factory.SelfAttribute("..action"))
    key = factory.Sequence(lambda n: f"proposal:{n}")
    canonical = Canonical.AT_RISK
    entry = factory.LazyAttribute(lambda o: entry_of(o.action.plan, o.canonical))
    entry_label = factory.LazyAttribute(lambda o: o.entry.label)
    reason = "Nothing to report two quarters running"
    accepted = True
    decided_by = factory.SubFactory(UserFactory)
    decided_on = date(2026, 8, 20)


class MeetingDecisionFactory(DjangoModelFactory[MeetingDecision]):
    """A withdrawal recorded in a meeting; other kinds take their own fields."""

    class Meta:
        model = MeetingDecision

    plan = factory.SubFactory(PlanFactory)
    meeting = factory.SubFactory(MeetingFactory, body__area=factory.SelfAttribute("...plan.area"))
    action = factory.SubFactory(ActionFactory, plan=factory.SelfAttribute("..plan"))
    kind = DecisionKind.WITHDRAW
    reason = "Merged with another action."
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = MOMENT


class DeliveryFactory(DjangoModelFactory[Delivery]):
    class Meta:
        model = Delivery

    report = factory.SubFactory(ReportFactory)
    user = factory.SubFactory(UserFactory)
    asked_at = MOMENT


class DownloadFactory(DjangoModelFactory[Download]):
    class Meta:
        model = Download

    report = factory.SubFactory(ReportFactory)
    format = "pdf"
    sha256 = A_HASH
    user = factory.SubFactory(UserFactory)
    at = MOMENT


class DirectionFactory(DjangoModelFactory[Direction]):
    class Meta:
        model = Direction

    report = factory.SubFactory(ReportFactory)
    plan = factory.SelfAttribute("report.plan")
    area = factory.SelfAttribute("report.area")
    number = factory.LazyAttribute(lambda o: o.area.directions.count() + 1)
    text = "Bring a costed plan for advocacy to the next meeting."
    given_by = "Chief Officers Group"
    given_on = date(2026, 9, 20)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = MOMENT


class DirectionAnswerFactory(DjangoModelFactory[DirectionAnswer]):
    class Meta:
        model = DirectionAnswer

    direction = factory.SubFactory(DirectionFactory)
    text = "The costed plan was agreed on 1 October."
    answered_by = factory.SubFactory(UserFactory)
    answered_on = date(2026, 10, 1)
