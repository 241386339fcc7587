"""The narrative parts of each report, in printing order: what a person writes, and what about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from documents.enums import ReportKind


class Part(NamedTuple):
    """One section to be written. ``needed`` parts are asked for in the readiness check.

    Without a ``required`` one nothing is frozen; any other that nobody writes is left out.
    """

    key: str
    heading: str
    hint: str
    needed: bool = False
    required: bool = False


# what a register tells for the scrutiny pack and the workbook: no part of a report prints it
PACK = "scrutiny_pack"
CHAIRS_SUMMARY = "chairs_summary"
DECISIONS = "decisions"

QUARTERLY = (
    Part(CHAIRS_SUMMARY, "Chair’s summary", "What chief officers should know from one page.",
         needed=True),
    Part(DECISIONS, "Decisions asked of chief officers",
         "One decision on each line. New dates that wait for them are added by themselves."),
    Part("answers", "Answers to earlier directions",
         "Words to stand above the table: every direction that is not closed is printed by itself "
         "with its latest answer."),
    Part("risks", "Risks and movement",
         "Words to stand above what the risk register tells by itself: each open risk, how "
         "grave it is, and how it has moved."),
    Part("learning_reviews", "Learning reviews",
         "What was published, in words. Everybody who reads this report reads it: chief officers "
         "see the numbers of all reviews on a page of their own."),
    Part("quality_assurance", "Quality assurance and inspection",
         "Words to stand above what the assurance register tells by itself: what was reported, and "
         "which findings are not answered."),
    Part("learning", "Learning, participation and public information",
         "Training given, what children and families told us, campaigns."),
    Part("sub_committees", "Lines from sub-committees", "A line or two from each group."),
)  # fmt: skip

ANNUAL = (
    Part("preface", "Preface", "By the chair of the chief officers group, endorsing the report.",
         needed=True, required=True),
    Part("foreword", "Foreword", "By the independent chair.", needed=True, required=True),
    Part("introduction", "Introduction", "What this report covers and how it was made.",
         needed=True, required=True),
    Part("scrutiny", "Outside scrutiny", "Inspections in the year, their findings, what was done."),
    Part("context", "Context and structure", "Where the committee stands among its partners."),
    Part("vision", "Our vision for child protection",
         "The vision. The plan’s outcomes are printed below it."),
    Part("national", "The national context", "Programmes, law and guidance that shaped the year."),
    Part("functions", "What the committee is for", "Its functions, and how each was met."),
    Part("sub_committees", "What the sub-committees achieved", "Group by group."),
    Part("demographics", "Demographics", "The children and families of the area, in numbers."),
    Part("workforce", "The workforce",
         "Who works with children here, and what they were trained in."),
    Part("information", "Management information",
         "What the figures say. Small numbers that could identify a child stay out."),
    Part("outturn", "How the plan went", "The chair’s view of the outturn printed below.",
         needed=True, required=True),
    Part("learning_reviews", "Learning reviews",
         "Of reviews whose reports were published: themes, and what changed."),
    Part("views", "What children and families told us, and what changed",
         "Their views, and what was done differently because of them.", needed=True, required=True),
    Part("next_plan", "The plan for next year", "Why these priorities."),
    Part("glossary", "Glossary", "One term on each line: the term, a colon, what it means."),
    Part("formats", "Other formats and languages", "How to ask for this report in another form."),
)  # fmt: skip

# What an English partnership writes beside those (Working Together 2023; domain.md, section 7)
ENGLISH = (
    Part("partners", "Foreword by the safeguarding partners",
         "By the lead safeguarding partners, in whose name the report is published.",
         needed=True, required=True),
    Part("impact", "What was done this year, and its impact",
         "For each priority: what was done, what it changed for children, and where little or "
         "nothing shows yet.", needed=True, required=True),
    Part("evidence", "The evidence",
         "What shows the impact: audits, figures, what practitioners say, training. Small numbers "
         "that could identify a child stay out.", needed=True, required=True),
    Part("independent_scrutiny", "Independent scrutiny",
         "What the independent scrutineer looked at, found and recommended, in their own words.",
         needed=True, required=True),
    Part("review_learning", "Learning from reviews, and what came of it",
         "Of published reviews, local and national: what was learnt, and what is different now.",
         needed=True, required=True),
    Part("funding", "Funding by partner",
         "What each partner gave, what it was spent on, and whether it was worth it.",
         needed=True, required=True),
    Part("feedback", "Children’s feedback, and how it informed the work",
         "How children and families were asked, what they said, and what was done because of it.",
         needed=True, required=True),
)  # fmt: skip
EVERY_ANNUAL = (*ANNUAL, *ENGLISH)
SCOTTISH_ORDER = tuple(row.key for row in ANNUAL)
ENGLISH_ORDER = (
    "partners", "introduction", "context", "impact", "evidence", "demographics", "workforce",
    "information", "independent_scrutiny", "review_learning", "funding", "feedback", "outturn",
    "next_plan", "glossary", "formats",
)  # fmt: skip
WORKING_TOGETHER = frozenset(row.key for row in ENGLISH)
FIGURED = ("demographics", "workforce", "information")  # the chapters that an indicator may name
ALWAYS_ANNUAL = "outturn"  # every action is accounted for, whatever else a committee prints

# What only a person can say in the council's cover report, by its ten headings (domain.md, section
# 6). It stands in no other paper; a cover report waits until the required ones are written.
COUNCIL = (
    Part("council_for", "Cover report: council committee and date",
         "The council’s committee that it goes to, and the day of its meeting, on one line.",
         required=True),
    Part("council_object", "Cover report 1: object and key points",
         "What councillors should know first. The report’s own counts are printed by themselves."),
    Part("council_background", "Cover report 2: background information",
         "Why this comes to the council now. The plan and its parts are printed by themselves."),
    Part("council_progress", "Cover report 3: progress against priorities",
         "Words below the table of progress, which is printed by itself."),
    Part("council_focus", "Cover report 4: areas of focus for the next year",
         "What comes next. The parts of a plan that follows are printed by themselves.",
         required=True),
    Part("council_options", "Cover report 5: options for consideration",
         "What the council could decide.", required=True),
    Part("council_analysis", "Cover report 6: analysis of options",
         "What speaks for each option, and what against.", required=True),
    Part("council_resources", "Cover report 7: resource implications",
         "Financial, staffing, property, IT: say of each what it means, or that there is none.",
         required=True),
    Part("council_impact", "Cover report 8: integrated impact assessment",
         "Its outcomes, equality among them, or why none was made.", required=True),
    Part("council_consultation", "Cover report 9: consultation and conflicts of interest",
         "Who was consulted, with what outcome, and the conflicts of interest declared.",
         required=True),
    Part("council_recommendations", "Cover report 10: recommendations",
         "What the council’s committee is asked to do. What the report asks of chief officers is "
         "printed by itself.", required=True),
    Part("council_papers", "Cover report: author and background papers",
         "The officer in whose name it goes, the author, and papers beside the report: one on each "
         "line.", required=True),
)  # fmt: skip
COUNCIL_KEYS = frozenset(row.key for row in COUNCIL)

PARTS: dict[str, tuple[Part, ...]] = {
    ReportKind.QUARTERLY.value: QUARTERLY,
    ReportKind.ANNUAL.value: EVERY_ANNUAL,
}


class Content(NamedTuple):
    """One part of a quarterly report after its first two pages; what must be told stays in.

    Parts ``by_hand`` may be written: the paper says by whom. Where the area keeps the ``register``
    of a part, its own words stand below. ``chapter`` is the part of an annual report that tells
    what the register of this one holds.
    """

    key: str
    heading: str
    stays: bool = False
    by_hand: bool = False
    register: str = ""
    chapter: str = ""


CONTENTS = (
    Content("answers", "Answers to earlier directions", stays=True),
    Content("progress", "Progress by part of the plan"),
    Content("exceptions", "What needs attention", stays=True),
    Content("dates", "New dates", stays=True),
    Content("completed", "Completed, and the difference made"),
    Content("recurring", "Recurring work"),
    Content("indicators", "Indicators"),
    Content("risks", "Risks and movement", by_hand=True,
            register="risk register", chapter="outturn"),
    Content("learning_reviews", "Learning reviews", by_hand=True, chapter="learning_reviews"),
    Content("quality_assurance", "Quality assurance and inspection", by_hand=True,
            register="assurance register", chapter="scrutiny"),
    Content("learning", "Learning, participation and public information", by_hand=True,
            register="register of voices, with the returns of sub-committees"),
    Content("sub_committees", "Lines from sub-committees", by_hand=True,
            register="returns of sub-committees", chapter="sub_committees"),
    Content("ongoing", "Ongoing work"),
    Content("next_dates", "Next dates"),
)  # fmt: skip
BY_HAND = frozenset(row.key for row in CONTENTS if row.by_hand)
KEYS = tuple(row.key for row in CONTENTS)
# beside what nobody's name stands: lists of terms, and how to ask for another form
OWN_WORDS = BY_HAND | {row.key for row in EVERY_ANNUAL} - {"glossary", "formats"}
# chapters of an annual report in which a register may tell what no quarterly report has a part for
CHAPTERS = frozenset(row.key for row in EVERY_ANNUAL) - frozenset(KEYS)
# In which chapter of an annual report a register tells its part, by the part's key: the first of
# these that the report prints. So are figures, by the chapter that their indicator names.
TOLD_IN: Mapping[str, Sequence[str]] = {
    **{key: (key,) for key in CHAPTERS},
    **{row.key: (row.chapter,) for row in CONTENTS if row.chapter},
    "quality_assurance": ("scrutiny", "independent_scrutiny"),
    "sub_committees": ("sub_committees", "impact"),
    "learning_reviews": ("learning_reviews", "review_learning"),
    "impact": ("impact", "outturn"),
    "functions": ("functions", "context"),
    "funding": ("funding", "functions"),
    "views": ("views", "feedback"),
    "information": ("information", "evidence"),
    "demographics": ("demographics", "evidence", "information"),
    "workforce": ("workforce", "evidence", "information"),
}


def contents(chosen: Sequence[str]) -> list[Content]:
    """The parts in their order; nothing chosen means every part in the house's. What must be told
    and was not chosen comes first."""
    keys = [key for key in dict.fromkeys(chosen) if key in KEYS] or list(KEYS)
    missing = [row.key for row in CONTENTS if row.stays and row.key not in keys]
    known = {row.key: row for row in CONTENTS}
    return [known[key] for key in (*missing, *keys)]


def left_out(chosen: Sequence[str]) -> list[str]:
    """The headings of the parts that a committee chose not to print."""
    printed = contents(chosen)
    return [row.heading for row in CONTENTS if row not in printed]


def in_order(keys: Sequence[str]) -> list[Part]:
    """What somebody writes in a quarterly report, in the order in which ``keys`` print it."""
    known = {row.key: row for row in QUARTERLY}
    first = [row for row in QUARTERLY if row.key not in KEYS]
    return [*first, *(known[key] for key in keys if key in known)]


def annual(chosen: Sequence[str]) -> list[Part]:
    """The chapters of an annual report in their order; nothing chosen means North Lanarkshire's.
    How the plan went is never left out: it comes first where it was not chosen."""
    known = {row.key: row for row in EVERY_ANNUAL}
    keys = [key for key in dict.fromkeys(chosen) if key in known] or list(SCOTTISH_ORDER)
    first = [] if ALWAYS_ANNUAL in keys else [ALWAYS_ANNUAL]
    return [known[key] for key in (*first, *keys)]


def order_of(chosen: Sequence[str]) -> tuple[str, ...]:
    """Of which of the two orders a choice is one: the English where it has any part of that."""
    return ENGLISH_ORDER if WORKING_TOGETHER & set(chosen) else SCOTTISH_ORDER


def annual_left_out(chosen: Sequence[str]) -> list[str]:
    """The headings of the chapters of its own order that a committee chose not to print."""
    there, known = {row.key for row in annual(chosen)}, {row.key: row for row in EVERY_ANNUAL}
    return [known[key].heading for key in order_of(chosen) if key not in there]


def home(key: str, printed: Sequence[str]) -> str:
    """The chapter of an annual report that tells what has this key; "" where it prints none."""
    return next((one for one in TOLD_IN.get(key, ()) if one in printed), "")


def part(kind: str, key: str) -> Part:
    """The part of a kind of report with this key. KeyError when there is none."""
    return {item.key: item for item in (*PARTS[kind], *COUNCIL)}[key]


def own(kind: str, chosen: Sequence[str] = ()) -> list[Part]:
    """The parts of a kind of report that are written for it, its cover report's not among them."""
    return annual(chosen) if kind == ReportKind.ANNUAL else list(PARTS[kind])


def written(kind: str, chosen: Sequence[str] = ()) -> list[Part]:
    """All that is written for a report: its own parts, then those of its cover report."""
    return [*own(kind, chosen), *COUNCIL]


def uncovered(bodies: Mapping[str, str]) -> list[Part]:
    """The parts without which no cover report is made that have no words in `bodies`, by key."""
    return [row for row in COUNCIL if row.required and not bodies.get(row.key, "").strip()]


def every(kind: str) -> list[Part]:
    """All that could be written for a kind of report."""
    return [*PARTS[kind], *COUNCIL]


def choices(kind: str, chosen: Sequence[str]) -> list[Content]:
    """The parts from which a committee chooses: of an annual report those of its own order first,
    then those of the other."""
    if kind != ReportKind.ANNUAL:
        return list(CONTENTS)
    known = {row.key: row for row in EVERY_ANNUAL}
    keys = dict.fromkeys((*order_of(chosen), *SCOTTISH_ORDER, *ENGLISH_ORDER))
    return [Content(key, known[key].heading, stays=key == ALWAYS_ANNUAL) for key in keys]


def of_house(kind: str) -> list[str]:
    """The order of a report for which nothing was chosen."""
    return list(SCOTTISH_ORDER if kind == ReportKind.ANNUAL else KEYS)


def shown(kind: str, chosen: Sequence[str]) -> list[Content]:
    """The parts that a report prints, in its order."""
    if kind != ReportKind.ANNUAL:
        return contents(chosen)
    return [Content(row.key, row.heading) for row in annual(chosen)]


def opening(kind: str, chosen: Sequence[str]) -> str:
    """The key of the part that says a report in short."""
    if kind != ReportKind.ANNUAL:
        return CHAIRS_SUMMARY
    return "partners" if order_of(chosen) == ENGLISH_ORDER else "foreword"


def named(kind: str, chosen: Sequence[str]) -> str:
    """Their headings in a line."""
    return "; ".join(row.heading for row in shown(kind, chosen))


def unwritten(kind: str, bodies: Mapping[str, str], chosen: Sequence[str] = ()) -> list[Part]:
    """The required parts of a report that have no words in `bodies`, by key."""
    rows = own(kind, chosen)
    return [row for row in rows if row.required and not bodies.get(row.key, "").strip()]


def lines(body: str) -> list[str]:
    """The lines of a section that is a list: bullets and blank lines dropped."""
    return [line.strip().removeprefix("- ").strip() for line in body.splitlines() if line.strip()]
