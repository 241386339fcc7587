"""What a quarterly progress report says, taken from a frozen snapshot and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents import charts, prose, statuses, wording
from documents.papers import appendix, exceptions, headings
from documents.papers.change_lists import change_lists
from documents.papers.cover import cover
from documents.papers.directions import direction_lines
from documents.papers.others_words import moderated
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    NOT_UPDATED,
    SCHEMA,
    HeadingRecord,
    RevisionRecord,
    SnapshotContent,
)
from documents.statuses import Palette, Tag

PLACED = ("chairs_summary", "decisions", "answers")


@dataclass(frozen=True)
class StatusLine:
    """One row of the plan at a glance."""

    tag: Tag
    now: int
    share: str
    before: str
    change: str
    bar: charts.StackedBar


@dataclass(frozen=True)
class OutcomeLine:
    """One row of progress by outcome."""

    title: str
    parents: str
    total: int
    cells: Sequence[int]
    bar: charts.StackedBar
    moved: Sequence[str]


@dataclass(frozen=True)
class NewDate:
    action: ActionRecord
    revision: RevisionRecord
    times_moved: int
    decision: str


def context(content: SnapshotContent, sha256: str) -> dict[str, Any]:
    """Everything that the templates of the quarterly report print."""
    colours = statuses.palette(content)
    rated = [action for action in content["actions"] if not action["ongoing"]]
    standing = [action for action in rated if not action["withdrawn_on"]]
    order = statuses.order(content["counts"])
    lines = status_lines(content, colours)
    troubles = exceptions.groups(standing, content, colours)
    return {
        "content": content,
        "sha256": sha256,
        "palette": colours,
        "order": [colours.tag(key) for key in order],
        "summary": section(content, "chairs_summary"),
        "answers": section(content, "answers"),
        "heading": "Quarterly progress report",
        "sections": other_sections(content),
        "brief": brief(content, standing),
        "lines": lines,
        "total": len(standing),
        "count_chart": count_chart(content),
        "group_name": group_name(content),
        "outcomes": outcome_lines(standing, content, colours),
        "changes": change_lists(content),
        "exceptions": troubles,
        "printed_above": [group for group in troubles if not group.entries],
        "new_dates": new_dates(content),
        "completed": newly_completed(standing, content),
        "ongoing": [action for action in content["actions"] if action["ongoing"]],
        "withdrawn": [action for action in rated if action["withdrawn_on"]],
        "groups": appendix.groups(rated, content, colours) if rated else [],
        "plan_text": plan_parts(content),
        **in_every_report(content, colours),
    }


def in_every_report(content: SnapshotContent, colours: Palette) -> dict[str, Any]:
    """What quarterly and annual reports print alike."""
    return {
        "cover": cover(content),
        "directions": direction_lines(content, colours),
        "moderated": moderated(content),
        "corrected": wording.replaces(content),
        # a column of dashes says nothing and makes the others narrow
        "ongoing_led": any(row["lead"] for row in content["actions"] if row["ongoing"]),
        "todays_form": content["schema"] < SCHEMA,
    }


def section(content: SnapshotContent, key: str) -> list[prose.Block]:
    """A narrative section in pieces; empty when nobody wrote it."""
    for record in content["sections"]:
        if record["key"] == key:
            return prose.blocks(record["body"])
    return []


def other_sections(content: SnapshotContent) -> list[dict[str, Any]]:
    """The sections that have no fixed place, when somebody wrote them."""
    return [
        {"heading": record["heading"], "blocks": prose.blocks(record["body"])}
        for record in content["sections"]
        if record["key"] not in PLACED and record["body"].strip()
    ]


def status_lines(content: SnapshotContent, colours: Palette) -> list[StatusLine]:
    """Counts by status, worst first, with the change since the last report."""
    now, then = content["counts"], content["previous_counts"]
    total = sum(now.values())
    lines = []
    for key in statuses.order({**now, **(then or {})}):
        tag, number = colours.tag(key), now.get(key, 0)
        before = then.get(key, 0) if then is not None else None
        bar = charts.stacked_bar(
            [(tag, number)], width=155 * number / total if total else 0, name="Share of the plan"
        )
        lines.append(
            StatusLine(
                tag=tag,
                now=number,
                share=f"{round(100 * number / total)}%" if total else wording.NONE,
                before=wording.NONE if before is None else str(before),
                change=wording.change(number, before),
                bar=bar,
            )
        )
    return lines


def brief(content: SnapshotContent, standing: Sequence[ActionRecord]) -> list[str]:
    """The position in a few sentences that the program can vouch for."""
    total, counts = len(standing), content["counts"]
    complete = counts.get("complete", 0)
    overdue = [action for action in standing if action["overdue"]]
    lines = [
        f"{wording.share(complete, total)} of the plan's actions are complete."
        if total
        else "The plan has no actions.",
    ]
    if overdue:
        worst = max(overdue, key=lambda action: action["days_overdue"])
        lines.append(
            f"{wording.sentence(wording.count(len(overdue), 'action'))} past the date agreed, the "
            f"longest ({worst['reference']}) by {wording.count(worst['days_overdue'], 'day')}."
        )
    if silent := counts.get(NOT_UPDATED, 0):
        lines.append(
            f"{wording.sentence(wording.count(silent, 'action'))} not updated this quarter: "
            "nothing is known about how they stand."
        )
    waiting = [revision for revision in content["revisions"] if revision["state"] == "requested"]
    if waiting:
        lines.append(f"{wording.sentence(wording.count(len(waiting), 'new date'))} for decision.")
    return lines


def count_chart(content: SnapshotContent) -> charts.Columns | None:
    """Completed of all actions by date; a chart needs at least two dates."""
    rows = [
        (wording.day(row["on"]), row["total"], row["completed"]) for row in content["count_rows"]
    ]
    countable = len(rows) > 1 and any(total for _, total, _ in rows)
    return charts.completed_by_date(rows[-8:]) if countable else None


def group_name(content: SnapshotContent) -> str:
    """The plan's own name for its grouping level; "part of the plan" when it has no levels."""
    levels = content["levels"]
    return levels[headings.grouping_level(levels) - 1]["name"] if levels else "Part of the plan"


def outcome_lines(
    standing: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[OutcomeLine]:
    """Progress under each heading of the grouping level; what stands above it is printed once."""
    order, lines, above = statuses.order(content["counts"]), [], ""
    for group in headings.grouped(standing, content["headings"], content["levels"]):
        line = _outcome_line(group, content, colours, order)
        lines.append(replace(line, parents="") if line.parents == above else line)
        above = line.parents
    return lines


def _outcome_line(
    group: headings.Group, content: SnapshotContent, colours: Palette, order: Sequence[str]
) -> OutcomeLine:
    counts = [sum(action["status"] == key for action in group.actions) for key in order]
    parts = [(colours.tag(key), number) for key, number in zip(order, counts, strict=True)]
    numbers = {action["id"] for action in group.actions}
    moves = content["changes"]["status"] if content["changes"] else []
    return OutcomeLine(
        title=group.title,
        parents=" · ".join(headings.title(step, content["levels"]) for step in group.path[:-1]),
        total=len(group.actions),
        cells=counts,
        bar=charts.stacked_bar(parts, width=130, name=group.title),
        moved=[
            f"{move['reference']} from {move['before']} to {move['after']}"
            for move in moves
            if move["action"] in numbers
        ],
    )


@dataclass(frozen=True)
class PlanPart:
    """One topmost heading of the plan with its own words and what stands below it."""

    heading: HeadingRecord
    title: str
    context: Sequence[prose.Block]
    below: Sequence[str]


def plan_parts(content: SnapshotContent) -> list[PlanPart]:
    """The plan's text by its topmost headings: what a plan without actions has to report."""
    rows, levels = content["headings"], content["levels"]
    return [
        PlanPart(
            heading=top,
            title=headings.title(top, levels),
            context=prose.blocks(top["context"]),
            below=[headings.title(row, levels) for row in rows if row["parent"] == top["id"]],
        )
        for top in rows
        if top["parent"] is None
    ]


def new_dates(content: SnapshotContent) -> list[NewDate]:
    by_id = {action["id"]: action for action in content["actions"]}
    return [
        NewDate(by_id[row["action"]], row, by_id[row["action"]]["times_moved"], _decision(row))
        for row in content["revisions"]
        if row["action"] in by_id
    ]


def _decision(row: RevisionRecord) -> str:
    if row["state"] == "requested":
        return "For decision by chief officers" if row["to_chief_officers"] else "With the chair"
    word = {"approved": "Approved", "declined": "Declined"}[row["state"]]
    return f"{word} by {row['decided_by']} on {wording.day(row['decided_on'])}"


def newly_completed(
    standing: Sequence[ActionRecord], content: SnapshotContent
) -> list[ActionRecord]:
    """What was completed since the last report; in a first report, in the period."""
    if content["changes"]:
        ids = {move["action"] for move in content["changes"]["completed"]}
        return [action for action in standing if action["id"] in ids]
    return [
        action
        for action in standing
        if action["completed_on"] and action["completed_on"] >= content["period_start"]
    ]
