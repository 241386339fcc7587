"""Word documents, and a table pasted from one, in the shapes that committees write."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.summary import summary, words
from sheets.rules.cells import from_json, to_json
from sheets.rules.source import read
from tests.imports.books import draft_of
from timescales.days import Period

CASES = Path(__file__).parent / "word_cases"
PERIOD = Period(date(2023, 4, 1), date(2025, 3, 31))
NAMES = sorted(path.name for path in CASES.iterdir() if path.suffix != ".json")
# Where the expected values leave a choice: what is read here.
STATUSES = {
    "c1_shading_only.docx": {
        "at_risk": 1, "complete": 1, "not_rated": 5, "off_track": 1, "on_track": 1,
    },
    "c8_odd_letters.docx": {"at_risk": 2, "complete": 1, "not_rated": 1, "on_track": 2},
}  # fmt: skip


def expected(name: str) -> dict[str, Any]:
    return json.loads((CASES / name).with_suffix(".expected.json").read_text())


def case(name: str) -> PlanDraft:
    return draft_of((CASES / name).read_bytes(), PERIOD)


@pytest.mark.parametrize("name", NAMES)
def test_a_case_gives_its_expected_counts(name):
    right, got = expected(name), summary(case(name))
    assert [(one["name"], one["count"]) for one in got["levels"]] == [
        (one["name"], one["count"]) for one in right["levels"]
    ]
    assert got["actions"] == right["actions"]
    assert got["ongoing"] == right.get("ongoing_appendix", 0)
    assert got["measures"] == right.get("measures", 0)
    assert got["due"] == right.get("due", got["due"])
    assert sum(got["due"].values()) == right.get("due_total", sum(got["due"].values()))
    assert got["statuses"] == STATUSES.get(name, right["statuses"])
    leads = {key: right["leads"][key] for key in ("distinct", "assignments")}
    assert got["leads"] == leads
    assert got["legend"] == right.get("legend", got["legend"])


@pytest.mark.parametrize("name", NAMES)
def test_the_numbers_and_titles_of_a_case(name):
    right, draft = expected(name), case(name)
    for place, level in enumerate(right["levels"]):
        headings = [heading for heading in draft.headings if heading.level == place]
        assert [one.number for one in headings] == level.get(
            "numbers", [h.number for h in headings]
        )
        assert [one.text for one in headings] == level.get("titles", [h.text for h in headings])
    numbers = [action.number for action in draft.rated]
    assert numbers == right.get("numbers_also_ok", right.get("numbers", numbers))


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_case(name):
    right, draft = expected(name), case(name)
    told = words(draft)
    everything = json.dumps([told, summary(draft)], ensure_ascii=False)
    texts = [one["words"] for one in told["action_words"]]
    progress = [one["progress"] for one in told["action_words"]]
    shown = "\n".join([*texts, *progress])
    assert [one for one in right.get("words", []) if one not in shown] == []
    assert [one for one in right.get("never_an_action", []) if one in texts] == []
    assert [one for one in right.get("never_anywhere", []) if one in everything] == []
    assert [one for one in right.get("footnotes_kept", []) if one not in shown] == []
    assert right.get("comment_kept", "") in shown


@pytest.mark.parametrize("name", NAMES)
def test_the_cells_of_a_case_balance(name):
    cells = case(name).cells
    assert cells.read == cells.kept + cells.left_out + cells.empty


def said(draft: PlanDraft) -> list[str]:
    return [doubt.text for doubt in draft.doubts]


def test_tracked_changes_and_hidden_text_are_said_once():
    texts = said(case("c3_tracked_changes.docx"))
    assert texts[:2] == [
        "The document has tracked changes: it was read as if all of them were accepted.",
        "The document has hidden text, which was left out.",
    ]
    assert len(texts) == len(set(texts))


def test_an_action_that_a_page_cuts_in_two_is_joined_and_said():
    where = {doubt.cell: doubt.text for doubt in case("c4_merged_continued.docx").doubts}
    assert where == {
        "A9": "The cell is blank where the table goes on: the row was kept under “1.1 Fire and "
        "water are thought of”.",
        "B9": "The row holds only words that run on: they were joined to the action of row 6.",
    }


def test_lists_that_run_side_by_side_are_actions_of_their_own():
    draft = case("c5_leads_milestones.docx")
    seventh = [(a.text, a.leads, a.meaning.due) for a in draft.actions if a.number == "7"]
    assert seventh == [
        ("Choose the tool.", ("Lead Officer",), date(2023, 6, 30)),
        ("Train two teams.", ("Learning and Development Group",), date(2023, 12, 31)),
        ("Train the rest.", ("Learning and Development Group",), date(2024, 6, 30)),
    ]


def test_measures_name_several_actions_and_one_that_is_not_there():
    draft = case("c7_appendices.docx")
    shared = ("Share of plans with the toolkit", "")
    assert [(a.number, a.measures) for a in draft.rated[:2]] == [
        ("1.1", (shared,)),
        ("1.2", (shared,)),
    ]
    assert draft.loose_measures == (("Days to answer", ""),)


def test_members_contents_and_footers_are_left_out_with_a_reason():
    left = {one.words: one.why for one in case("c7_appendices.docx").left_out}
    assert left["Independent Chair"] == "It stands in no table that a plan has."
    assert left["1. Introduction\t1"] == "It stands in no table that a plan has."
    assert left["OFFICIAL"] == (
        "What stands at the head or foot of every page is no part of the plan."
    )


def test_a_document_waits_as_json_and_comes_back():
    sheets = read((CASES / "c1_shading_only.docx").read_bytes())
    assert from_json(json.loads(json.dumps(to_json(sheets)))) == sheets


# -- documents made here ---------------------------------------------------------------------------

W = 'xmlns:w="urn:w"'


def document(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def line(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{line(words)}</w:tc>'


def table(*rows: list[str]) -> str:
    lines = ("".join(map(cell, row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in lines)}</w:tbl>"


HEADER = ["Action", "Lead", "By when"]


def test_a_table_for_each_outcome_with_lines_as_headings():
    data = document(
        line("Outcome 1: Heard") + table(HEADER, ["Ask", "Police", "March 2024"])
        + line("We listen.") + line("Outcome 2: Safe") + line("Why it matters")
        + table(HEADER, ["Act", "NHS", "May 2024"])
    )  # fmt: skip
    draft = draft_of(data, PERIOD)
    assert [(h.number, h.text, h.context) for h in draft.headings] == [
        ("1", "Heard", ""),
        ("2", "Safe", "Why it matters"),
    ]
    assert [(a.text, a.heading) for a in draft.actions] == [("Ask", 0), ("Act", 1)]
    assert [one.words for one in draft.left_out] == ["We listen."]


STYLED = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
STYLES = (
    f'<w:styles {W}><w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>'
)


def test_lines_in_the_style_of_headings_stand_above_their_tables():
    data = document(
        STYLED.format("Action plan") + STYLED.format("Neglect")
        + table(HEADER, ["Ask", "Police", "March 2024"]) + STYLED.format("2. Early help")
        + table(HEADER, ["Act", "NHS", "May 2024"]) + STYLED.format("Members")
        + table(["Name", "Agency"], ["Chair", "Council"]),
        styles=STYLES,
    )  # fmt: skip
    draft = draft_of(data, PERIOD)
    assert [(h.number, h.text) for h in draft.headings] == [("", "Neglect"), ("2", "Early help")]
    assert [(a.text, a.heading) for a in draft.actions] == [("Ask", 0), ("Act", 1)]


def test_one_line_above_one_table_is_the_title_of_the_document():
    data = document(
        STYLED.format("Our plan") + table(HEADER, ["Ask", "NHS", "May 2024"]), styles=STYLES
    )
    draft = draft_of(data, PERIOD)
    assert (draft.headings, [one.words for one in draft.left_out]) == ((), ["Our plan"])


def test_a_table_that_goes_on_without_its_column_names():
    data = document(
        table(HEADER, ["Ask", "Police", "March 2024"]) + line("")
        + table(["Act", "NHS", "May 2024"])
    )  # fmt: skip
    assert [a.text for a in draft_of(data, PERIOD).actions] == ["Ask", "Act"]


def test_another_table_is_not_read_as_actions():
    data = document(
        table(HEADER, ["Ask", "Police", "March 2024"])
        + table(["Name", "Agency"], ["Chair", "Council"])
    )
    draft = draft_of(data, PERIOD)
    assert [a.text for a in draft.actions] == ["Ask"]
    assert [one.words for one in draft.left_out] == ["Name", "Agency", "Chair", "Council"]


def test_rows_that_are_cut_finer_keep_their_columns():
    rows = (
        f"<w:tr>{cell('Action', 2)}{cell('Lead', 1)}{cell('By when', 2)}</w:tr>"
        f"<w:tr>{cell('Ask', 2)}{cell('Police', 1)}{cell('March 2024', 2)}</w:tr>"
        f"<w:tr>{cell('Act', 2)}{cell('NHS', 1)}{cell('May 2024', 2)}</w:tr>"
    )
    draft = draft_of(document(f"<w:tbl>{rows}</w:tbl>"), PERIOD)
    assert [(a.text, a.leads, a.timescale_words) for a in draft.actions] == [
        ("Ask", ("Police",), "March 2024"),
        ("Act", ("NHS",), "May 2024"),
    ]


@pytest.mark.parametrize(
    ("pattern", "way", "printed"),
    [("%1.", "decimal", "2. "), ("(%1)", "lowerLetter", "(b) "), ("%1)", "upperRoman", "II) "),
     ("Step %1:", "decimalZero", "Step 02: "), ("·", "bullet", "")],
)  # fmt: skip
def test_numbers_that_word_counts(pattern, way, printed):
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{way}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    body = f"{listed}<w:r><w:t>One</w:t></w:r></w:p>{listed}<w:r><w:t>Two</w:t></w:r></w:p>"
    (sheet,) = read(document(body, numbering=numbering))
    assert sheet.rows[1].cells[0].words == f"{printed}Two"


def test_a_page_of_the_web_gives_the_same_plan():
    page = (
        "<!DOCTYPE html><html><head><title>x</title><style>td{}</style></head><body>"
        "<script>alert(1)</script><h2>Outcome 1: Heard</h2><table><tr><th>Action<th>Lead<th>By when"
        "<tr><td rowspan=2>Ask<td>Police<td>March 2024<tr><td>NHS<td></table></body></html>"
    )
    draft = draft_of(page.encode(), PERIOD)
    assert [(a.text, a.leads) for a in draft.actions] == [("Ask", ("Police", "NHS"))]
    assert [h.text for h in draft.headings] == ["Heard"]
