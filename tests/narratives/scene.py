"""A report in preparation of which one part is asked of a post, and the people round it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from accounts.models import User
from accounts.roles import Role
from committees.enums import Capacity
from committees.models import Post
from narratives import services
from reporting.models import Report, Section
from reporting.services.drafts import write_section
from tests import factories as make

DUE = date(2026, 9, 14)


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of September 2026, when the report is prepared."""
    return datetime(2026, 9, day, hour, minute, tzinfo=UTC)


@dataclass
class Scene:
    report: Report
    part: Section
    post: Post
    writer: User  # holds the post
    deputy: User
    officer: User  # prepares the report
    chair: User

    def asked(self, *, now: datetime | None = None) -> None:
        services.ask_for_parts(
            by=self.officer,
            report=self.report,
            parts=[self.part],
            post=self.post,
            due_on=DUE,
            now=now or at(1),
        )

    def written(self, by: User | None = None, body: str = "It went well.", *, day: int = 2) -> None:
        self.part.refresh_from_db()
        write_section(
            by=by or self.writer,
            section=self.part,
            expected=self.part.row_version,
            body=body,
            now=at(day),
        )

    def handed_in(self, by: User | None = None, *, day: int = 3) -> None:
        self.asked()
        self.written(by)
        services.hand_in_part(by=by or self.writer, part=self.part, now=at(day))

    def address(self) -> list:
        return [self.report.pk, self.part.key]


def scene() -> Scene:
    plan = make.PlanFactory(area__name="Strathfarrow")
    area = plan.area
    writer = make.person_with(Role.ACTION_LEAD, area, name="Catriona Muir")
    deputy = make.person_with(Role.ACTION_LEAD, area, name="Dugald Reid")
    post = make.PostFactory(area=area, title="Learning and development lead")
    make.PostHoldingFactory(post=post, user=writer)
    make.PostHoldingFactory(post=post, user=deputy, capacity=Capacity.DEPUTY)
    report = make.ReportFactory(plan=plan)
    return Scene(
        report=report,
        part=report.sections.get(key="learning"),
        post=post,
        writer=writer,
        deputy=deputy,
        officer=make.person_with(Role.LEAD_OFFICER, area, name="Morag Weir"),
        chair=make.person_with(Role.CHAIR, area, name="Iain Baird"),
    )
