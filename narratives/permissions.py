"""Who may write a part of a report, and who reads and agrees it."""

from __future__ import annotations

from typing import Final

from accounts.roles import Permission
from committees.permissions import may
from committees.querysets import Actor
from narratives.querysets import asked_of
from reporting.models import Section

# whoever prepares a report and whoever releases it may write any part, and agree others' words
OFFICE: Final = (Permission.REPORT_PREPARE, Permission.REPORT_ISSUE)


def in_office(user: Actor, area_id: int) -> bool:
    """Whether `user` prepares or releases the area's reports."""
    return any(may(user, one, area_id) for one in OFFICE)


def may_write(user: Actor, part: Section) -> bool:
    """Whether `user` may write this part: by their role, or since a post of theirs is asked for
    it. One query at most; the part comes with its report."""
    if in_office(user, part.report.area_id):
        return True
    return asked_of(user).filter(pk=part.pk).exists()
