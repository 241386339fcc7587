"""Ten questions of an inspector: each answered from the frozen report and nothing else."""

import io
from collections import Counter
from datetime import UTC, datetime
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from actions.models import Action
from audit.models import Event
from documents.hash import digest
from handouts import files as short_papers
from handouts.scrutiny_pack import ANSWERED, NOTHING, QUESTIONS, scrutiny_pack
from reporting.queries.registers import REGISTERS
from reporting.queries.reports import content_of
from short_papers.services import take_scrutiny_pack
from tests import factories as make
from tests.reporting import pdf_tree, samples
from tests.reporting.scene import scene

BEFORE = datetime(2026, 6, 2, 9, tzinfo=UTC)


def answers(content):
    """By its number, what is said and which rows stand in the tables of each question."""
    pack = scrutiny_pack(content, digest(content))
    return {
        question.number: (
            [line for row in question.answers for line in row["told"]],
            [row for one in question.answers for table in one["tables"] for row in table["rows"]],
        )
        for question in pack.questions
    }


def test_there_are_ten_questions():
    assert len(QUESTIONS) == 10


def test_every_register_of_a_report_answers_one():
    """But learning reviews, of which nobody learns who is not named."""
    assert {row.name for row in REGISTERS} - {"learning_reviews"} <= ANSWERED


def test_counts_are_those_of_the_actions():
    content = samples.snapshot(40)
    _, rows = answers(content)[1]
    counted = Counter(
        row["status_label"]
        for row in content["actions"]
        if not row["ongoing"] and not row["withdrawn_on"]
    )
    told = {row[0].partition(" ")[2]: int(row[1]) for row in rows if len(row) == 3}
    assert sum(told.values()) == sum(counted.values())
    assert told.items() >= {(name, number) for name, number in counted.items() if name in told}


def test_whatever_is_late_is_listed_once():
    content = samples.snapshot(40)
    said, rows = answers(content)[2]
    references = [row[0].split(" ")[0] for row in rows]
    late = [
        row["reference"]
        for row in content["actions"]
        if row["overdue"] and not row["withdrawn_on"] and not row["ongoing"]
    ]
    assert late
    assert set(late) <= set(references)
    assert len(references) == len(set(references))
    assert said == [f"{len(rows)} actions of {sum(content['counts'].values())}."]


def test_origins_add_up_to_the_plan():
    content = samples.snapshot(40)
    _, rows = answers(content)[3]
    assert sum(int(row[1]) for row in rows) == sum(content["counts"].values())
    open_now = sum(content["counts"].values()) - content["counts"].get("complete", 0)
    assert sum(int(row[2]) for row in rows) == open_now


def test_every_completed_action_stands_with_its_difference_or_that_there_is_none():
    content = samples.snapshot(40)
    _, rows = answers(content)[7]
    complete = [
        row
        for row in content["actions"]
        if row["status"] == "complete" and not row["withdrawn_on"] and not row["ongoing"]
    ]
    assert [row[0].split(" ")[0] for row in rows] == [row["reference"] for row in complete]
    for cells, row in zip(rows, complete, strict=True):
        assert (row["difference"] or "Not recorded.") in cells[2]


def test_what_the_report_does_not_hold_is_said():
    content = samples.snapshot(4)
    content["sections"] = []
    pack = scrutiny_pack(content, digest(content))
    assert [question.number for question in pack.questions if not question.answered] == [
        4,
        5,
        6,
        8,
        9,
    ]
    assert pack.nothing == NOTHING


def test_nothing_is_told_of_learning_reviews():
    content = samples.snapshot(4)
    record = {"key": "learning_reviews", "heading": "Learning reviews", "body": "Notified: 2."}
    content["sections"] = [record]
    content["registers"] = [
        {
            "register": "learning_reviews",
            "key": "learning_reviews",
            "title": "",
            "told": ["Under way: 1."],
            "tables": [],
            "notes": [],
        },
    ]
    made = short_papers.scrutiny_pack(content, digest(content))
    words = pdf_tree.read(made.data).root.words()
    assert "Notified: 2." not in words
    assert "Under way: 1." not in words


@pytest.fixture
def issued(db):
    """An issued report of an area whose assurance register holds a finding."""
    known = scene()
    activity = make.ActivityFactory(area=known.plan.area, shared_at=BEFORE, title="Joint audit")
    finding = make.FindingFactory(activity=activity, text="Chronologies begin too late.")
    action = Action.objects.filter(plan=known.plan).order_by("position").first()
    make.FindingActionFactory(finding=finding, action=action, added_at=BEFORE)
    return known, known.issued()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_screen_paper_and_workbook_say_the_same(issued):
    known, report = issued
    content = content_of(report.snapshot)
    lines = {
        line
        for told, rows in answers(content).values()
        for fact in (*told, *(cell for row in rows for cell in row))
        for line in fact.split("\n")
        if line.strip()
    }
    page = signed_in(known.officer).get(reverse("report_scrutiny", args=[report.pk]))
    screen = pdf_tree.squeezed(unescape(page.content.decode()).replace("<br>", ""))
    made = take_scrutiny_pack(by=known.officer, report=report)
    paper = pdf_tree.squeezed(pdf_tree.read(made.data).root.words())
    book = load_workbook(io.BytesIO(
        take_scrutiny_pack(by=known.officer, report=report, workbook=True).data
    ))  # fmt: skip
    sheets = "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    )

    assert "Chronologies begin too late." in lines
    squeezed = {pdf_tree.squeezed(line) for line in lines}
    assert [line for line in squeezed if line not in screen] == []
    assert [line for line in squeezed if line not in paper] == []
    assert [line for line in lines if line not in sheets] == []


def test_a_pack_is_the_same_bytes_each_time_and_each_taking_is_kept(issued):
    known, report = issued
    made = [
        take_scrutiny_pack(by=known.officer, report=report, workbook=book).data
        for book in (False, False, True, True)
    ]
    assert made[0] == made[1]
    assert made[2] == made[3]
    assert Event.objects.filter(changes__paper="Scrutiny pack").count() == 4


def test_a_press_gives_each_file(issued):
    known, report = issued
    client = signed_in(known.chief)
    address = reverse("report_scrutiny_file", args=[report.pk])
    assert b"".join(client.get(address).streaming_content).startswith(b"%PDF")
    assert b"".join(client.get(address, {"as": "xlsx"}).streaming_content).startswith(b"PK")


def test_who_does_not_read_the_report_does_not_get_it(issued):
    _, report = issued
    stranger = signed_in(make.UserFactory())
    for name in ("report_scrutiny", "report_scrutiny_file"):
        assert stranger.get(reverse(name, args=[report.pk])).status_code == 404


@pytest.mark.parametrize(("name", "more"), [("pack.pdf", []), ("pack.xlsx", ["--workbook"])])
def test_the_command_makes_both(issued, tmp_path, name, more):
    known, _ = issued
    out = tmp_path / name
    given = [known.plan.slug, "--as-of", "2026-08-31", "--out", str(out), *more]
    call_command("scrutiny_pack", *given, stdout=io.StringIO())
    assert out.stat().st_size > 2_000
