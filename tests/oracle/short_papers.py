"""Short papers of a report: each mark, number and date beside the record, read by plain SQL."""

import re
from collections import Counter
from collections.abc import Iterator

from django.db import connection

from documents.schema.content import SnapshotContent
from handouts import action_sheet, agency_extract, cover_report
from handouts import files as short_papers
from handouts.plan_page import DENSITIES
from reporting.models import Report
from reporting.queries.reports import content_of
from short_papers.queries import earlier
from tests.oracle.files import word_paper
from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, differs, per_cent
from tests.oracle.truth import Truth

MARK = re.compile(r'<span class="cell">(.+?) <span class="st c-(\w+)">')
COUNTED = re.compile(r'<span class="cell"><span class="st c-(\w+)">.+?</span> (\d+) ')
OF = re.compile(r'<span class="of">(?:(\d+)|no) actions?</span>')
BAND = re.compile(r"<span>(\d+) actions?, (\d+) complete</span>")
AGENCIES = """
select p.id, g.name from committees_post p join accounts_agency g on g.id = p.agency_id
"""


def contradictions(report: Report, true: Position) -> Iterator[str]:
    """What any of them says that is not so."""
    assert report.snapshot is not None
    content, sha256 = content_of(report.snapshot), report.snapshot.sha256
    full, counted = DENSITIES[0], next(row for row in DENSITIES if not row.marks)
    yield from _page(short_papers.plan_page_html(content, sha256, full), true)
    yield from _counted(short_papers.plan_page_html(content, sha256, counted), true)
    yield from _cover(content, sha256, true)
    before = earlier(report.snapshot)
    for row in content["actions"]:
        if not row["withdrawn_on"]:
            told = action_sheet.action_sheet(content, sha256, row, before)
            markup = short_papers.html("action_sheet", told)
            yield from _sheet(markup, true.plan[row["id"]], true)
    with connection.cursor() as cursor:
        cursor.execute(AGENCIES)
        agencies = dict(cursor.fetchall())
    for name in sorted(set(agencies.values())):
        extract = agency_extract.agency_extract(content, sha256, name)
        markup = short_papers.html("agency_extract", extract)
        mine = {key for key, of in agencies.items() if of == name}
        yield from _extract(markup, mine, true)


def _cover(content: SnapshotContent, sha256: str, true: Position) -> Iterator[str]:
    """The council's cover report, as PDF and as Word: each count, late date and completion."""
    told = cover_report.cover_report(content, sha256)
    paper = Paper(short_papers.html("cover_report", told))
    written = word_paper(short_papers.cover_report_word(content, sha256).data)
    for name, one in {"cover report": paper, "cover report in Word": written}.items():
        yield from _covered(name, one, true)


def _covered(name: str, paper: Paper, true: Position) -> Iterator[str]:
    lines = [words for _, words in paper.lines]
    total, text = len(true.rated), "\n".join(lines)
    done = sum(row.status == "complete" for row in true.rated)
    if total:
        share = f"{done} of {total} ({per_cent(done, total)}) of the plan's actions are complete."
        yield from differs(f"{name}: share", share in text, True)
        said = re.search(r"(\d+|None) of the plan’s (\d+) actions? (?:is|are) not yet", text)
        open_now = str(total - done) if total > done else "None"
        yield from differs(f"{name}: open", said and said.groups(), (open_now, str(total)))
    if paper.tables:
        counted = sum(int(row["Actions"]) for row in paper.tables[0].body)
        yield from differs(f"{name}: in its table", counted, total)
        marks = {head: head.split()[-1] for head in paper.tables[0].columns[2:]}
        heads = sum(int(row[head]) for row in paper.tables[0].body for head in marks)
        yield from differs(f"{name}: by status", heads, total)
    late = [re.search(r"^(\S+) .*Due (\d+ \w+ \d+), (\d+) days? past\.", line) for line in lines]
    printed = sorted((row[1], row[2], int(row[3])) for row in late if row)
    truly = sorted((row.reference, long(row.due), row.overdue_by) for row in true.rated
                   if row.overdue_by > 0 and row.due)  # fmt: skip
    yield from differs(f"{name}: past their date", printed, truly)
    for row in true.rated:
        told = [line for line in lines if line.startswith(f"{row.reference} ") and "Done" in line]
        if told and row.done:
            verified = f"Verified {long(row.done.verified)}"
            yield from differs(f"{name}: {row.reference} verified", verified in told[0], True)
            yield from differs(f"{name}: {row.reference} done",
                               f"Done {long(row.done.done)}" in told[0], True)  # fmt: skip
        elif told:
            yield f"{name}: {row.reference} is not complete"


def _page(markup: str, true: Position) -> Iterator[str]:
    marks = sorted((mark[0], mark[1]) for mark in MARK.findall(markup))
    yield from differs("marks", marks, sorted((row.reference, row.status) for row in true.rated))
    yield from _totals(markup, true)


def _counted(markup: str, true: Position) -> Iterator[str]:
    told: Counter[str] = Counter()
    for status, number in COUNTED.findall(markup):
        told[status] += int(number)
    yield from differs("by status", told, Counter(row.status for row in true.rated))
    yield from _totals(markup, true)


def _totals(markup: str, true: Position) -> Iterator[str]:
    total, complete = len(true.rated), sum(row.status == "complete" for row in true.rated)
    yield from differs("in boxes", sum(int(n or 0) for n in OF.findall(markup)), total)
    bands = [(int(one), int(other)) for one, other in BAND.findall(markup)]
    told = (sum(one for one, _ in bands), sum(other for _, other in bands))
    yield from differs("in bands", told, (total, complete))
    if total:
        last = Paper(markup).tables[-1].body[-1]
        printed = [last["Date"], last["Total"], last["Completed"], last["Ongoing"]]
        if last["Completed"] == "–":  # the row that a plan starts with
            printed[2] = str(complete)
        due = [long(true.day), str(total), str(complete), str(total - complete)]
        yield from differs("counts by date", printed, due)


def _sheet(markup: str, row: Truth, true: Position) -> Iterator[str]:
    paper = Paper(markup)
    cells = {line[0]: line[1] for table in paper.tables for line in table.rows if len(line) == 2}
    name = f"sheet of {row.reference}"
    now = next(words for tag, words in paper.lines if " c-" not in words and _tells(words, true))
    if row.rated:
        yield from differs(f"{name}: status", true.label(row.status) + "." in now, True)
    late = re.search(r"(\d+) days? past its date", now)
    yield from differs(f"{name}: late", int(late[1]) if late else 0, row.overdue_by)
    lead = cells["Lead"].split(" with ")[0]
    yield from differs(f"{name}: lead", lead.split(" (")[0], row.lead or "No lead")
    if row.proposed:
        yield from differs(f"{name}: asked", f"to {long(row.proposed)}" in cells["Dates"], True)
    if row.done:
        done = f"Done {long(row.done.done)}"
        yield from differs(f"{name}: done", done in now, True)
        yield from differs(f"{name}: verified", f"Verified {long(row.done.verified)}" in now, True)


def _tells(words: str, true: Position) -> bool:
    """Whether it is the line that says how the action stands."""
    labels = {true.label(row.status) for row in true.rated}
    return "Ongoing work" in words or any(f" {label}. " in f" {words} " for label in labels)


def _extract(markup: str, mine: set[int], true: Position) -> Iterator[str]:
    paper = Paper(markup)
    led = [row for row in true.rated if row.lead and row.posts[0] in mine]
    printed = sorted(
        line["Action"] for table in paper.tables for line in table.body if "Timescale" in line
    )
    yield from differs("led", printed, sorted(row.reference for row in led))
    if led:
        done = sum(row.status == "complete" for row in led)
        share = f"{done} of {len(led)} ({per_cent(done, len(led))})"
        yield from differs("share", bool(paper.starting(share)), True)
        said = f"It leads {len(led)} of the plan’s {amount(len(true.rated), 'action')}"
        yield from differs("leads", bool(paper.starting(said)), True)
    late = sum(row.overdue_by > 0 for row in led)
    told = re.search(r"(\d+) actions? past the date agreed", paper.text)
    yield from differs("past their date", int(told[1]) if told else 0, late)
