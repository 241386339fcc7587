"""Plans as other areas lay them out, in our own words, with what is right written beforehand."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from imports.rules.plan.summary import summary
from tests.imports.books import book, draft_of, text
from timescales.days import Period

PERIOD = Period(date(2023, 4, 1), date(2025, 3, 31))


def document(*parts: tuple[str, list[list[str]]]) -> bytes:
    """A Word file: each heading with the table under it."""
    made = Document()
    made.add_heading("Our improvement plan", 0)
    for title, rows in parts:
        made.add_heading(title, 1)
        table = made.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    file = BytesIO()
    made.save(file)
    return file.getvalue()


OWNED = ["Action", "Owner", "Due", "Progress", "Status"]
STRANGERS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "semicolons, quarters and BRAG": (
        text(
            [
                ["Ref", "Strategic aim", "What will we do", "By whom", "Target date", "BRAG"],
                ["1.1", "Safe homes", "Map the offer", "Housing Manager", "Q2 2023/24", "B"],
                ["1.2", "Safe homes", "Agree a way", "Housing Manager / Police", "31/03/24", "A"],
                ["2.1", "Heard", "Ask children", "Participation Officer", "Year end", "R"],
                ["2.2", "Heard", "Tell children", "Participation Officer", "w/c 6 May 2024", "G"],
            ],
            delimiter=";",
        ).encode(),
        {
            "actions": 4,
            "levels": {"Strategic aim": 2},
            "due": {"2023-09-30": 1, "2024-03-31": 1, "2024-05-12": 1},
            "statuses": {"at_risk": 1, "complete": 1, "off_track": 1, "on_track": 1},
            "leads": {"distinct": 3, "assignments": 5},
            "doubted": 2,
        },
    ),
    "recommendations above their tables": (
        document(
            (
                "Recommendation 1: Share what is known",
                [
                    OWNED,
                    ["Agree", "Jane Orr (Head of Service)", "Sept 2023", "Signed", "Completed"],
                    ["Train staff", "All agencies", "Mar-24", "Two courses", "On schedule"],
                ],
            ),
            (
                "Recommendation 2: Listen",
                [
                    OWNED,
                    ["Ask parents", "TBC", "TBC", "", "Delayed"],
                    ["Tell", "Communications", "First week of May 2024", "", "Not yet started"],
                ],
            ),
        ),
        {
            "actions": 4,
            "levels": {"Recommendation": 2},
            "due": {"2023-09-30": 1, "2024-03-31": 1, "2024-05-07": 1},
            "statuses": {"at_risk": 1, "complete": 1, "not_started": 1, "on_track": 1},
            "leads": {"distinct": 3, "assignments": 3},
            "doubted": 4,
        },
    ),
    "a sheet for each theme, per cents as fractions": (
        book(
            [
                ["Work plan"],
                ["Task", "Responsible", "Start", "Finish", "% complete"],
                ["Read files", "Chair", date(2023, 5, 1), date(2023, 9, 30), 0.5],
                ["Write", "Education Lead", date(2023, 6, 1), date(2023, 12, 31), 1],
            ],
            name="Theme 1 Early help",
            more={
                "Theme 2 Neglect": [
                    ["Task", "Responsible", "Start", "Finish", "% complete"],
                    ["Choose a tool", "Health Lead", date(2023, 7, 1), date(2024, 3, 31), 0],
                ],
                "Lists": [["Status"], ["Open"], ["Closed"]],
            },
        ),
        {
            "actions": 3,
            "levels": {"Theme": 2},
            "due": {"2023-09-30": 1, "2023-12-31": 1, "2024-03-31": 1},
            "statuses": {"not_rated": 3},  # 1 may be one per cent or all of it: it is asked
            "leads": {"distinct": 3, "assignments": 3},
            "doubted": 2,
        },
    ),
    "a chart of months": (
        text(
            [
                ["Action", "Lead", "Apr 23", "May 23", "June 2023", "Q3"],
                ["Map", "Chair", "X", "X", "", ""],
                ["Ask", "Police", "", "", "X", "X"],
            ]
        ).encode(),
        {
            "actions": 2,
            "due": {},
            "leads": {"distinct": 2, "assignments": 2},
            "doubted": 5,
            "left": ["Apr 23", "June 2023", "May 23", "Q3", "X", "X", "X", "X"],
        },
    ),
    "questions as columns, ratings twice": (
        text(
            [
                [
                    *("Priority area", "What difference will we make?"),
                    *("What are we going to do?", "Who will lead on this?"),
                    *("By when will this be done?", "RAG July", "RAG October"),
                ],
                *(
                    ["Harm", "Fewer", "Train", "Police DI", "30 September 2023", "Amber", "Green"],
                    ["", "", "Map", "Community Safety", "31 December 2023", "Green", "Amber"],
                ),
            ]
        ).encode(),
        {
            "actions": 2,
            "levels": {"Priority area": 1, "What difference will we make?": 1},
            "due": {"2023-09-30": 1, "2023-12-31": 1},
            "statuses": {"at_risk": 1, "on_track": 1},
            "doubted": 1,
            "left": ["Amber", "Green", "RAG July"],
        },
    ),
    "a recommendation whose cells list as many things": (
        text(
            [
                ["Ref", "Recommendation", "Agreed action", "Responsible officer", "Due date"],
                ["R1", "Date records", "Change the form", "Records Manager", "30 June 2023"],
                [
                    *("R2", "Train staff", "(a) Write course\n(b) Run course"),
                    *("Training Officer", "(a) 31 July 2023\n(b) Academic year 23-24"),
                ],
            ]
        ).encode(),
        {
            "actions": 3,
            "levels": {"Recommendation": 2},
            "due": {"2023-06-30": 1, "2023-07-31": 1, "2024-07-31": 1},
            "leads": {"distinct": 2, "assignments": 3},
        },
    ),
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_what_is_right_is_found_and_the_rest_is_said(kind):
    data, right = STRANGERS[kind]
    found = summary(draft_of(data, PERIOD))
    found["levels"] = {one["name"]: one["count"] for one in found["levels"]}
    found["doubted"] = len([one for one in found["doubts"] if "No column of st" not in one["text"]])
    found["left"] = sorted(one["words"] for one in found["left_out"])

    assert {key: found[key] for key in right} == right
    cells = found["cells"]
    assert cells["read"] == cells["kept"] + cells["left_out"] + cells["empty"]
