"""The same plan in every layout gives the same counts, and its words back unchanged."""

from collections import Counter
from itertools import count
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from imports.rules.plan.draft import PlanDraft
from tests.imports.books import book, counts, draft_of, text

TIMESCALES = {
    "31 March 2026": "2026-03-31",
    "By end of Year 1": "2026-07-31",
    "March, 2027": "2027-03-31",
    "Quarterly": None,
    "Ongoing": None,
}
LEADS = {
    "Chair": 1,
    "Chair, Lead Officer": 2,
    "Learning and Development Subgroup": 1,
    "Lead Nurse, Child Protection, NHS Farrow and Chair": 2,
}
STATUSES = {"G": "on_track", "Amber": "at_risk", "": "not_rated", "Complete": "complete"}
NAMES = st.sampled_from(
    [("Priority", "Outcome"), ("Theme", "Area of priority"), ("Outcome", "Objective")]
)
ACTION = st.tuples(*(st.sampled_from(list(table)) for table in (TIMESCALES, LEADS, STATUSES)))
TREE = st.lists(
    st.lists(st.lists(ACTION, min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1, max_size=3,
)  # fmt: skip
Rows = list[list[Any]]


def table(tree: Any, names: tuple[str, str]) -> Rows:
    """Every cell filled in: two levels, number, action, lead, timescale, status."""
    rows: Rows = []
    below = count(1)
    for upper, branch in enumerate(tree, start=1):
        for leaves in branch:
            lower = next(below)
            for at, (when, who, status) in enumerate(leaves, start=1):
                place = [
                    f"{names[0]} {upper}: Things {upper}",
                    f"{names[1]} {lower} – Works {lower}",
                ]
                rows.append(
                    [*place, f"{lower}.{at}", f"Do {lower}.{at}\n• well", who, when, status]
                )
    return rows


def header(names: tuple[str, str]) -> list[str]:
    return [*names, "No", "Action", "Lead", "Timescale", "RAG"]


def blanked(rows: Rows) -> Rows:
    """Levels only where they change."""
    before: list[Any] = ["", ""]
    shown = []
    for row in rows:
        upper = "" if row[0] == before[0] else row[0]
        shown.append([upper, "" if row[:2] == before else row[1], *row[2:]])
        before = row[:2]
    return shown


def merges(rows: Rows) -> list[str]:
    """Vertical ranges of equal level cells, counted from the second row of the sheet."""
    found = []
    for column, letter in enumerate("AB"):
        start = 0
        for at in range(1, len(rows) + 1):
            if at == len(rows) or rows[at][: column + 1] != rows[start][: column + 1]:
                if at - start > 1:
                    found.append(f"{letter}{start + 2}:{letter}{at + 1}")
                start = at
    return found


def with_banners(rows: Rows, names: tuple[str, str]) -> tuple[Rows, list[str]]:
    """Levels as rows across the table."""
    shown: Rows = [["No", "Action", "Lead", "Timescale", "RAG"]]
    wide = []
    before: list[Any] = ["", ""]
    for row in rows:
        for column in range(2):
            if row[: column + 1] != before[: column + 1]:
                shown.append([row[column]])
                wide.append(f"A{len(shown)}:E{len(shown)}")
        shown.append(row[2:])
        before = row[:2]
    return shown, wide


def truth(rows: Rows, names: tuple[str, str]) -> dict[str, Any]:
    due = Counter(TIMESCALES[row[5]] for row in rows)
    people = {"Chair", "Lead Officer", "Learning and Development Subgroup"}
    named = " ".join(row[4] for row in rows)
    distinct = sum(name in named for name in people) + ("Lead Nurse" in named)
    return {
        "levels": {
            names[0]: len({row[0] for row in rows}),
            names[1]: len({tuple(row[:2]) for row in rows}),
        },
        "actions": len(rows),
        "ongoing": 0,
        "due": {day: number for day, number in due.items() if day},
        "statuses": dict(Counter(STATUSES[row[6]] for row in rows)),
        "leads": {"distinct": distinct, "assignments": sum(LEADS[row[4]] for row in rows)},
    }


def words(draft: PlanDraft) -> list[tuple[str, ...]]:
    return [(a.number, a.text, a.lead_words, a.timescale_words) for a in draft.actions]


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(TREE, NAMES)
def test_every_layout_gives_the_documents_counts(tree, names):
    rows = table(tree, names)
    banners, wide = with_banners(rows, names)
    layouts = {
        "every cell": book([header(names), *rows]),
        "blank below": book([header(names), *blanked(rows)]),
        "merged": book([header(names), *blanked(rows)], merges=merges(rows)),
        "csv": text([header(names), *blanked(rows)]).encode("utf-8-sig"),
        "banners": book(banners, merges=wide),
        "banners in csv": text([row + [""] * (5 - len(row)) for row in banners]).encode(),
        "below a title": book([["Our plan 2025–27"], [], header(names), *rows]),
    }
    for layout, data in layouts.items():
        found = counts(data)
        del found["timescales"]
        assert (layout, found) == (layout, truth(rows, names))
        assert words(draft_of(data)) == [(r[2], r[3], r[4], r[5]) for r in rows]
