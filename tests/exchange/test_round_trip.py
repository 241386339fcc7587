"""A plan that goes out as a file and is read again is the same plan."""

import pytest
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
