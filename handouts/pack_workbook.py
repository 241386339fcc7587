"""The scrutiny pack as a workbook: a sheet for each table, and one of what is said in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from documents import phrases
from documents.files.cells import Cell
from documents.files.made import Made
from documents.files.printable import printable
from documents.files.register_rows import fitting
from documents.files.tables import Table, workbook
from documents.registers import widths
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterTable
from handouts.scrutiny_pack import NAME, ScrutinyPack, scrutiny_pack

WHOLE = 140  # what the widths of a sheet's columns add up to


def xlsx(content: SnapshotContent, sha256: str) -> Made:
    """The same answers as on paper; the same bytes every time."""
    content = printable(content)
    told = scrutiny_pack(content, sha256)
    title = f"{NAME}, {content['committee']}, {phrases.day(content['as_of'])}"
    running = f"{content['marking']} · {title} · {sha256[:12]}"
    words = [*_words(told), *_about(content, sha256)]
    heads = (("Question", 45), ("Part", 30), ("Answer", 100))
    tables = [Table("Answers", heads, words, title=running), *_tables(told, running)]
    created = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    return Made(workbook(title, tables, created), len(tables))


def _words(told: ScrutinyPack) -> Iterator[Sequence[Cell]]:
    for question in told.questions:
        name = f"{question.number}. {question.text}"
        if not question.answered:
            yield name, "", told.nothing
        for row in question.answers:
            for line in (*row["told"], *row["notes"]):
                yield name, row["title"], line


def _about(content: SnapshotContent, sha256: str) -> Iterator[Sequence[Cell]]:
    yield "About this file", "Marking", content["marking"]
    yield "About this file", "Report", f"{content['period_name']}, version {content['version']}"
    yield "About this file", "Position as of", phrases.day(content["as_of"])
    yield "About this file", "Snapshot", sha256


def _tables(told: ScrutinyPack, running: str) -> Iterator[Table]:
    for question in told.questions:
        place = 0
        for row in question.answers:
            for table in row["tables"]:
                place += 1
                # a number in front keeps names apart
                name = f"{question.number}.{place} {table['title'] or question.text}"
                yield Table(fitting(name), _heads(table), table["rows"], title=running)


def _heads(table: RegisterTable) -> list[tuple[str, int]]:
    return list(zip(table["heads"], widths(table, WHOLE, 10), strict=True))
