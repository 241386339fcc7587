"""All that one agency leads, for its own chief officer: what is asked first, then every action.

Pure. What the agency contributes to stands apart and is not counted with what it leads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import phrases
from documents.papers import appendix
from documents.papers.appendix import AppendixGroup
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Tag
from handouts.page import ShortPaper, by_status, short_paper

NAME = "Agency extract"
NO_AGENCY = "No agency"


@dataclass(frozen=True)
class Asked:
    """One thing that waits for the agency, with the actions that it is about."""

    what: str
    actions: Sequence[ActionRecord]


@dataclass(frozen=True)
class Contribution:
    """An action that another agency leads and this one contributes to, through which posts."""

    action: ActionRecord
    tag: Tag
    through: str


@dataclass(frozen=True)
class AgencyExtract:
    paper: ShortPaper
    agency: str
    brief: Sequence[str]
    counted: Sequence[tuple[Tag, int]]
    total: int
    of_plan: int
    asked: Sequence[Asked]
    groups: Sequence[AppendixGroup]
    ongoing: Sequence[ActionRecord]
    withdrawn: Sequence[ActionRecord]
    contributes: Sequence[Contribution]


def agencies(content: SnapshotContent) -> list[str]:
    """Every agency that leads or contributes, by name."""
    rows = content["actions"]
    names = {row.get("agency", "") for row in rows}
    names |= {name for row in rows for name in row.get("contributing_agencies", ())}
    return sorted(filter(None, names))


def knows_agencies(content: SnapshotContent) -> bool:
    """Whether it was frozen with the agencies of its leads: earlier ones were not."""
    return all("agency" in row for row in content["actions"])


def agency_extract(content: SnapshotContent, sha256: str, agency: str) -> AgencyExtract:
    """What the agency leads in the plan, and how it stands."""
    led = [row for row in content["actions"] if row.get("agency", "") == agency]
    rated = [row for row in led if not row["ongoing"]]
    standing = [row for row in rated if not row["withdrawn_on"]]
    others = [row for row in content["actions"] if row not in led and not row["withdrawn_on"]]
    joined = [row for row in others if agency in row.get("contributing_agencies", ())]
    paper = short_paper(content, sha256, NAME, [*standing, *joined])
    groups = appendix.groups(standing, content, paper.palette) if standing else []
    return AgencyExtract(
        paper=paper,
        agency=agency,
        brief=_brief(standing),
        counted=by_status(standing, paper.palette),
        total=len(standing),
        of_plan=sum(content["counts"].values()),
        asked=_asked(standing, content),
        groups=[group for group in groups if group.rows],
        ongoing=[row for row in led if row["ongoing"]],
        withdrawn=[row for row in rated if row["withdrawn_on"]],
        contributes=[_contribution(row, agency, paper) for row in joined],
    )


def _brief(standing: Sequence[ActionRecord]) -> list[str]:
    """How the agency's part of the plan stands, in sentences that can be counted again."""
    if not standing:
        return ["It leads no action of the plan now."]
    total, late = len(standing), [row for row in standing if row["overdue"]]
    complete = sum(row["status"] == "complete" for row in standing)
    lines = [f"{phrases.share(complete, total)} of the actions that it leads are complete."]
    if late:
        worst = max(late, key=lambda row: row["days_overdue"])
        lines.append(
            f"{phrases.sentence(phrases.count(len(late), 'action'))} past the date agreed, the "
            f"longest ({worst['reference']}) by {phrases.count(worst['days_overdue'], 'day')}."
        )
    if silent := sum(row["silent"] for row in standing):
        lines.append(
            f"{phrases.sentence(phrases.count(silent, 'action'))} not updated this quarter; who "
            "was asked stands beside each."
        )
    return lines


def _asked(standing: Sequence[ActionRecord], content: SnapshotContent) -> list[Asked]:
    """What waits for the agency: each kind with its actions, none that has none."""
    waiting = {row["action"] for row in content["revisions"] if row["state"] == "requested"}
    kinds = (
        ("Answer what was asked", [row for row in standing if row["silence"] == "unanswered"]),
        ("Say more: sent back", [row for row in standing if row["sent_back"]]),
        ("Name somebody who answers for it", [row for row in standing if _nobody(row)]),
        ("Ask for a new date, or complete it",
         [row for row in standing if row["overdue"] and row["id"] not in waiting]),
        ("Wait for the decision on a new date",
         [row for row in standing if row["id"] in waiting]),
        ("Give a date", [row for row in standing if "no_date" in row["flags"]]),
    )  # fmt: skip
    return [Asked(what, rows) for what, rows in kinds if rows]


def _nobody(action: ActionRecord) -> bool:
    return bool({"vacant_post", "group_alone"} & set(action["flags"]))


def _contribution(action: ActionRecord, agency: str, paper: ShortPaper) -> Contribution:
    pairs = zip(action["contributing"], action.get("contributing_agencies", ()), strict=True)
    posts = [post for post, of in pairs if of == agency]
    return Contribution(action, paper.palette.of(action), phrases.listed(posts))
