"""What stands in a snapshot and on its PDF stands in its Word file and its workbook: fact by fact.

Nothing here asks the writers what they wrote. The facts are taken from the snapshot's record by
name, and from the printed HTML by a parser of the tests' own.
"""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from docx import Document
from openpyxl import load_workbook

from documents.files import pdf, spreadsheet, word
from documents.hash import digest
from tests.reporting import samples
from tests.reporting.test_frozen import kept
from tests.reporting.visible import text_of

URDU = "بچوں کی بات سنی گئی، ہر منصوبے میں"
HEBREW = "הילדים נשמעו לפני כל החלטה"
LONG = "Supercalifragilistic" * 20
HOSTILE = [
    ("angle brackets", "Ask <b>them</b> & say so; 5 < 6"),
    ("a formula", "=SUM(A1:A9)"),
    ("right to left", f"{URDU} (Lead Nurse) {HEBREW}"),
    ("a word without end", LONG),
    ("quotation marks", "“Listen”, she said: 'now' and \"then\""),
]
SHORTENED = re.compile(r" …$")  # a part's name above a strip of cells; it stands in full elsewhere
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
# not facts: names of a figure’s columns, what a drawing repeats, the list of contents, the foot
DRAWN = re.compile(
    r'<svg.*?</svg>|<table class="cpc-figure__numbers"><thead>.*?</thead>'
    r'|<ul class="contents">.*?</ul>|<div class="running">.*?</div></div>',
    re.S,
)


def long(iso):
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def plain(text):
    """Words with single spaces; a number's sign as a computer writes it."""
    words = " ".join(str(text).replace("\xa0", " ").split())
    return re.sub(r"^\+(?=\d)", "", words.replace("−", "-"))


def facts(content) -> Iterator[str]:
    """Every fact of the record that a report of it prints: its name, then the fact."""
    yield from (content["committee"], content["marking"], content["considered_by"])
    yield from (long(content["as_of"]), content["plan"]["title"])
    yield from content["decisions"] if content["kind"] == "quarterly" else ()
    for row in content["actions"]:
        yield from (row["reference"], row["text"])
        if not row["ongoing"]:
            yield from _of_action(row, content["kind"])
    written = [row for row in content["sections"] if row["key"] != "glossary"]  # printed in columns
    for row in written:
        yield from (line.strip().removeprefix("- ") for line in row["body"].splitlines())
    for row in content["count_rows"] if content["actions"][3:] else ():
        yield from (long(row["on"]), row["total"], row["ongoing"])
    for row in content["directions"]:
        yield from (row["text"], row["given_by"], long(row["given_on"]))
    for row in content["legend"]:
        yield from (row["label"], row["definition"])
    if content["kind"] == "annual":
        for row in content["members"]:
            yield from (row["holder"], row["post"])
        for row in content["bodies"]:
            yield row["name"]


def _of_action(row, kind) -> Iterator[str]:
    yield from (row["lead"], row["status_label"])
    if row["due"] and not row["withdrawn_on"] and not row["completed_on"]:
        yield long(row["due"])
    if row["completed_on"]:
        yield from (row["difference"], row["verified_by"], long(row["completed_on"]))
        yield row["evidence"] if kind == "quarterly" else ""
    elif not (row["sent_back"] or row["silent"] or row["withdrawn_on"]):
        yield from (row["progress"], row["reason"])
        yield row["remedy"] if kind == "quarterly" else ""


def word_text(content, sha):
    document = Document(io.BytesIO(word.docx(content, sha).data))
    section = document.sections[0]
    around = [p.text for part in (section.header, section.footer) for p in part.paragraphs]
    cells = [
        line.text
        for table in document.tables for row in table.rows for cell in row.cells
        for line in cell.paragraphs
    ]  # fmt: skip
    return "\n".join(map(plain, [*around, *(p.text for p in document.paragraphs), *cells]))


def book_text(content, sha):
    book = load_workbook(io.BytesIO(spreadsheet.xlsx(content, sha).data))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    shown = [
        long(cell.date().isoformat()) if isinstance(cell, datetime) else cell
        for cell in cells if cell is not None
    ]  # fmt: skip
    around = [sheet.oddHeader.center.text for sheet in book]
    return "\n".join(
        line for cell in [*around, *shown] for line in map(plain, str(cell).split("\n"))
    )


def missing(wanted, text):
    """The facts that a text does not hold, each once; numbers and short words stand alone."""
    facts = dict.fromkeys(plain(one).removesuffix(".") for one in wanted)
    return [one for one in facts if one and not holds(text, one)]


def holds(text, fact):
    if len(fact) > 12:
        return fact in text
    return bool(re.search(rf"(?<!\w){re.escape(fact)}(?!\w)", text))


def printed(content, sha):
    """Every line that the paper prints, but for those of its drawings and the file's own frame."""
    markup = DRAWN.sub("", pdf.html(content, sha))
    body = markup[markup.index("<body") :].replace("<br>", "\n")
    lines = text_of(body).splitlines()
    return [line for line in lines if re.search(r"\w", line) and not SHORTENED.search(line)]


def hostile(words):
    content = samples.snapshot(14)
    row = content["actions"][0]
    row["text"] = row["lead"] = row["progress"] = words
    content["sections"][0]["body"] = f"{words}\n\n- {words}"
    content["decisions"] = [words]
    return content


CONTENTS = {
    "quarterly": lambda: samples.snapshot(25),
    "without actions": lambda: samples.snapshot(0),
    "kept quarterly": lambda: kept("schema_7_quarterly"),
    "kept annual": lambda: kept("schema_7_annual"),
    **{name: (lambda words=words: hostile(words)) for name, words in HOSTILE},
}


@pytest.mark.parametrize("name", CONTENTS)
def test_a_fact_in_one_is_in_all(name):
    content = CONTENTS[name]()
    sha = digest(content)
    lines, texts = printed(content, sha), (word_text(content, sha), book_text(content, sha))

    assert [missing(lines, text) for text in texts] == [[], []]
    assert [missing(facts(content), text) for text in texts] == [[], []]
