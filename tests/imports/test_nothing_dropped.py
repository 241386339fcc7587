"""Whatever stands in a table is in the plan, or in the list of what is left out: any table."""

from itertools import count

from hypothesis import example, given, settings
from hypothesis import strategies as st

from guard.refusals import Refusal
from imports.rules.columns.match import match
from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.interpretation import interpret
from sheets.rules.source import read
from tests.imports.books import PERIOD, book, draft_of, text

NAMES = [
    "Priority", "Outcome", "Objective", "No", "Ref", "Action", "Actions/Tasks", "What?", "How?",
    "Lead", "Partners", "Timescale", "Revised date", "Due", "RAG", "Status", "Complete Y/N",
    "% complete", "Progress", "Evidence", "Impact", "Type", "Source", "Weather", "", "Vision",
    "Context", "Date completed", "Start date", "High level outcomes",
    "Key milestones", "Total cost", "New item?",
]  # fmt: skip
WORDS = ["", "", "", "words", "31/03/2026", "G", "Complete", "Yes", "40%", "Ongoing", "N/A", "7"]
PLAIN = ("", "31/03/2026", "G", "Complete", "Yes", "40%", "Ongoing", "N/A", "7")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A row of column names that committees use, with any words below, and lines across it."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8))
    fresh = (f"Word{number} here" for number in count())
    cell = st.sampled_from(WORDS)
    rows = draw(st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=8))
    told = [[next(fresh) if words == "words" else words for words in row] for row in rows]
    above = draw(st.lists(st.sampled_from(["Our plan", "Priority 1: Home", "RAG key"]), max_size=2))
    return [*([line] for line in above), names, *told]


def said(draft: PlanDraft) -> str:
    """All words of the plan as it would be saved."""
    headings = (f"{h.prefix}{h.number}{h.text}\n{h.vision}\n{h.context}" for h in draft.headings)
    actions = (
        "\n".join(
            [a.number, a.prefix, a.text, a.lead_words, a.timescale_words, a.status_words,
             a.progress, a.evidence, a.impact, a.origin, *(w for pair in a.measures for w in pair)]
        )
        for a in draft.actions
    )  # fmt: skip
    outcomes = (words for pair in draft.outcomes for words in pair)
    return "\n".join([*headings, *actions, *outcomes])


@settings(max_examples=60, deadline=None)
@given(tables(), st.booleans())
@example(
    [["Action", "Lead", "Due"], ["Word0 here", "", ""], ["", "Word1 here", "Word2 here"]], True
)
def test_every_word_is_in_the_plan_or_left_out_with_a_reason(rows, workbook):
    try:
        draft = draft_of(book(rows) if workbook else text(rows).encode(), PERIOD)
    except Refusal:
        return  # the import is stopped
    cells = draft.cells
    assert cells.read == cells.kept + cells.left_out + cells.empty
    assert cells.left_out == len(draft.left_out)
    assert all(one.why for one in draft.left_out)
    plan, left = said(draft), [one.words for one in draft.left_out]
    for row in rows[rows.index(next(r for r in rows if len(r) > 1)) + 1 :]:
        for words in row:
            if words not in PLAIN:
                assert words in plan or words in left


@settings(max_examples=30, deadline=None)
@given(tables())
def test_cells_that_hold_words_are_counted_once(rows):
    try:
        sheets = read(text(rows).encode())
        draft = interpret(sheets, match(sheets), PERIOD)
    except Refusal:
        return
    filled = sum(bool(words.strip()) for row in rows for words in row)
    assert draft.cells.kept + draft.cells.left_out == filled


def test_a_row_that_is_refused_is_left_out_with_its_reason():
    rows = [["Action", "Lead"], ["Ask 0101011237", "Police"], ["Tell", "NHS"]]
    draft = draft_of(text(rows).encode(), PERIOD)
    assert [(one.cell, one.words) for one in draft.left_out] == [("A2", "")]
    assert draft.cells.read == draft.cells.kept + draft.cells.left_out + draft.cells.empty
