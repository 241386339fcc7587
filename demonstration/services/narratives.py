"""The parts of a report that several people write: asked of posts, handed in, sent back, agreed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.models import User
from accounts.roles import Role
from committees.enums import Capacity
from committees.models import Area, Post
from demonstration.queries.sources import Table
from demonstration.services.assurance import noon
from narratives.enums import StepKind
from narratives.services import ask_for_parts, hand_in_part, review_part
from reporting.models import Report
from reporting.services import write_section


def keep_parts(report: Report, rows: Iterable[Table], today: date) -> None:
    """Ask for each part of the file as many days ago as it says; what its holder wrote is handed
    in, and the chair answers."""
    officer, chair = _with(Role.LEAD_OFFICER, report.area), _with(Role.CHAIR, report.area)
    for row in rows:
        part = report.sections.get(key=row["key"])
        post = Post.objects.get(area=report.area, title=row["post"])
        asked = today - timedelta(days=row["asked"])
        ask_for_parts(
            by=officer,
            report=report,
            parts=[part],
            post=post,
            due_on=today + timedelta(days=row["due"]),
            now=noon(asked),
        )
        if "words" not in row:
            continue
        holding = post.holdings.current(today).filter(capacity=Capacity.HOLDER)
        writer = holding.select_related("user").get().user
        written = noon(asked + timedelta(days=2))
        write_section(
            by=writer,
            section=part,
            expected=part.row_version,
            body=row["words"],
            now=written,
        )
        hand_in_part(by=writer, part=part, now=written + timedelta(hours=1))
        note = row.get("note", "")
        review_part(
            by=chair,
            part=part,
            kind=StepKind.SENT_BACK if note else StepKind.AGREED,
            note=note,
            now=written + timedelta(days=1),
        )


def _with(role: Role, area: Area) -> User:
    rows = User.objects.filter(role_grants__area=area, role_grants__role=role)
    return rows.filter(role_grants__ends=None).earliest("pk")
