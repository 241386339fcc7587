"""One name for one column: on pages, on paper, in Word files, workbooks and slides (ADR 363)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# the one name, and those that said the same
NAMES = {
    "Lead": ("Who leads", "Who leads it", "Accountable", "Led by"),
    "Timescale": ("By when", "When it is due", "Time scale"),
    "First agreed date": ("First agreed", "First date", "First due", "First"),
    "Date now": ("Current", "Current date", "Due date", "Now due"),
    "Date asked for": ("Asked for", "Proposed date", "New date"),
    "Times moved": ("Moved",),
    "Days past its date": ("Days past", "Days overdue"),
    "What was last said": ("Last said", "What was said", "Last word", "Latest update"),
    "Said on": ("Last word of",),
    "What will be done about it": ("To be done", "Remedy", "Recovery"),
    "What will be done, and who leads": ("What, and who leads",),
    "Why, and what will be done about it": ("Why, and what will be done",),
    "What was last said, or the difference made": ("What was last said, and the difference made",),
    "Difference made": ("Difference it made", "The difference"),
    "Where it came from": ("Origin",),
    "Why, and who decided": ("Decision, and why asked",),
    "Share": ("Of all", "Per cent"),
}
OTHERS = {said for others in NAMES.values() for said in others}
# a page of other things that are asked for, a table of days before and after
ELSEWHERE = {("templates/archive/departure_list.html", "Asked for")}
HEAD = re.compile(r'<th\b[^>]*scope="col"[^>]*>([^<{]+)|<dt>([^<{]+)|data-label="([^"{]+)"')
LISTED = re.compile(r"{% table_head ([^%]+)%}")
WIDE = re.compile(r'\("([A-Z][^"]+)", \d+[,)]')
QUOTED = re.compile(r'"([^"]+)"')
WRITERS = [
    "dashboards/queries/information.py", "documents/files/spreadsheet.py",
    "documents/papers/annual/outturn.py", "handouts/scrutiny_pack.py", "handouts/slides.py",
    "handouts/action_sheet.py", "papers/queries/minutes.py", "assurance/queries/files.py",
    "imports/rules/own/columns.py",
]  # fmt: skip


def heads_of(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    said = {word.strip() for groups in HEAD.findall(text) for word in groups if word}
    return said | {name for listed in LISTED.findall(text) for name in QUOTED.findall(listed)}


def test_no_page_or_paper_calls_a_column_by_another_name():
    wrong = [
        (name, said)
        for page in sorted((ROOT / "templates").rglob("*.html"))
        for name in [page.relative_to(ROOT).as_posix()]
        for said in sorted(heads_of(page) & OTHERS)
        if (name, said) not in ELSEWHERE
    ]
    assert wrong == []


@pytest.mark.parametrize("writer", WRITERS)
def test_no_file_does(writer):
    text = (ROOT / writer).read_text("utf-8")
    said = set(WIDE.findall(text))
    for line in re.findall(r"(?:heads|HEADS)\b[^=\n]*= \(\n?(.*?)\n? *\)\n", text, re.DOTALL):
        said |= set(QUOTED.findall(line))
    said |= set(re.findall(r'Row\("([^"]+)"', text)) | set(re.findall(r'Final = "([^"]+)"', text))
    assert said & OTHERS == set()
    assert said
