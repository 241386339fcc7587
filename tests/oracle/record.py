"""The record as the tables have it, read by plain SQL: nothing of the product's own readers."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection

Row = SimpleNamespace
DAY = re.compile(r"\d{4}-\d\d-\d\d")

ACTIONS = "select * from actions_action where plan_id = %s order by kind, position, id"
OF_ACTIONS = "select x.* from {} x join actions_action a on a.id = x.action_id where a.plan_id = %s"
VERSIONS = "select * from audit_version where kind = 'action' and plan_id = %s order by id"
LEGEND = """
select e.* from plans_legendentry e join plans_legend l on l.id = e.legend_id
where l.plan_id = %s order by e.position
"""
WINDOWS = "select * from windows_updatewindow where plan_id = %s order by opens_on"
SIGN_OFFS = "select * from plans_signoff where plan_id = %s order by decided_on, id"
REOPENINGS = """
select r.* from windows_windowreopening r join windows_updatewindow w on w.id = r.window_id
where w.plan_id = %s order by r.id
"""
# whoever holds a post and has a role in which leads answer
HOLDINGS = """
select h.post_id, h.starts, h.ends, h.capacity,
  exists (select 1 from committees_rolegrant g join committees_post p on p.id = h.post_id
          where g.user_id = h.user_id and g.area_id = p.area_id
          and g.role in ('action_lead', 'sub_committee_chair', 'lead_officer', 'chair',
                         'vice_chair')) as answers
from committees_postholding h
"""
DIRECTIONS = """
select d.*, r.title as report from reporting_direction d
join plans_plan p on p.area_id = d.area_id join reporting_report r on r.id = d.report_id
where p.id = %s order by d.number
"""
ANSWERS = """
select x.* from reporting_directionanswer x join reporting_direction d on d.id = x.direction_id
join plans_plan p on p.area_id = d.area_id where p.id = %s order by x.answered_on, x.id
"""
ESCALATED = """
select x.*, m.held_on, b.name as body from meetings_meetingdecision x
join committees_meeting m on m.id = x.meeting_id join committees_body b on b.id = m.body_id
where x.plan_id = %s and x.kind = 'escalate' and x.state = 'applied' order by m.held_on, x.id
"""
MEETINGS = "select id, held_on from committees_meeting"


@dataclass(frozen=True)
class Record:
    """Everything that was written down about a plan, in the order of writing."""

    actions: list[Row]
    versions: dict[int, list[Row]]
    legend: list[Row]
    windows: list[Row]
    sign_offs: list[Row]
    reopenings: dict[int, list[Row]]
    holdings: dict[int, list[Row]]
    posts: dict[int, str]
    people: dict[int, str]
    updates: dict[int, list[Row]]
    checks: dict[int, list[Row]]
    challenges: dict[int, list[Row]]
    proposals: dict[int, list[Row]]
    dates: dict[int, list[Row]]
    completions: dict[int, list[Row]]
    directions: list[Row]
    answers: dict[int, list[Row]]
    escalated: list[Row]
    meetings: dict[int, date]

    def label(self, canonical: str) -> str:
        """The legend's word for a state."""
        return next((row.label for row in self.legend if row.canonical == canonical), "")

    def code(self, canonical: str) -> str:
        """The legend's code for a state."""
        return next((row.code for row in self.legend if row.canonical == canonical), "")

    def letter(self, canonical: str) -> str:
        """A code of one or two letters; else the first of the word."""
        code = self.code(canonical)
        word = self.label(canonical) or canonical.replace("_", " ").capitalize()
        return code if 1 <= len(code) <= 2 else word[0]


def read(plan_id: int) -> Record:
    return Record(
        actions=rows(ACTIONS, plan_id),
        versions=_by("key", rows(VERSIONS, plan_id)),
        legend=rows(LEGEND, plan_id),
        windows=rows(WINDOWS, plan_id),
        sign_offs=rows(SIGN_OFFS, plan_id),
        reopenings=_by("window_id", rows(REOPENINGS, plan_id)),
        holdings=_by("post_id", rows(HOLDINGS)),
        posts={row.id: row.title for row in rows("select id, title from committees_post")},
        people={row.id: row.name for row in rows("select id, name from accounts_user")},
        updates=_of("actions_progressupdate", plan_id, "as_at", "made_at", "id"),
        checks=_of("actions_updatecheck", plan_id, "checked_on", "sequence", "id"),
        challenges=_of("actions_challenge", plan_id, "made_on", "id"),
        proposals=_of("actions_proposaldecision", plan_id, "decided_on", "id"),
        dates=_of("actions_deadlinerevision", plan_id, "requested_on", "id"),
        completions=_of("actions_completion", plan_id, "completed_on", "id"),
        directions=rows(DIRECTIONS, plan_id),
        answers=_by("direction_id", rows(ANSWERS, plan_id)),
        escalated=rows(ESCALATED, plan_id),
        meetings={
            row.id: row.held_on for row in rows("select id, held_on from committees_meeting")
        },
    )


def rows(sql: str, *values: object) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [
            Row(**{name: _value(value) for name, value in zip(names, line, strict=True)})
            for line in cursor.fetchall()
        ]


def _of(table: str, plan_id: int, *order: str) -> dict[int, list[Row]]:
    read_rows = rows(OF_ACTIONS.format(table), plan_id)
    in_order = sorted(read_rows, key=lambda row: tuple(str(getattr(row, name)) for name in order))
    return _by("action_id", _numbered(in_order, order))


def _numbered(some: list[Row], order: tuple[str, ...]) -> list[Row]:
    """Days sort as texts; keys have to sort as numbers."""
    return sorted(some, key=lambda row: (*(str(getattr(row, n)) for n in order[:-1]), row.id))


def _by(name: str, some: list[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in some:
        found[getattr(row, name)].append(row)
    return found


def _value(value: Any) -> Any:
    """SQLite gives days and JSON as texts, PostgreSQL as what they are."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and DAY.fullmatch(value):
        return date.fromisoformat(value)
    if isinstance(value, str) and value.startswith("{"):
        return json.loads(value)
    return value
