import json

import pytest
from django.core.management import CommandError, call_command

from committees.models import Area
from plans.models import Plan
from tests.factories import UserFactory
from tests.imports.books import book, text
from tests.imports.test_shapes import ON_PAGES, PAGES_COUNTS, WIDE

pytestmark = pytest.mark.django_db
GIVEN = ("--area", "Glenfarrow", "--title", "Plan", "--period", "2025-08-01..2027-07-31")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book(ON_PAGES, merges=WIDE))
    return path


def run(file, *more, capsys) -> str:
    call_command("import_plan", file, *GIVEN, *more)
    return capsys.readouterr().out


def test_json_for_a_program(file, capsys):
    found = json.loads(run(file, "--json", capsys=capsys))
    left = found.pop("left_out")
    assert found == {
        **PAGES_COUNTS,
        "levels": [{"name": n, "count": c} for n, c in PAGES_COUNTS["levels"].items()],
        "first_due": PAGES_COUNTS["due"],
        "measures": 0,
        "legend": {"R": "off_track", "A": "at_risk", "G": "on_track", "C": "complete"},
        "cells": {"read": 114, "kept": 54, "left_out": 4, "empty": 56},
        "doubts": [],
        "refused": 0,
    }
    assert [(one["row"], one["column"], one["text"]) for one in left] == [
        (1, "A", "It stands above the table."),
        (2, "A", "It stands above the table."),
        (3, "A", "It stands above the table."),
        (3, "B", "It stands above the table."),
    ]
    assert Plan.objects.get().area.name == "Glenfarrow"


def test_words_for_a_program(file, capsys):
    found = json.loads(run(file, "--json", "--words", "--dry-run", capsys=capsys))
    first = found["action_words"][0]
    assert [len(found[key]) for key in ("headings", "action_words", "measure_words")] == [9, 7, 0]
    assert {key: first[key] for key in ("number", "words", "leads", "timescale", "status")} == {
        "number": "1.1",
        "words": "Ask each child",
        "leads": ["Practice Group"],
        "timescale": "By end of Year 2 31 July 2027",
        "status": "not_rated",
    }


def test_doubts_name_row_and_column(tmp_path, capsys):
    path = tmp_path / "plan.csv"
    path.write_text(text([["Action", "Lead", "Timescale"], ["Ask", "Chair", "31 June 2026"]]))
    found = json.loads(run(path, "--json", "--dry-run", capsys=capsys))
    assert found["doubts"][1:] == [
        {
            "row": 2,
            "column": "C (Timescale)",
            "text": "C2: “31 june 2026” is not a date that exists.",
        }
    ]


def test_dry_run_writes_nothing(file, capsys):
    assert "Nothing was written." in run(file, "--dry-run", capsys=capsys)
    assert (Plan.objects.count(), Area.objects.count()) == (0, 0)


def test_counts_for_a_person(file, capsys):
    lines = run(file, capsys=capsys).splitlines()
    assert lines[:6] == [
        "    2 Priority",
        "    3 Outcome",
        "    4 Expected Impact",
        "    5 actions, 2 ongoing",
        "    3 due 31 July 2026",
        "    2 due 31 July 2027",
    ]


def test_an_area_that_exists_is_taken(file, capsys):
    run(file, capsys=capsys)
    call_command("import_plan", file, *GIVEN[:3], "Second", *GIVEN[4:])
    assert Area.objects.count() == 1


def test_the_same_title_twice_is_refused(file, capsys):
    run(file, capsys=capsys)
    file.write_bytes(book(ON_PAGES[:-1], merges=WIDE))
    with pytest.raises(CommandError):
        run(file, capsys=capsys)
    assert Plan.objects.count() == 1


def test_legend_person_and_day(file, capsys):
    UserFactory(email="una@example.test", name="Una Ross")
    run(file, "--legend", "rag-blue", "--by", "UNA@example.test", "--stated-on", "2025-10-01",
        capsys=capsys)  # fmt: skip
    plan = Plan.objects.get()
    assert plan.legend.entries.first().code == "B"
    update = plan.actions.get(number="1.2").updates.get()
    assert (update.as_at.isoformat(), update.author_label) == ("2025-10-01", "Una Ross")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--by", "nobody@example.test"], "Nobody has the address nobody@example.test."),
        (["--legend", "rainbow"], "invalid choice: 'rainbow'"),
        (["--stated-on", "May"], "'May' is not a day. Write it as 2024-03-31."),
        (["--period", "2025"], "'2025' is not a period. Write it as 2021-08-01..2023-07-31."),
        (["--period", "2025-08-01..2025-07-31"], "The period ends before it starts."),
    ],
)
def test_arguments_that_are_refused(file, capsys, more, message):
    with pytest.raises(CommandError, match=message):
        run(file, *more, capsys=capsys)


def test_files_that_are_refused(tmp_path, capsys):
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "none.xlsx", capsys=capsys)
    (tmp_path / "plan.xlsx").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="This is a PDF"):
        run(tmp_path / "plan.xlsx", capsys=capsys)


def test_a_formula_is_refused_by_its_cell(tmp_path, capsys):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book([["Action", "Lead"], ["Ask", "=A1"]]))
    for more in ([], ["--dry-run"]):
        with pytest.raises(
            CommandError, match=r"Row 2, column B \(Lead\): The cell holds a formula"
        ):
            run(path, *more, capsys=capsys)
