"""The documents as they are read, listened to and compared."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pikepdf
import pytest
import tinyhtml5

from documents.files import pdf
from documents.hash import digest
from documents.schema.content import SnapshotContent
from earlier.upgrades import read
from tests.reporting import samples, samples_quarter
from tests.reporting.pdf_tree import Cell, Reading, squeezed
from tests.reporting.printed import made, printed

XHTML = "{http://www.w3.org/1999/xhtml}"
FONTS = {"Source-Sans-3", "Source-Sans-3-Semi-Bold", "Source-Sans-3-Bold"}


@pytest.fixture(scope="module", params=["second schema", "first schema"])
def quarterly(request: pytest.FixtureRequest) -> SnapshotContent:
    content = samples.snapshot(60)
    if request.param == "second schema":
        return content
    return read(json.dumps(samples_quarter.first_schema(content)))


@pytest.fixture(scope="module")
def reading(quarterly: SnapshotContent) -> Reading:
    return made(quarterly)


def html_tables(content: SnapshotContent) -> list[list[list[Cell]]]:
    root = tinyhtml5.parse(pdf.html(content, digest(content)))
    return [
        [
            [(cell.tag.removeprefix(XHTML).upper(), squeezed(words(cell))) for cell in row]
            for row in table.iter(f"{XHTML}tr")
        ]
        for table in root.iter(f"{XHTML}table")
    ]


def words(element: Element) -> str:
    """The text of an element, drawings left out."""
    if element.tag.endswith("svg"):
        return ""
    return (element.text or "") + "".join(words(child) + (child.tail or "") for child in element)


def test_every_action_is_in_the_appendix(quarterly, reading):
    rows = {row[0][1]: row for table in reading.tables() for row in table if len(row) == 6}
    for action in quarterly["actions"]:
        if not action["ongoing"]:
            added = (
                "Added at the meeting of 20 August 2026" if action.get("added_at_meeting") else ""
            )
            assert rows[action["reference"]][1][1] == squeezed(action["text"] + added)


def test_tables_on_paper_are_the_tables_of_the_html(quarterly, reading):
    assert reading.tables() == html_tables(quarterly)


def test_a_row_longer_than_a_page_stays_one_row():
    content = samples.snapshot(3)
    content["actions"][0]["progress"] = "Long words were said about it. " * 250
    assert made(content).tables() == html_tables(content)


def test_all_content_is_owned_or_an_artifact(reading):
    assert reading.stray == 0


def test_marking_stands_at_head_and_foot_of_every_page(quarterly, reading):
    assert [page.count("OFFICIAL-SENSITIVE") for page in reading.pages] == [2] * len(reading.pages)


def test_fonts_are_ours(reading):
    assert {name.split("+")[1].rstrip(",") for name in reading.fonts} == FONTS


def test_silence_is_never_the_colour_before(quarterly, reading):
    silent = next(row for row in quarterly["actions"] if row["silent"])
    rows = [row for table in reading.tables() for row in table if row[0][1] == silent["reference"]]
    assert rows[-1][4][1] == squeezed("○ Not updated this quarter")


def test_both_ratings_of_a_challenged_action_are_printed(reading):
    cells = [cell[1] for table in reading.tables() for row in table for cell in row]
    assert squeezed("● Green Chair: ▲ Amber") in "".join(cells)


def test_headings_do_not_skip(reading):
    levels = [int(node.tag[1]) for node in reading.root.walk() if node.tag in {"H1", "H2", "H3"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_file_says_what_it_is(quarterly):
    opened = pikepdf.open(io.BytesIO(printed(quarterly)))
    facts: dict[str, Any] = {
        "language": str(opened.Root.Lang),
        "tagged": bool(opened.Root.MarkInfo.Marked),
        "created": str(opened.docinfo["/CreationDate"]),
    }
    assert facts == {"language": "en-GB", "tagged": True, "created": "D:20261112093000+00'00"}


def test_same_snapshot_same_bytes_in_another_process():
    content = samples.snapshot(12)
    script = (
        "import django, hashlib; django.setup();"
        "from tests.reporting import samples;"
        "from documents.files import pdf; from documents.hash import digest;"
        "content = samples.snapshot(12);"
        "data = pdf.pdf(content, digest(content)).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True,
        env=_environment(PYTHONHASHSEED="7"),
    )  # fmt: skip
    here = hashlib.sha256(printed(content)).hexdigest()
    assert there.stdout.split()[-1] == here


def _environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **changes}


def test_document_fetches_nothing():
    with pytest.raises(pdf.FatalURLFetchingError):
        pdf.pdf_of('<img src="http://127.0.0.1/x.png" alt="x">', identifier="x")


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
@pytest.mark.parametrize("actions", [0, 1])
def test_nearly_empty_plans_make_documents(kind, actions):
    content = samples.snapshot(actions, kind=kind, changes=None, previous_counts=None)
    assert made(content).tables() == html_tables(content)


@pytest.mark.parametrize("kind", ["quarterly", "annual"])
@pytest.mark.parametrize(("actions", "explained"), [(0, False), (3, True)])
def test_what_statuses_mean_stands_at_the_foot_of_a_plan_with_actions(
    kind: str, actions: int, explained: bool
) -> None:
    content = samples.snapshot(actions, kind=kind)
    content = {**content, "actions": content["actions"][:actions]}
    foot = re.findall(r'<p class="key">(.*?)</p>', pdf.html(content, digest(content)))
    assert [bool(key) for key in foot] == [explained]
