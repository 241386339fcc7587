"""What only an annual report prints, as sheets of its workbook, from the same paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from documents import phrases, statuses
from documents.files.cells import Cell
from documents.papers.annual import governance, outturn
from documents.papers.annual.successor import plan_lines
from documents.papers.annual.year import over_the_year
from documents.papers.quarterly import rated_actions
from documents.schema.content import SnapshotContent

NAMES = ("Outturn", "Outturn sum", "Over the year", "Written", "Governance", "Members", "Next plan")


class AnnualSheet(NamedTuple):
    name: str
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]


def annual_sheets(content: SnapshotContent) -> list[AnnualSheet]:
    """The sheets in printing order; those of which nothing is known have no rows."""
    made = (
        AnnualSheet("Written", _written(content), (30, 110, 40)),
        AnnualSheet("Outturn sum", _sum(content), (52, 10, 18, 70)),
        AnnualSheet("Outturn", _outturn(content), (10, 50, 18, 18, 26, 9, 24, 50)),
        AnnualSheet("Over the year", _year(content), (16, 34, 16, *[12] * 9)),
        AnnualSheet("Next plan", _next_plan(content), (40, 10, 60, 30, 26)),
        AnnualSheet("Governance", _governance(content), (44, 26, 60, 36, 36, 18)),
        AnnualSheet("Members", _members(content), (30, 50, 36, 14)),
    )
    return [sheet for sheet in made if len(sheet.rows) > 1]


def _written(content: SnapshotContent) -> list[Sequence[Cell]]:
    """Who wrote which chapter, with its words."""
    rows = [
        (row["heading"], row["body"], _by(row.get("by", ""), row.get("on", "")))
        for row in content["sections"]
        if row["body"].strip()
    ]
    return [("Chapter", "Words", "Whose words"), *rows]


def _by(by: str, on: str) -> str:
    return f"{by}, {phrases.day(on)}" if by and on else ""


def _sum(content: SnapshotContent) -> list[Sequence[Cell]]:
    rated, colours = rated_actions(content), statuses.palette(content)
    lines = outturn.sum_lines(rated, content, colours) if rated else []
    rows: list[Sequence[Cell]] = [outturn.SUM_HEADS]
    rows += [
        (line.name, -line.number if line.sign == "−" else line.number, line.share,
         ", ".join(line.which))
        for line in lines
    ]  # fmt: skip
    if before := outturn.withdrawn_before(rated, content):
        rows += [(), (before,)]
    return rows


def _outturn(content: SnapshotContent) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [outturn.HEADS]
    for group in outturn.groups(rated_actions(content), content, statuses.palette(content)):
        rows.append((group.title,))
        for row in group.rows:
            cells: list[Cell] = ["\n".join(lines) for lines in row.cells]
            cells[5] = int(row.late) if row.late else None
            rows.append(cells)
    return rows


def _year(content: SnapshotContent) -> list[Sequence[Cell]]:
    year = over_the_year(content, statuses.palette(content))
    if year is None:
        return []
    heads = ("Position on", "Report", "Snapshot", *(tag.label for tag in year.heads), "Total")
    rows: list[Sequence[Cell]] = [
        (date.fromisoformat(row.on), row.report, row.mark, *row.counts, row.total)
        for row in year.rows
    ]
    return [heads, *rows, (), (year.told,)]


def _next_plan(content: SnapshotContent) -> list[Sequence[Cell]]:
    plan = content["next_plan"]
    if plan is None:
        return []
    rows: list[Sequence[Cell]] = [("Part of the plan", "Action", "What", "Lead", "Timescale")]
    rows += [("", row["number"], row["text"]) for row in plan.get("outcomes", [])]
    for line in plan_lines(plan["actions"], plan["headings"], plan["levels"]):
        rows.append((line.title, "", line.vision))
        rows += [
            (line.title, row["reference"], row["text"], row["lead"], row["timescale"])
            for row in line.actions
        ]
    return rows


def _governance(content: SnapshotContent) -> list[Sequence[Cell]]:
    depths = {line.name: line.depth for line in governance.lines(governance.tree(content))}
    rows = [
        (
            f"{'    ' * depths[row['name']]}{row['name']}",
            row["kind"], row["remit"], row["parent"], row["reports_to"], row["cadence"],
        )
        for row in content["bodies"]
    ]  # fmt: skip
    return [("Body", "Kind", "What it does", "Part of", "Reports to", "Meets"), *rows]


def _members(content: SnapshotContent) -> list[Sequence[Cell]]:
    rows = [
        (row["holder"], row["post"], row["agency"], row["capacity"]) for row in content["members"]
    ]
    return [(f"Member on {phrases.day(content['period_end'])}", "Post", "Agency", "Seat"), *rows]
