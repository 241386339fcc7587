"""The workbook that a committee can fill in: names of columns, example rows, how to fill it."""

from sheets.rules.frame import FrameSheet, workbook_frame

COLUMNS = (
    ("Priority", 28),
    ("Outcome", 34),
    ("No", 7),
    ("Action", 60),
    ("Lead", 34),
    ("Timescale", 20),
    ("Status", 14),
    ("Evidence or outcome measures", 44),
    ("Progress", 44),
)
EXAMPLES = (
    (
        "Priority 1: Children are heard",
        "Outcome 1 – Every child knows who speaks up for them",
        "1.1",
        "Offer every child an advocate before their first planning meeting",
        "Child Protection Lead Officer, Participation Subgroup",
        "31 March 2027",
        "Green",
        "Share of children offered an advocate",
        "",
    ),
    (
        "",
        "",
        "1.2",
        "Ask children after each review how the meeting was for them",
        "Participation Subgroup",
        "Quarterly",
        "",
        "Summary of what children said",
        "",
    ),
    (
        "Priority 2: Practice is sound",
        "Outcome 2 – Plans are clear and kept to",
        "2.1",
        "Agree one form of chronology for all agencies",
        "Quality Assurance Subgroup and Lead Nurse, Child Protection",
        "By end of Year 1",
        "Amber",
        "",
        "A draft is out for comment",
    ),
)
ONGOING = (("No", 7), ("Ongoing action", 60), ("Lead", 34), ("Timescale", 20))
ONGOING_EXAMPLE = ("1", "Keep the inter-agency guidance under review", "Lead Officer", "Ongoing")
NOTES = (
    "Give every row its action. Blank under a priority or an outcome means: the same as above.",
    "Rename or remove the columns of priorities and outcomes, or put more of them on the left.",
    "Write timescales in the committee's own words: they are kept, and a date is read from them.",
    "Name leads with commas between them. The first one is accountable.",
    "Keep numbers such as 1.10 as text, so that the last nought is not lost.",
    "Type values, not formulas.",
    "Delete the example rows.",
)


def template() -> bytes:
    """The workbook as bytes: the same bytes every time."""
    sheets = (
        FrameSheet("Plan", COLUMNS, EXAMPLES),
        FrameSheet("Ongoing", ONGOING, [ONGOING_EXAMPLE]),
    )
    return workbook_frame("Plan to bring in", sheets, NOTES)
