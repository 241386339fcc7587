"""Random plans as records of their own documents, and what is read of a file of one."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from documents.statuses import DEFAULTS, Tag
from documents.text import line, lines
from exchange.rules.document import plan_document
from exchange.rules.sheet import plan_text, plan_workbook
from imports.rules.columns.match import match
from imports.rules.own.paper import PlanAction, PlanHeading, PlanLevel, PlanPaper
from imports.rules.plan.draft import PlanDraft
from imports.rules.plan.interpretation import interpret
from sheets.rules.source import read
from timescales.days import Period
from timescales.timescale import understand

PERIOD = Period(date(2026, 8, 1), date(2028, 7, 31))
FORMATS = {"docx": plan_document, "xlsx": plan_workbook, "csv": plan_text}
LEGEND = (
    Tag("off_track", "Outwith deadline, revise it", "■", "#a8201a", "R", "The date went by."),
    Tag("at_risk", "Progress delayed", "▲", "#b85c00", "A", "Behind; still, in time."),
    Tag("on_track", "On target", "●", "#1d6b3a", "G", ""),
    Tag("complete", "Complete", "✓", "#5a3d8a", "P2", "Done."),
)  # fmt: skip
PIECES = (
    "agree a protocol, then use it", "1.2: read the log", "=SUM(A1)", "+44", "- a list\n- of two",
    "'=quoted", "🧒🏽 family 👩‍👧", "שלום לכולם", "سلام دنیا", "Outcome 3: other", "A; B | C\tD",
    "“said” & <b>it</b>", "Lead", "Total", "2. two\n3. three", "Ongoing", "TBC", "é è ü",
    "a_x0041_b",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map(" ".join)
TEXTS = WORDS.map(lambda words: lines(words).text)
LINES = WORDS.map(lambda words: line(words).text)
MAYBE = st.one_of(st.just(""), TEXTS)
TIMES = ("31 March 2027", "Ongoing", "March, 2027", "quarterly", "Summer term", "", "As above",
         "From Oct 26", "31/03/2027", "By end of Year 1 31 July 2027")  # fmt: skip
NAMES = ("Lead officer", "Chair, Training & Learning Sub-group", "Chief Inspector (North)",
         "Policies, Procedures and Protocols Subgroup", "NHS; nurse adviser")  # fmt: skip
NUMBERS = ("", "1", "1.1", "2a", "A3", "07")


@st.composite
def papers(draw: st.DrawFn) -> PlanPaper:
    """Any plan: skipped levels, headings without actions, actions without headings, moved dates."""
    names = draw(st.lists(st.sampled_from(("Priority", "Outcome", "Expected impact", "Action")),
                          max_size=3, unique=True))  # fmt: skip
    levels = [PlanLevel(name, f"{name}s", "outcome", numbered=True) for name in names]
    headings = draw(_headings(len(levels)))
    actions = draw(_actions(headings))
    return PlanPaper(
        area="Carrick Moor", title=draw(LINES), period=PERIOD, state="Draft",
        made="29 November 2026 at 2:05 am", stamp="hd3k9x2mq1a", vision=draw(MAYBE),
        context_above=draw(MAYBE), introduction="",
        ongoing_name="Ongoing and maintenance", levels=levels, basis="date",
        legend=LEGEND, headings=headings, actions=actions, outcomes=[("01", "Safe, early")],
        loose_measures=[],
    )  # fmt: skip


@st.composite
def _headings(draw: st.DrawFn, levels: int) -> list[PlanHeading]:
    made: list[PlanHeading] = []
    seen = set()
    for key in range(1, draw(st.integers(0, 5 if levels else 0)) + 1):
        level = draw(st.integers(0, levels - 1))
        above = [at for at, one in enumerate(made) if one.level < level]
        parent = above[-1] if above else None
        if parent is not None and any(
            one.level <= made[parent].level for one in made[parent + 1 :]
        ):
            parent = None
        number, text = draw(st.sampled_from(NUMBERS)), draw(TEXTS)
        if (parent, level, number, text) not in seen:
            seen.add((parent, level, number, text))
            made.append(PlanHeading(100 + key, level, parent, number, text))
    return _printed(made)


def _printed(made: list[PlanHeading]) -> list[PlanHeading]:
    """In printing order: each below its parent."""
    order: list[int] = []

    def walk(parent: int | None) -> None:
        for at, one in enumerate(made):
            if one.parent == parent:
                order.append(at)
                walk(at)

    walk(None)
    places = {at: place for place, at in enumerate(order)}
    return [
        PlanHeading(
            made[at].key, made[at].level,
            None if made[at].parent is None else places[made[at].parent],  # type: ignore[index]
            made[at].number, made[at].text,
        )
        for at in order
    ]  # fmt: skip


@st.composite
def _actions(draw: st.DrawFn, headings: list[PlanHeading]) -> list[PlanAction]:
    where = [None, *range(len(headings))]
    made = []
    for key in range(1, draw(st.integers(1, 6)) + 1):
        timescale = draw(st.sampled_from(TIMES))
        meaning = understand(timescale, PERIOD)
        leads = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
        first = meaning.due
        if meaning.due and draw(st.booleans()):
            meaning = understand("31 May 2028", PERIOD).__class__(meaning.kind, date(2028, 5, 31))
        status = draw(st.sampled_from((None, *LEGEND, _plain("not_started"))))
        made.append(
            PlanAction(
                key=key, heading=draw(st.sampled_from(where)), ongoing=draw(st.booleans()),
                number=draw(st.sampled_from(NUMBERS)), text=draw(TEXTS),
                accountable=leads[0] if leads else "", contributing=leads[1:],
                timescale=timescale, meaning=meaning, first_due=first, status=status,
                status_words="", rated_on=date(2026, 10, 3) if status else None,
                impact=draw(MAYBE), evidence=draw(MAYBE), origin="", outcomes=(),
                measures=draw(st.sampled_from(((), (("Files read", "Audit, yearly"),)))),
            )
        )  # fmt: skip
    rated = [one for one in made if not one.ongoing]
    ordered = sorted(rated, key=lambda one: -1 if one.heading is None else one.heading)
    return [*ordered, *(one for one in made if one.ongoing)]


def _plain(state: str) -> Tag:
    look = DEFAULTS[state]
    return Tag(state, look.label, look.symbol, look.colour)


def draft_from(data: bytes, period: Period = PERIOD) -> PlanDraft:
    sheets = read(data)
    return interpret(sheets, match(sheets), period)


def said_by_paper(paper: PlanPaper) -> dict[str, Any]:
    """What a file of the plan has to give back, exactly."""
    return {
        "levels": [one.singular for one in paper.levels],
        "headings": [
            (paper.levels[h.level].singular, h.parent, h.number, h.text) for h in paper.headings
        ],
        "actions": [
            {
                "key": a.key,
                "heading": a.heading,
                "ongoing": a.ongoing,
                "number": a.number,
                "text": a.text,
                "leads": [lead_key(n) for n in (a.accountable, *a.contributing) if n],
                "timescale": a.timescale,
                "kind": str(a.meaning.kind),
                "due": a.meaning.due,
                "starts": a.meaning.starts,
                "first_due": a.first_due,
                "status": a.status.canonical if a.status else Canonical.NOT_RATED.value,
                "code": a.status.code if a.status else "",
                "impact": a.impact,
                "evidence": a.evidence,
                "measures": list(a.measures),
            }
            for a in paper.actions
        ],
    }


def said_by_draft(draft: PlanDraft) -> dict[str, Any]:
    """The same of a draft that was read."""
    return {
        "levels": [one.name for one in draft.levels],
        "headings": [
            (draft.levels[h.level].name, h.parent, h.number, h.text) for h in draft.headings
        ],
        "actions": [
            {
                "key": a.key,
                "heading": a.heading,
                "ongoing": a.ongoing,
                "number": a.number,
                "text": a.text,
                "leads": [lead_key(name) for name in a.leads],
                "timescale": a.timescale_words,
                "kind": str(a.meaning.kind),
                "due": a.meaning.due,
                "starts": a.meaning.starts,
                "first_due": a.first_due,
                "status": a.status.value,
                "code": a.entry_code,
                "impact": a.impact,
                "evidence": a.evidence,
                "measures": list(a.measures),
            }
            for a in draft.actions
        ],
    }
