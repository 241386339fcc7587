"""A plan that goes out as a file and is read again is the same plan."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import Phase, given, settings

from tests.exchange.papers import FORMATS, draft_from, papers, said_by_draft, said_by_paper


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(papers())
def test_any_plan_comes_back_as_it_went(form, paper):
    draft = draft_from(FORMATS[form](paper))
    said, wanted = said_by_draft(draft), said_by_paper(paper)
    if form == "csv" and not any(one for one in paper.headings):
        wanted["levels"] = said["levels"]
    assert said == wanted
    cells = draft.cells
    assert cells.read == cells.kept + cells.left_out + cells.empty


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(papers())
def test_the_words_of_actions_have_the_room(paper):
    """LibreOffice takes a column's width from the grid, Word from the cells: both are said."""
    for table in Document(BytesIO(FORMATS["docx"](paper))).tables:
        grid = [column.width for column in table.columns]
        heads = [cell.text for cell in table.rows[0].cells]
        assert grid == [cell.width for cell in table.rows[0].cells]
        if "Action" in heads and "No" in heads:
            assert grid[heads.index("Action")] >= 2 * grid[heads.index("No")]
