"""Plans laid out as five published ones are, in our own words: the counts are the document's."""

from itertools import pairwise

from tests.imports.books import book, counts, doubts, draft_of, text

YEAR_1, YEAR_2 = "By end of Year 1 31 July 2026", "By end of Year 2 31 July 2027"
FOCUS = "Outcome 1 – Children come first\nWe keep the child in view at every step of the work."
TRUST = "Outcome 2 – Families trust us\nWe build relationships that last and we say what we do."
HEADER = ["No", "Expected Impact", "Actions/Tasks", "Strategic Lead", "Target Timescale", "RAG"]
COORDINATOR = "Inter-Agency Co-ordinator"

# One page after another: banners across the table, names of columns printed again on each page.
ON_PAGES = [
    ["Improvement Plan 1 August 2025 – 31 July 2027"],
    ["RAG Legend – Red Amber Green"],
    ["R", "RED: there are serious problems now"],
    [],
    HEADER,
    ["Priority 1: Children and families"],
    [FOCUS],
    [1, "Children are heard", "1.1: Ask each child", "Practice Group", YEAR_2, ""],
    ["", "", "1.2: Offer an advocate", f"Lead Nurse and {COORDINATOR}", YEAR_1, "G"],
    HEADER,
    ["", "Staff look closely", "1.3: Teach curiosity", COORDINATOR, YEAR_1, "A"],
    [TRUST],
    [2, "Families stay with us", "2.1: Keep one worker", "Practice Group", YEAR_2, ""],
    ["Priority 2: Working together"],
    ["Outcome 3 – Agencies act as one\nWe share what we know, early."],
    [3, "Discussions are sound", "3.1 Write one guide", "DCI – Police/Women's Partnership", YEAR_1],
    ["Appendix 2 – Ongoing/Maintenance 2025 – 2027"],
    ["No", "Ongoing/Maintenance – Actions/Tasks", "Expected Impact", "Timescale"],
    [1, "Keep the dataset", "We see what changes", "Ongoing 2025 – 2027"],
    [2, "Keep the guidance", "Staff are sure", "Ongoing 2025 – 2027"],
]
WIDE = [f"A{row}:F{row}" for row in (1, 6, 7, 12, 14, 15, 17)]
PAGES_COUNTS = {
    "levels": {"Priority": 2, "Outcome": 3, "Expected Impact": 4},
    "actions": 5,
    "ongoing": 2,
    "due": {"2026-07-31": 3, "2027-07-31": 2},
    "timescales": {"by_date": 5},
    "statuses": {"at_risk": 1, "not_rated": 3, "on_track": 1},
    "leads": {"distinct": 5, "assignments": 7},
}


def test_pages_with_banners_in_merged_cells():
    data = book(ON_PAGES, merges=WIDE)
    assert counts(data) == PAGES_COUNTS
    assert doubts(data) == []


def test_pages_with_banners_and_no_merges():
    assert counts(text(ON_PAGES).encode()) == PAGES_COUNTS


def test_banners_carry_number_words_and_narrative():
    headings = draft_of(book(ON_PAGES, merges=WIDE)).headings
    assert [(h.number, h.text) for h in headings[:2]] == [
        ("1", "Children and families"),
        ("1", "Children come first"),
    ]
    assert headings[1].context == "We keep the child in view at every step of the work."
    assert headings[1].prefix == "Outcome 1 – "


def test_number_and_words_of_an_action_come_back_as_printed():
    actions = draft_of(book(ON_PAGES, merges=WIDE)).actions
    printed = [row[2] for row in ON_PAGES if len(row) > 4 and row[2][:1].isdigit()]
    assert [a.prefix + a.text for a in actions if not a.ongoing] == printed
    assert [a.number for a in actions] == ["1.1", "1.2", "1.3", "2.1", "3.1", "1", "2"]


FLAT_HEADER = ["Priority", "Outcome", *HEADER[1:], "Type"]


def flat(fill_down: bool) -> list[list[str]]:
    """The same plan with its levels in columns, repeated on every row or only where they change."""
    rows: list[list[str]] = []
    priority = outcome = impact = ""
    for row in ON_PAGES[5:16]:
        if str(row[0]).startswith("Priority"):
            priority = row[0]
        elif str(row[0]).startswith("Outcome"):
            outcome = row[0]
        elif row is not HEADER:
            impact = row[1] or impact
            rows.append([priority, outcome, impact, *row[2:5], *(row[5:] or [""]), "Action"])
    ongoing = [["", "", "", row[1], "", row[3], "", "Ongoing"] for row in ON_PAGES[18:]]
    return [FLAT_HEADER, *(rows if fill_down else blanked(rows)), *ongoing]


def blanked(rows: list[list[str]]) -> list[list[str]]:
    shown = [rows[0]]
    for before, row in pairwise(rows):
        same = [here == there for here, there in zip(row[:3], before[:3], strict=True)]
        shown.append(["" if same[at] else row[at] for at in range(3)] + row[3:])
    return shown


def test_levels_in_columns_repeated_on_every_row():
    assert counts(book(flat(fill_down=True))) == PAGES_COUNTS


def test_levels_in_columns_only_where_they_change():
    assert counts(book(flat(fill_down=False))) == PAGES_COUNTS
    assert counts(text(flat(fill_down=False)).encode()) == PAGES_COUNTS


def test_ongoing_work_and_measures_on_sheets_of_their_own():
    data = book(
        flat(fill_down=True)[:6],
        more={
            "Ongoing": [ON_PAGES[17], *ON_PAGES[18:]],
            "Measures": [
                ["No", "Action/Task", "KPI Measures", "Evidence Source of Success"],
                [1, "1.1", "Children say they were heard", "Survey"],
                ["", "1.2", "Advocates are offered", ""],
            ],
        },
    )
    draft = draft_of(data)
    assert counts(data) == PAGES_COUNTS
    assert [action.measures for action in draft.rated[:3]] == [
        (("Children say they were heard", "Survey"),),
        (("Advocates are offered", ""),),
        (),
    ]


OBJECTIVES = [
    "OBJECTIVES\nWhat we want to achieve",
    "ACTIONS\nWhat we are going to do",
    "LEAD & Key People involved",
    "TIMESCALE\nWhen we will do this",
    "EVIDENCE or OUTCOME MEASURES\nHow we will know we are achieving outcomes",
    "PROGRESS REPORT",
]
WITH_OBJECTIVES = [
    ["Strategic Plan 2025-27"],
    ["Reviewed and updated November 2025"],
    ["KEY", "ON TARGET", "PROGRESS DELAYED", "OUTWITH DEADLINE REVISION REQUIRED", "COMPLETE"],
    ["", "(G)", "(A)", "(R)", "(P)"],
    ["STRATEGIC PRIORITY LEADERSHIP and GOVERNANCE"],
    ["OUTCOME 1"],
    OBJECTIVES,
    ["1.1 Members know their role", "Induct new members", "Chair, Lead Officer", "As required",
     "Minutes", "Ongoing"],
    ["", "Hold a development day\n\nShare what was learned", "Chair", "When planning CPC meetings",
     "Minutes", "Ongoing"],
    ["1.2 The plan is kept", "Write the plan", "Lead Officer", "Annually", "The plan", "Complete"],
    ["Reviewed and updated November 2025"],
    ["STRATEGIC PRIORITY LEADERSHIP and GOVERNANCE"],
    ["OUTCOME 1"],
    OBJECTIVES,
    ["1.3 Risks are seen", "Keep a register", "Chair", "At quarterly CPC / COG.", "", "Ongoing"],
    ["STRATEGIC PRIORITY IMPROVEMENT"],
    ["OUTCOME 2\nPractice improves"],
    OBJECTIVES,
    ["2.1 Audits teach", "Audit each month", "QA subgroup", "March, 2026", "", "Ongoing"],
    ["", "Spread what was found", "QA Sub Group", "As above", "", "As above"],
    ["1.1 The public knows", "Run a campaign", "Lead Officer", "Complete", "", "Complete"],
]  # fmt: skip


def test_objectives_under_outcomes_under_priorities():
    assert counts(book(WITH_OBJECTIVES)) == {
        "levels": {"Strategic priority": 2, "Outcome": 2, "Objective": 5},
        "actions": 7,
        "ongoing": 0,
        "due": {"2026-03-31": 1},
        "timescales": {"by_date": 1, "meeting": 2, "misplaced": 2, "on_demand": 1, "recurring": 1},
        "statuses": {"complete": 2, "not_rated": 5},
        "leads": {"distinct": 3, "assignments": 8},
    }


LEFT_OUT = "“Reviewed and updated November 2025”"


def test_a_number_printed_by_mistake_is_warned_of_and_kept():
    assert doubts(book(WITH_OBJECTIVES)) == [
        ("", f"{LEFT_OUT} is left out: it is neither an action nor a heading."),
        ("C20", "“QA Sub Group” and “QA subgroup” were taken as one lead."),
        ("D20", "“As above” points to another row. Please say what is meant here."),
        ("A21", "Objective 1.1 stands twice: also on row 8. Both were kept."),
        ("A21", "Number 1.1 stands under 2. It was kept as printed."),
        ("D21", "“Complete” is a status, not a timescale."),
    ]  # fmt: skip


def test_the_key_above_the_table_names_the_legend():
    assert draft_of(book(WITH_OBJECTIVES)).legend == "traffic-light-date"


def test_a_cell_of_several_paragraphs_is_one_action():
    actions = draft_of(book(WITH_OBJECTIVES)).actions
    assert actions[1].text == "Hold a development day\n\nShare what was learned"


def test_priorities_with_bullets_beside_high_level_outcomes():
    data = book(
        [
            ["Priority", "Action", "High Level Outcomes"],
            ["Priority 1\nStrengthen voice", "Bring in a model of practice", "01, 06"],
            ["", "Widen advocacy", 6],
            ["Priority 2\nUse data", "Look deeper", "01"],
        ],
        more={"High Level Outcomes": [["No", "Outcome"], ["01", "We learn"], ["06", "We listen"]]},
    )
    draft = draft_of(data)
    assert counts(data)["levels"] == {"Priority": 2}
    assert [action.outcomes for action in draft.actions] == [("01", "06"), ("6",), ("01",)]
    assert draft.outcomes == (("01", "We learn"), ("06", "We listen"))


def test_themes_with_vision_and_context_and_no_actions():
    data = book(
        [
            ["Theme", "Vision", "Context", "Area of priority", "Planned work"],
            ["1. Well-being", "Children thrive", "More are at risk", "Missing children", "We look"],
            ["", "", "", "Poverty", "We act"],
            ["2. Voice", "All are heard", "Few know us", "Leadership", "We lead"],
        ]
    )
    assert counts(data)["levels"] == {"Theme": 2, "Area of priority": 3}
    theme, missing, *_ = draft_of(data).headings
    assert (theme.number, theme.vision, theme.context) == (
        "1",
        "Children thrive",
        "More are at risk",
    )
    assert missing.context == "We look"
    assert counts(data)["actions"] == 0


def test_intents_with_key_areas():
    data = book(
        [
            ["Intent", "Key area"],
            ["Write with children", "Make more chances"],
            ["", "Share power"],
            ["Build resilience", "Look at adolescence"],
        ]
    )
    found = counts(data)
    assert (found["levels"], found["actions"]) == ({"Intent": 2}, 3)


def test_a_flat_list_of_recommendations():
    data = book(
        [
            ["Rec No", "Recommendation", "Agency", "Target Date", "Status"],
            ["R1", "Write it down", "Police", "March 2026", "Complete"],
            ["1a", "Say it again", "NHS", "April 2026", "Green"],
        ]
    )
    found = counts(data)
    assert (found["levels"], found["actions"]) == ({}, 2)
    assert [action.number for action in draft_of(data).actions] == ["R1", "1a"]


def test_one_sheet_for_each_priority():
    rows = [["Action", "Lead", "Timescale"], ["Ask", "Chair", "March 2026"]]
    data = book(rows, name="Priority 1", more={"Priority 2 – Data": rows, "Lists": [["Chair"]]})
    found = counts(data)
    assert (found["levels"], found["actions"]) == ({"Priority": 2}, 2)
