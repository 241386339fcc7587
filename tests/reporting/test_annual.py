"""An annual report: its year, its sum, who sits where on its last day, in every format."""

import io
import random
import re
from datetime import date, timedelta
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook

from committees.enums import BodyKind, Seat
from documents.files import pdf, spreadsheet, word
from documents.papers.annual import governance, outturn
from documents.papers.annual.chapters import chapters
from documents.papers.annual.year import NO_REPORTS, over_the_year
from documents.papers.quarterly import rated_actions
from documents.statuses import palette
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from tests import factories as make
from tests.reporting import samples
from tests.reporting.scene import NOW, Scene, scene
from tests.reporting.visible import text_of
from timescales.quarters import Period

YEAR = Period(date(2025, 9, 1), date(2026, 8, 31), "2025/26")
END = YEAR.end
HASH = "0" * 64


def annual(stage: Scene, **fields):
    """The content of the year's report, every part of it written."""
    report = stage.begin(kind="annual", period=YEAR, as_of=END, **fields)
    report.sections.update(body="Words.")
    return content_of(freeze_report(by=stage.officer, report=report, now=NOW).snapshot)


def body(kind, **fields):
    told = {"name": "Board", "kind": kind, "parent": "", "reports_to": "", "remit": ""}
    return {**told, "cadence": "Quarterly", **fields}


# -- the year ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_year_is_told_by_its_issued_quarterly_reports():
    stage = scene()
    quarter = Period(date(2026, 3, 1), date(2026, 5, 31), "Quarter to 31 May 2026")
    first = stage.issued(period=quarter, as_of=quarter.end)
    stage.frozen()  # of the report's own day, and never issued
    content = annual(stage)

    told = content_of(first.snapshot)
    assert content["positions"] == [
        {
            "on": "2026-05-31",
            "version": 1,
            "report": told["period_name"],
            "sha256": first.snapshot.sha256,
            "counts": told["counts"],
            "statuses": {
                str(row["id"]): row["silence"] or row["status"] for row in rated_actions(told)
            },
        }
    ]
    year = over_the_year(content, palette(content))
    assert [(row.on, row.total, sum(row.counts), row.mark) for row in year.rows] == [
        ("2026-05-31", 4, 4, first.snapshot.sha256[:12]),
        ("2026-08-31", 4, 4, ""),
    ]
    assert first.snapshot.sha256[:12] in text_of(pdf.html(content, HASH))


@pytest.mark.django_db
def test_a_year_without_a_quarterly_report_says_so():
    content = annual(scene())
    assert content["positions"] == []
    assert over_the_year(content, palette(content)).told == NO_REPORTS
    assert NO_REPORTS in text_of(pdf.html(content, HASH))


# -- who sits where ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_members_are_those_of_the_reports_last_day():
    stage = scene()
    committee = stage.plan.body or make.BodyFactory.create(
        area=stage.plan.area, kind=BodyKind.COMMITTEE
    )
    seats = {
        "Left the day before": (date(2020, 1, 1), END - timedelta(1)),
        "Left on the day": (date(2020, 1, 1), END),
        "Came on the day": (END, None),
        "Came the day after": (END + timedelta(1), None),
    }
    for name, (starts, ends) in seats.items():
        make.MembershipFactory.create(
            body=committee, name=name, seat=Seat.MEMBER, starts=starts, ends=ends
        )
    assert sorted(row["holder"] for row in annual(stage)["members"]) == [
        "Came on the day", "Left on the day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("bodies", "wanted"),
    [
        ([], []),
        ([body("a")], [(0, "Board")]),
        # what it reports to counts, not what it is part of
        (
            [body("a", name="Top"), body("b", name="Low", parent="Other", reports_to="Top")],
            [(0, "Top"), (1, "Low")],
        ),
        # above the area's own bodies stands one of another area's
        ([body("a", reports_to="Elsewhere")], [(0, "Elsewhere"), (1, "Board")]),
        # two that report to each other stand side by side
        (
            [body("a", name="A", reports_to="B"), body("b", name="B", reports_to="A"),
             body("c", name="C", reports_to="A")],
            [(0, "A"), (1, "C"), (0, "B")],
        ),
    ],
)  # fmt: skip
def test_bodies_stand_below_those_they_report_to(bodies, wanted):
    content = samples.snapshot(3, bodies=bodies)
    lines = list(governance.lines(governance.tree(content)))
    assert sorted((line.depth, line.name) for line in lines) == sorted(wanted)
    assert len(lines) == len({line.name for line in lines})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"by": "A. Marr", "on": "2026-11-02"},
         "Signed: saved under their own name on 2 November 2026."),
        ({"by": "E. Tait", "on": "2026-11-02"},
         "Not signed here: the words were saved by E. Tait on 2 November 2026."),
        ({"by": "E. Tait", "on": "2026-11-02", "agreed_by": "A. Marr", "agreed_on": "2026-11-03"},
         "Agreed to as it stands here on 3 November 2026."),
        # somebody else's agreement is no signature
        ({"by": "E. Tait", "on": "2026-11-02", "agreed_by": "B. Roe", "agreed_on": "2026-11-03"},
         "Not signed here: the words were saved by E. Tait on 2 November 2026."),
    ],
)  # fmt: skip
def test_a_preface_is_signed_by_whoever_was_in_the_chair(said, told):
    chair = {
        "of": "chief_officers",
        "body": "Group",
        "holder": "A. Marr",
        "post": "Chief Executive",
    }
    content = samples.snapshot(
        3, kind="annual", chairs=[chair],
        sections=[{"key": "preface", "heading": "Preface", "body": "Words.", **said}],
    )  # fmt: skip
    [preface] = [row for row in chapters(content) if row.key == "preface"]
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in preface.signature.lines] == [
        "A. Marr", "Chief Executive, in the chair of Group on 31 October 2026", told,
    ]  # fmt: skip
    assert preface.source == ""


@pytest.mark.django_db
def test_the_chairs_are_those_of_the_reports_last_day():
    stage = scene()
    group = make.BodyFactory.create(
        area=stage.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP, name="Group"
    )
    for name, starts, ends in (
        ("Before", date(2020, 1, 1), END - timedelta(1)),
        ("Then", END, END),
        ("After", END + timedelta(1), None),
    ):
        make.MembershipFactory.create(
            body=group, name=name, seat=Seat.CHAIR, designation="Post", starts=starts, ends=ends
        )
    assert [row for row in annual(stage)["chairs"] if row["body"] == "Group"] == [
        {"of": "chief_officers", "body": "Group", "holder": "Then", "post": "Post"}
    ]


# -- the sum -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(6))
def test_the_sum_balances_over_any_lives(seed):
    chance = random.Random(seed)
    rows = [samples.action(number) for number in range(chance.randint(0, 60))]
    for row in rows:
        row["added_on"] = _some_day(chance)
        if chance.random() < 0.3:
            row["withdrawn_on"] = max(row["added_on"], _some_day(chance))
    content = samples.snapshot(0, kind="annual")
    content["actions"] = rows
    lines = outturn.sum_lines(rows, content, palette(content))

    opening, came, left, standing, *places, together = lines
    assert opening.number + came.number - left.number == standing.number == together.number
    assert sum(line.number for line in places) == together.number
    named = [name for line in places for name in line.which]
    assert sorted(named) == sorted(
        row["reference"]
        for row in rows
        if not row["withdrawn_on"] or row["withdrawn_on"] > content["as_of"]
    )


def _some_day(chance):
    return (date(2025, 8, 1) + timedelta(chance.randint(0, 455))).isoformat()


# -- every format --------------------------------------------------------------------------------


def test_every_action_stands_in_every_format():
    content = samples.snapshot(60, kind="annual")
    rated = rated_actions(content)
    cells = {row["reference"]: _plain(row) for row in _rows(content)}

    page = re.sub(r"\s+", " ", text_of(pdf.html(content, HASH))).replace(" ,", ",")
    document = Document(io.BytesIO(word.docx(content, HASH).data))
    tables = [table for table in document.tables if table.rows[0].cells[-2].text == "Verified by"]
    in_word = {
        row.cells[0].text: [cell.text for cell in row.cells]
        for table in tables
        for row in table.rows[1:]
        if len(row._tr.tc_lst) > 1  # no heading across the table
    }
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, HASH).data))
    sheet = next(
        one for one in book
        if one["A1"].value == "Part" and "Verified by" in [cell.value for cell in one[1]]
    )  # fmt: skip
    in_book = {row[1]: row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)}

    assert len(cells) == len(rated) == 60
    assert set(in_word) == set(cells)
    assert set(cells) - set(in_book) == set()
    for name, said in cells.items():
        for line in (line for cell in said for line in cell.splitlines()):
            assert " ".join(line.split()) in page
        assert in_word[name][2:] == said[2:]
        assert str(in_book[name][7] or "") == said[7].replace("\N{NO-BREAK SPACE}", " ")
        assert str(in_book[name][5] if in_book[name][5] is not None else "–") == said[5]


def _rows(content):
    groups = outturn.groups(rated_actions(content), content, palette(content))
    return [{"reference": row.action["reference"], "row": row} for g in groups for row in g.rows]


def _plain(row):
    return ["\n".join(lines) for lines in row["row"].cells]


@pytest.mark.parametrize("actions", [0, 3])
def test_what_the_pdf_prints_word_prints_too(actions):
    """Each sentence and cell of the one is in the other, but for furniture of paper alone."""
    content = samples.snapshot(actions, kind="annual")
    document = Document(io.BytesIO(word.docx(content, HASH).data))
    said = {part.text for part in document.paragraphs}
    said |= {
        line
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for line in cell.text.splitlines()
    }
    inside = " ".join(said).replace("\N{NO-BREAK SPACE}", " ")
    _, _, printed = pdf.html(content, HASH).partition("</section>")  # the cover has its own words
    markup = re.sub(r"<svg.*?</svg>", "", printed, flags=re.S)
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", markup, flags=re.S)
    missing = [
        line
        for cell in cells
        for line in re.split(r"<[^>]+>", unescape(cell))
        if (words := line.strip(" ,\n").replace("\N{NO-BREAK SPACE}", " ")) and words not in inside
    ]
    assert set(missing) <= {"Each letter is one action"}
