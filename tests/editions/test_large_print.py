"""Large print: every word of the tables stays, nothing is smaller than 18 points."""

import io
import re

import pikepdf
import pytest

from documents.hash import digest
from handouts.large_print import enlarged, large_print
from tests.reporting import samples

TABLE = (
    '<table><thead><tr><th scope="col">Action</th><th scope="col">Lead</th></tr></thead>'
    '<tbody><tr><th scope="row">1.1</th><td>Nurse<span class="small">with others</span></td></tr>'
    '<tr><th colspan="2">Outcome 2</th></tr></tbody></table>'
)


def test_a_row_becomes_a_list_under_what_it_is_of_and_no_table_is_left():
    told = re.sub("<[^>]+>", "|", enlarged(f"<p>Before</p>{TABLE}<figure><svg/></figure>"))
    assert [word.strip() for word in told.split("|") if word.strip()] == [
        "Before", "Action:", "1.1", "Lead:", "Nurse", "with others", "Outcome 2",
    ]  # fmt: skip


def test_a_number_stays_on_the_line_of_what_it_is_of_where_a_line_holds_both():
    long = "What nobody has been asked about"
    told = enlarged(
        f"<table><thead><tr><th>On</th><th>Red</th><th>{long}</th></tr></thead>"
        "<tbody><tr><th>1 May</th><td>2</td><td>3</td></tr></tbody></table>"
    )
    assert re.findall(r'<span class="pair">(.*?</span> \d)</span>', told) == [
        '<span class="row-name">Red:</span> 2'
    ]
    assert f"{long}:</span> 3" in told


def test_no_letter_on_any_page_is_smaller_than_18_points():
    content = samples.snapshot(8)
    data = large_print(content, digest(content)).data
    assert data == large_print(content, digest(content)).data
    sizes = set()
    with pikepdf.open(io.BytesIO(data)) as book:
        for sheet in book.pages:
            sizes |= set(_sizes(sheet))
            assert [float(side) for side in sheet.mediabox[2:]] == pytest.approx([595, 842], abs=1)
    assert min(sizes) >= 17.9


def _sizes(sheet):
    """The sizes in which text is set, in points on the paper."""
    scale, size = [1.0], 0.0
    for operands, operator in pikepdf.parse_content_stream(sheet):
        name = str(operator)
        if name == "q":
            scale.append(scale[-1])
        elif name == "Q":
            scale.pop()
        elif name == "cm":
            scale[-1] *= abs(float(operands[3]))
        elif name == "Tf":
            size = float(operands[1])
        elif name == "Tm":
            line = abs(float(operands[3]))
        elif name in ("Tj", "TJ"):
            yield round(size * line * scale[-1], 1)


def test_a_table_whose_rows_have_no_name_tells_each_cell_under_its_column():
    told = enlarged(
        "<table><thead><tr><th>■ <br>Red</th><th>Late</th></tr></thead>"
        "<tbody><tr><td>2 of 25</td><td>1 of 18</td></tr></tbody></table>"
    )
    names = ('<span class="row-name">■ Red:</span>', '<span class="row-name">Late:</span>')
    cells = [f'<div class="row-cell">{name} {number} of {of}</div>'
             for name, number, of in zip(names, (2, 1), (25, 18), strict=True)]  # fmt: skip
    assert told == f'<div class="rows"><div class="row">{"".join(cells)}</div></div>'
