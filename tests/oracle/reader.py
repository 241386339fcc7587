"""Reads every report as it is frozen, and remembers what was true on its day."""

from dataclasses import dataclass, field, replace

from django.core import mail
from django.test import Client
from django.utils import timezone

from documents.files import pdf, spreadsheet, word
from reporting.enums import ReportState
from reporting.models import Report, Snapshot
from reporting.queries import snapshots
from reporting.queries.reports import content_of
from reporting.queries.snapshots import Order
from tests.oracle import files, short_papers
from tests.oracle.letters import letters
from tests.oracle.lives import Life
from tests.oracle.outturn import outturn
from tests.oracle.pages import pages
from tests.oracle.paper import Paper
from tests.oracle.position import Position, position
from tests.oracle.record import read
from tests.oracle.scope import scope
from tests.oracle.statements import contradictions
from timescales.quarters import covering


@dataclass
class Reader:
    """`wrong` are the contradictions of all papers; `issued` is what the last issued one knew."""

    life: Life
    issued: Position | None = None
    wrong: list[str] = field(default_factory=list)
    known: list[Position] = field(default_factory=list)
    papers: int = 0
    looks: int = 0
    letters: int = field(default_factory=lambda: len(mail.outbox))
    year: str = ""
    markup: str = ""
    true: Position | None = None

    def look(self) -> None:
        """Read what just happened."""
        kind, report = self.life.events[-1]
        if kind == "mail":
            self._look_at_mail()
        elif report is None:
            self._look_at_pages()
        elif kind == "year":
            self._look_at_year(report)
            self.papers += 1
        else:
            self._look_at_quarter(report)
            self.papers += 1

    def _look_at_pages(self) -> None:
        day, plan = timezone.localdate(), self.life.past.plan
        before = [row for row in self.known if row.day < day]
        if before:
            client = Client()
            client.force_login(self.life.past.chair)
            true = position(read(plan.pk), day, day, before[-1])
            said = pages(client, plan.slug, replace(true, before=before[-1]))
            self.wrong += [f"page on {day}: {line}" for line in said]
            self.looks += 1

    def _look_at_mail(self) -> None:
        sent, day = mail.outbox[self.letters :], timezone.localdate()
        self.letters = len(mail.outbox)
        true = position(read(self.life.past.plan.pk), day, day, None)
        self.wrong += [f"letter: {line}" for line in letters(sent, true)]

    def _look_at_quarter(self, report: Report) -> None:
        true = self._true(report, self.issued)
        self.markup = pdf.html(content_of(report.snapshot), report.snapshot.sha256)
        paper = Paper(self.markup)
        said = contradictions(paper, true) + in_files(report.snapshot, true)
        said += in_the_year(report, true)
        said += scope(paper, report.plan_id, report.period_start, report.as_of)
        said += scope(
            files.word_paper(word.docx(content_of(report.snapshot), "0" * 64).data),
            report.plan_id, report.period_start, report.as_of,
        )  # fmt: skip
        said += [f"short papers: {line}" for line in short_papers.contradictions(report, true)]
        self.wrong += [f"as of {report.as_of}: {line}" for line in said]
        by_date = (table.rows for table in paper.tables if table.heading == "Actions by date")
        rows = next(by_date, [])  # a plan whose actions were all withdrawn has none
        self.true = replace(true, printed=tuple(tuple(row) for row in rows))
        if report.state == ReportState.ISSUED:
            self.issued = self.true
            self.known.append(self.true)

    def _look_at_year(self, report: Report) -> None:
        true = self._true(report, None)
        self.year = pdf.html(content_of(report.snapshot), report.snapshot.sha256)
        paper, self.true = Paper(self.year), true
        said = [*outturn(paper, true, report.period_end), *in_files(report.snapshot, true)]
        file = files.word_paper(word.docx(content_of(report.snapshot), "0" * 64).data)
        said += [f"Word: {line}" for line in outturn(file, true, report.period_end)]
        self.wrong += [f"the year to {report.as_of}: {line}" for line in said]

    def _true(self, report: Report, before: Position | None) -> Position:
        record, frozen = read(report.plan_id), timezone.localdate(report.frozen_at)
        return position(record, report.as_of, report.period_start, before, frozen)


def in_files(snapshot: Snapshot, true: Position) -> list[str]:
    """What the Word file and the spreadsheet of a snapshot say that is not so."""
    content = content_of(snapshot)
    document = word.docx(content, snapshot.sha256).data
    book = spreadsheet.xlsx(content, snapshot.sha256).data
    wrong = []
    if content["kind"] == "quarterly":
        wrong = [f"Word: {line}" for line in files.word(files.word_paper(document), true)]
    return wrong + [f"spreadsheet: {line}" for line in files.spreadsheet(book, true)]


def in_the_year(report: Report, true: Position) -> list[str]:
    """What the annual report of the same day says that is not so."""
    period = covering("annual", report.period_start, report.as_of)
    order = Order(
        kind="annual", as_of=report.as_of, period=period, frozen_at=timezone.now(),
        prepared_by="E. Tait", marking="official", open_window_reason="The year is over.",
    )  # fmt: skip
    content = snapshots.build(plan=report.plan, order=order)
    paper = Paper(pdf.html(content, "0" * 64))
    return [f"annual: {line}" for line in outturn(paper, true, report.as_of)]
