"""The workbook that a committee can fill in: names of columns, example rows, how to fill it."""

from datetime import datetime
from io import BytesIO

import xlsxwriter

COLUMNS = (
    ("Priority", 28),
    ("Outcome", 34),
    ("No", 7),
    ("Action", 60),
    ("Lead", 34),
    ("Timescale", 20),
    ("Status", 14),
    ("Evidence or outcome measures", 44),
    ("Progress", 44),
)
EXAMPLES = (
    (
        "Priority 1: Children are heard",
        "Outcome 1 – Every child knows who speaks up for them",
        "1.1",
        "Offer every child an advocate before their first planning meeting",
        "Child Protection Lead Officer, Participation Subgroup",
        "31 March 2027",
        "Green",
        "Share of children offered an advocate",
        "",
    ),
    (
        "",
        "",
        "1.2",
        "Ask children after each review how the meeting was for them",
        "Participation Subgroup",
        "Quarterly",
        "",
        "Summary of what children said",
        "",
    ),
    (
        "Priority 2: Practice is sound",
        "Outcome 2 – Plans are clear and kept to",
        "2.1",
        "Agree one form of chronology for all agencies",
        "Quality Assurance Subgroup and Lead Nurse, Child Protection",
        "By end of Year 1",
        "Amber",
        "",
        "A draft is out for comment",
    ),
)
ONGOING = (("No", 7), ("Ongoing action", 60), ("Lead", 34), ("Timescale", 20))
ONGOING_EXAMPLE = ("1", "Keep the inter-agency guidance under review", "Lead Officer", "Ongoing")
NOTES = (
    "Give every row its action. Blank under a priority or an outcome means: the same as above.",
    "Rename or remove the columns of priorities and outcomes, or put more of them on the left.",
    "Write timescales in the committee's own words: they are kept, and a date is read from them.",
    "Name leads with commas between them. The first one is accountable.",
    "Keep numbers such as 1.10 as text, so that the last nought is not lost.",
    "Type values, not formulas.",
    "Delete the example rows.",
)


def template() -> bytes:
    """The workbook as bytes: the same bytes every time."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": "Plan to bring in", "created": datetime(2026, 1, 1)})  # noqa: DTZ001
    _table(book, "Plan", COLUMNS, EXAMPLES)
    _table(book, "Ongoing", ONGOING, (ONGOING_EXAMPLE,))
    _notes(book)
    book.close()
    return file.getvalue()


def _table(
    book: "xlsxwriter.Workbook",
    name: str,
    columns: tuple[tuple[str, int], ...],
    rows: tuple[tuple[str, ...], ...],
) -> None:
    head = book.add_format({"bold": True, "bottom": 2, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    for at, (header, width) in enumerate(columns):
        sheet.set_column(at, at, width, text)
        sheet.write_string(0, at, header, head)
    for number, row in enumerate(rows, start=1):
        for at, words in enumerate(row):
            if words:
                sheet.write_string(number, at, words, text)


def _notes(book: "xlsxwriter.Workbook") -> None:
    sheet = book.add_worksheet("How to fill it in")
    sheet.set_column(0, 0, 100)
    for at, words in enumerate(NOTES):
        sheet.write_string(at, 0, words, book.add_format({"text_wrap": True}))
