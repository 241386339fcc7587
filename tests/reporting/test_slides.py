"""Slides: the report's numbers, read back from the file; each slide can be heard and is marked."""

import re
from collections import Counter
from functools import cache
from hashlib import sha256
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from pptx import Presentation

from accounts.roles import Role
from audit.models import Event
from charts.values import Printed
from documents import statuses
from documents.hash import digest
from documents.papers.indicators import indicators
from handouts import slides as papers
from handouts.slides_file import pptx
from tests.reporting import samples_figures, short_samples
from tests.reporting.scene import scene

CONTENTS = ("usual", "many", "scripts", "bare", "crowded", "figures")


@pytest.fixture
def stage(db):
    return scene()


@cache
def content(name):
    makers = {
        "usual": short_samples.plan,
        "many": lambda: short_samples.plan(300),
        "scripts": short_samples.in_scripts,
        "bare": short_samples.bare,
        "crowded": lambda: short_samples.crowded(20, 120),
        "figures": lambda: short_samples.plan(25, **samples_figures.figure_fields()),
    }
    return makers[name]()


@cache
def made(name):
    return pptx(content(name), digest(content(name)))


@cache
def deck(name):
    return Presentation(BytesIO(made(name).data))


def words(slide):
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)


def standing(told):
    return [row for row in told["actions"] if not row["ongoing"] and not row["withdrawn_on"]]


def test_page_one_on_slides_is_what_can_be_counted():
    told = content("usual")
    rows = standing(told)
    counted = Counter(row["status"] for row in rows)
    late = sum(bool(row["due"] and row["due"] < told["as_of"] and row["status"] != "complete")
               for row in rows)  # fmt: skip
    cards = [shape.text_frame.text.split("\n")[:3] for shape in deck("usual").slides[1].shapes
             if shape.has_text_frame and shape.text_frame.text.count("\n") == 3]  # fmt: skip
    open_ = len(rows) - counted["complete"]
    assert cards == [
        ["Completed", str(counted["complete"]), f"of {len(rows)}"],
        ["Red", str(counted["off_track"]), f"of {len(rows)}"],
        ["Past the date agreed", str(late), f"of {open_} not complete"],
        ["Not updated this quarter", str(counted["not_updated"]), f"of {len(rows)}"],
    ]


def test_the_legend_explains_silence_too():
    [table] = [shape.table for shape in deck("usual").slides[-1].shapes if shape.has_table]
    cells = [cell.text for cell in list(table.rows)[-1].cells]
    assert cells[1:] == ["Not updated this quarter", statuses.SILENT_MEANS]


@pytest.mark.parametrize("name", ["usual", "many", "crowded"])
def test_every_action_stands_in_a_cell_with_its_letter_and_symbol(name):
    told = content(name)
    colours = statuses.palette(told)
    cells = {}
    for slide in deck(name).slides:
        for shape in slide.shapes:
            if shape.has_table and shape.name.startswith("Actions, line"):
                table = shape.table
                for column in range(len(table.columns)):
                    cells[table.cell(1, column).text] = table.cell(2, column).text
    assert set(cells) == {row["reference"] for row in standing(told)}
    symbols = {row["reference"]: colours.of(row).symbol for row in standing(told)}
    assert {key: text.split(" ")[1] for key, text in cells.items()} == symbols


def test_the_trend_is_a_chart_with_the_counts_of_each_report():
    told = content("usual")
    chart = next(s.chart for page in deck("usual").slides for s in page.shapes if s.has_chart)
    now = {series.name.split(" ", 1)[1]: series.values[-1] for series in chart.plots[0].series}
    colours = statuses.palette(told)
    assert {name: number for name, number in now.items() if number} == {
        colours.tag(key).label: number
        for key, number in Counter(row["status"] for row in standing(told)).items()
    }


def test_the_workbook_behind_a_chart_holds_printed_numbers_and_no_hidden_one():
    figures = indicators(content("figures")).figures
    slides = [page for page in deck("figures").slides
              if any(shape.name.startswith("Figure ") for shape in page.shapes)]  # fmt: skip
    assert len(slides) == sum(
        type(figure.chart).__name__ in ("Trend", "Columns", "Groups", "Bars") for figure in figures
    )
    for slide in slides:
        shape = next(one for one in slide.shapes if one.name.startswith("Figure "))
        figure = next(one for one in figures if shape.name == f"Figure {one.number}")
        book = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
        held = [cell.value for row in book.active.iter_rows(min_row=2, min_col=2) for cell in row]
        shown = [cell for row in figure.table.rows for cell in row.cells]
        printed = Counter(float(cell.value) for cell in shown if isinstance(cell, Printed))
        assert not Counter(float(value) for value in held if value is not None) - printed
        assert slide.shapes.title.text_frame.text == figure.message


@pytest.mark.parametrize("name", CONTENTS)
def test_each_slide_has_a_title_its_marking_and_what_it_is_of(name):
    told, mark = content(name), digest(content(name))
    slides = list(deck(name).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(titles)) == len(titles) == made(name).pages
    for place, slide in enumerate(slides, start=1):
        said = list(words(slide))
        assert said.count(told["marking"]) == 2
        foot = next(text for text in said if "· slide" in text)
        assert foot.endswith(f"version 1 · {mark[:12]} · slide {place} of {len(slides)}")
        assert mark in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("name", CONTENTS)
def test_each_shape_is_described_the_title_is_read_first_and_nothing_lies_outside(name):
    whole = deck(name)
    for slide in whole.slides:
        shapes = list(slide.shapes)
        assert shapes[0] == slide.shapes.title
        for shape in shapes:
            said = shape._element.xpath(".//p:cNvPr")[0]
            assert shape is shapes[0] or shape == slide.shapes.title or said.get("descr")
            assert shape.left >= 0
            assert shape.left + shape.width <= whole.slide_width
            assert shape.top + shape.height <= whole.slide_height


def test_what_is_cut_stands_in_full_in_the_notes():
    told = content("crowded")
    cut = [page for page in deck("crowded").slides if papers.CUT in " ".join(words(page))]
    assert cut
    notes = " ".join(page.notes_slide.notes_text_frame.text for page in cut)
    red = [row for row in standing(told) if row["status"] == "off_track"][: papers.GRAVE]
    for row in red:
        whole = f"{row['reference']} {row['text']}"
        assert len(whole) <= papers.LETTERS or whole in notes


def test_the_same_snapshot_gives_the_same_bytes_at_another_time():
    with time_machine.travel("2031-05-06 07:08:09+00:00"):
        again = pptx(content("figures"), digest(content("figures")))
    assert again.data == made("figures").data


def test_slides_are_handed_out_kept_and_the_same_by_command(stage, client, tmp_path):
    report = stage.issued()
    client.force_login(stage.chief)
    assert "Slides (presentation file)" in client.get(
        reverse("report_papers", args=[report.pk])
    ).content.decode()  # fmt: skip
    answer = client.get(reverse("report_slides", args=[report.pk]))
    data, out = b"".join(answer.streaming_content), tmp_path / "slides.pptx"
    assert re.search(r'filename="[\w.-]+slides\.pptx"', answer["Content-Disposition"])
    kept = Event.objects.filter(verb="took paper of report").latest("pk")
    assert (kept.changes["paper"], kept.changes["sha256"]) == ("Slides", sha256(data).hexdigest())
    call_command("slides", stage.plan.slug, "--out", str(out), "--snapshot", report.snapshot.sha256,
                 stdout=StringIO())  # fmt: skip
    assert out.read_bytes() == data
    client.force_login(stage.person(Role.ADMINISTRATOR))
    assert client.get(reverse("report_slides", args=[report.pk])).status_code in (403, 404)
