"""Factories of what is done about the parts of reports."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.roles import Role
from committees.enums import BodyKind, Seat
from committees.models import Membership, Post
from documents.enums import ReportKind
from narratives.enums import StepKind
from narratives.models import Step, Taken
from plans.models import Plan
from reporting.models import Report, Section
from tests.factories.people import (
    LONG_AGO,
    BodyFactory,
    MembershipFactory,
    PostFactory,
    UserFactory,
    person_with,
)
from tests.factories.reports import ReportFactory

ASKED = datetime(2026, 8, 31, 9, tzinfo=UTC)
WRITTEN = datetime(2026, 9, 1, 9, tzinfo=UTC)


class PartFactory(DjangoModelFactory):
    """The chair's summary of a report in preparation."""

    class Meta:
        model = Section
        django_get_or_create = ("report", "key")

    report = factory.SubFactory(ReportFactory)
    key = "chairs_summary"
    heading = "Chair’s summary"
    position = 1


class PartStepFactory(DjangoModelFactory):
    """Somebody took a part on."""

    class Meta:
        model = Step

    section = factory.SubFactory(PartFactory)
    kind = StepKind.CLAIMED
    by = factory.SubFactory(UserFactory)
    at = ASKED


class PartRequestFactory(PartStepFactory):
    """A post of the report's area is asked for a part."""

    kind = StepKind.ASKED
    post = factory.SubFactory(PostFactory, area=factory.SelfAttribute("..section.report.area"))
    due_on = date(2026, 9, 14)


class TakenFactory(DjangoModelFactory):
    class Meta:
        model = Taken

    section = factory.SubFactory(PartFactory)
    group = "The counts"
    sentence = factory.Sequence(lambda n: f"Nothing is past its date in {n} areas.")
    of_day = date(2026, 8, 31)
    by = factory.SubFactory(UserFactory)
    at = ASKED


def report_in_parts(draft: Report, post: Post) -> Report:
    """One part is asked of a post, one stands in words, one was handed in by a stranger."""
    PartRequestFactory(section=draft.sections.get(key="risks"), post=post)
    for key in ("sub_committees", "learning"):
        part = draft.sections.get(key=key)
        part.body, part.written_by, part.written_at = "It went on.", UserFactory(), WRITTEN
        part.save()
    PartStepFactory(
        section=part, kind=StepKind.HANDED_IN, words_at=WRITTEN, by=part.written_by, at=WRITTEN
    )
    return draft


def chair_of(plan: Plan, kind: BodyKind = BodyKind.CHIEF_OFFICERS_GROUP) -> Membership:
    """Whoever is in the chair of the chief officers, or of the committee, with a role."""
    body = plan.area.bodies.filter(kind=kind).first() or BodyFactory(area=plan.area, kind=kind)
    role = Role.CHAIR if kind == BodyKind.COMMITTEE else Role.CHIEF_OFFICER
    user = person_with(role, plan.area)
    return MembershipFactory(
        body=body, user=user, name=user.name, designation="Chief Executive", seat=Seat.CHAIR,
        starts=LONG_AGO,
    )  # fmt: skip


def preface_to_sign(plan: Plan) -> Section:
    """The preface of an annual report, which the one in the chief officers' chair is asked to
    sign; made once for a plan."""
    known = Section.objects.filter(report__plan=plan, report__kind=ReportKind.ANNUAL, key="preface")
    if part := known.first():
        return part
    chair_of(plan)
    report = ReportFactory(plan=plan, kind=ReportKind.ANNUAL, title="Annual report")
    part = report.sections.get(key="preface")
    part.body, part.written_by, part.written_at = "I endorse it.", UserFactory(), WRITTEN
    part.save()
    PartStepFactory(section=part, kind=StepKind.TO_SIGN, due_on=date(2026, 9, 14))
    return part
