"""A framework as an area stands by it, with the programme, as a file of its own."""

from __future__ import annotations

from datetime import datetime

from documents.schema.registers import RegisterRecord
from evaluation.queries.programme import Group, Line, Programme
from handouts.register_files import RegisterFile
from timescales.date_format import long_day


def programme_file(programme: Programme, at: datetime) -> RegisterFile:
    """Every indicator with the judgement that stands, what it rests on, and when it is evaluated
    next. What nobody has shared stands in no file."""
    framework = programme.framework
    source = f"Source: {framework.source}. Edition of {long_day(framework.dated)}."
    return RegisterFile(
        name="Self-evaluation",
        area=framework.area.name,
        who=str(framework),
        about=f"{source} {programme.summary}",
        records=[_record(group) for group in programme.groups],
        at=at,
    )


def _record(group: Group) -> RegisterRecord:
    return {
        "key": "",
        "title": "",
        "told": [],
        "tables": [
            {
                "title": group.name,
                "heads": ["Quality indicator", "Judgement", "What we know", "What to improve",
                          "Programme"],
                "widths": [22, 14, 28, 20, 16],
                "rows": [_row(line) for line in group.lines],
                "empty": "The framework has no quality indicator here.",
            }
        ],
        "notes": [],
    }  # fmt: skip


def _row(line: Line) -> list[str]:
    if line.said is None:
        return [str(line.indicator), "Never evaluated", "–", "–", line.planned]
    said = line.said.evaluation
    names = "; ".join(one.evidence.name for one in line.said.evidence)
    rests = f"It rests on: {names}." if names else "No evidence is named."
    return [
        str(line.indicator),
        f"{said.judged}\n{long_day(said.on)}",
        f"{said.known}\n{rests}",
        said.to_improve or "Not written",
        line.planned,
    ]
