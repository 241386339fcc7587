"""Hand-made snapshots: the shape of a two-year plan with six outcomes, at any number of actions."""

from datetime import date, timedelta
from typing import Any

from documents.schema.actions import ActionRecord
from documents.schema.content import SCHEMA, SnapshotContent
from documents.schema.indicators import NO_FIGURES
from documents.schema.scope import WHOLE_PLAN
from tests.reporting.samples_quarter import dated, directions, of_the_quarter

AS_OF = date(2026, 10, 31)
LEGEND = [
    ("R", "Red", "Serious problems now: time, scope or budget will not be met.", "■", "#a8201a",
     "off_track"),
    ("A", "Amber", "Problems that will cost time, scope or budget unless they are put right.", "▲",
     "#b85c00", "at_risk"),
    ("G", "Green", "Nothing stands in the way of time, scope or budget.", "●", "#1d6b3a",
     "on_track"),
    ("C", "Completed", "Done, with evidence.", "✓", "#5a3d8a", "complete"),
]  # fmt: skip
OUTCOMES = (
    "Children are heard before decisions are made",
    "Families and practitioners trust one another",
    "Assessments and plans are sound and shared",
    "Help comes early and to the right door",
    "Agencies work as one service around a child",
    "Practitioners are led, supported and supervised well",
)
TEXTS = (
    "Agree one multi-agency standard for recording what a child said, in the child's own words, "
    "and train every team that takes part in planning meetings",
    "Publish practice guidance on working with fathers and partners, with three short learning "
    "briefings and a named champion in each agency",
    "Review a sample of chronologies each quarter and return the findings to team managers within "
    "fourteen days",
    "Set up a single route into early help for unborn babies, from midwifery to the locality team",
    "Test the escalation protocol with front-line managers and publish what changed as a result",
)
LEADS = (
    "Child Protection Lead Officer",
    "Practice and Learning Sub-committee",
    "Detective Inspector, Public Protection Unit",
    "Lead Nurse, Child Protection",
    "",
)
STATUSES = ("on_track", "at_risk", "complete", "off_track", "not_updated", "on_track", "complete")
LABELS = {entry[5]: entry[1] for entry in LEGEND} | {"not_updated": "Not updated this quarter"}
CODES = {entry[5]: entry[0] for entry in LEGEND} | {"not_updated": ""}


def action(index: int, **changes: Any) -> ActionRecord:
    """The `index`-th action of the sample plan; `changes` replaces fields."""
    outcome, place = index % 6, index // 6
    status = STATUSES[index % 7]
    behind = status in ("at_risk", "off_track")
    due = date(2026, 7, 31) if index % 5 == 1 else date(2027, 7, 31)
    late = (AS_OF - due).days if due < AS_OF and status != "complete" else 0
    record: dict[str, Any] = {
        "id": index + 1,
        "reference": f"{outcome + 1}.{place + 1}",
        "number": f"{outcome + 1}.{place + 1}",
        "text": TEXTS[index % 5],
        "heading": outcome + 3,
        "ongoing": False,
        "lead": LEADS[index % 5],
        "lead_holder": "" if index % 5 == 4 else "A. Marr",
        "contributing": ["Third Sector Forum"] if index % 3 == 0 else [],
        "timescale": f"By end of Year {1 if index % 5 == 1 else 2} {due:%-d %B %Y}",
        "timescale_kind": "by_date",
        "due_first": due.isoformat(),
        "due": due.isoformat(),
        "due_proposed": (due + timedelta(days=60)).isoformat() if index == 6 else None,
        "times_moved": 0,
        "added_on": "2025-08-01",
        "withdrawn_on": None,
        "withdrawn_reason": "",
        "status": status,
        "status_code": CODES[status],
        "status_label": LABELS[status],
        "rating": "on_track" if status == "not_updated" else status,
        "rating_label": "Green" if status == "not_updated" else LABELS[status],
        "rated_on": "2026-07-20" if status == "not_updated" else "2026-10-12",
        "silent": status == "not_updated",
        "overdue": late > 0,
        "days_overdue": late,
        "challenge": _challenge() if index == 0 else None,
        "progress": "" if status == "not_updated" else "Drafted, shared with all agencies and "
        "tried in two localities; the comments are being worked in.",
        "reason": "The analyst's post stood empty for ten weeks." if behind else "",
        "remedy": "A temporary analyst starts in November." if status == "off_track" else "",
        "evidence": "Audit of 24 records, September." if status == "complete" else "",
        "difference": "Children's own words stand in 22 of 24 plans; last year in 9 of 24."
        if status == "complete" else "",
        "completed_on": "2026-09-14" if status == "complete" else None,
        "days_late": 45 if status == "complete" and index % 5 == 1 else 0,
        "verified_by": "M. Sorley, Independent Chair" if status == "complete" else "",
        "awaiting_verification": False,
        "expected_impact": "Decisions about a child rest on what the child said.",
        "origin": "The plan as agreed",
        "measures": [{"text": "Children's views stand in every plan", "sources": "Record audit"}],
        "flags": ["no_lead"] if index % 5 == 4 else [],
    }  # fmt: skip
    return record | of_the_quarter(index) | dated(index, status) | changes  # type: ignore[return-value]


def _challenge() -> dict[str, Any]:
    return {
        "canonical": "at_risk", "label": "Amber", "by": "M. Sorley", "on": "2026-10-20",
        "reason": "Two of the four agencies have not trained anyone yet.",
    }  # fmt: skip


def ongoing(index: int) -> ActionRecord:
    return action(
        index, id=9000 + index, reference=f"M{index}", number=f"M{index}", ongoing=True,
        heading=None, timescale="Ongoing 2025 – 2027", timescale_kind="continuous",
        due_first=None, due=None, overdue=False, days_overdue=0, challenge=None, flags=[],
        text="Keep the code of practice on information sharing current and known in every team",
    )  # fmt: skip


def headings() -> list[dict[str, Any]]:
    first = [_heading(1, None, 1, "1", "Relationships with children and families"),
             _heading(2, None, 1, "2", "Working together")]  # fmt: skip
    return first + [
        _heading(place + 3, 1 if place < 3 else 2, 2, str(place + 1), text)
        for place, text in enumerate(OUTCOMES)
    ]


def _heading(pk: int, parent: int | None, level: int, number: str, text: str) -> dict[str, Any]:
    return {"id": pk, "parent": parent, "level": level, "number": number, "text": text,
            "vision": "", "context": ""}  # fmt: skip


def counts(actions: list[ActionRecord]) -> dict[str, int]:
    found: dict[str, int] = {}
    for record in actions:
        found[record["status"]] = found.get(record["status"], 0) + 1
    return found


COVER: dict[str, Any] = {
    "schema": SCHEMA,
    "kind": "quarterly",
    "frozen_at": "2026-11-12T09:30:00+00:00",
    "as_of": AS_OF.isoformat(),
    "period_start": "2026-08-01",
    "period_end": "2026-10-31",
    "period_name": "Quarter 1 of year 2",
    "considered_on": "2026-11-26",
    "area": "Glenmarrow",
    "committee": "Glenmarrow Child Protection Committee",
    "considered_by": "Glenmarrow Chief Officers Group, Public Protection",
    "prepared_by": "E. Tait, Lead Officer",
    "marking": "OFFICIAL-SENSITIVE",
    "edition": "Chief officers' edition",
    "version": 1,
}


LATER: dict[str, Any] = {"measures": [], **NO_FIGURES, **WHOLE_PLAN}


def snapshot(actions: int = 25, **changes: Any) -> SnapshotContent:
    rows = [action(index) for index in range(actions)]
    complete = counts(rows).get("complete", 0)
    content: dict[str, Any] = COVER | {
        "plan": {
            "id": 1, "title": "Improvement Plan 2025 to 2027", "starts": "2025-08-01",
            "ends": "2027-07-31", "version": "1", "legend_basis": "judgement", "vision": "",
            "introduction": "", "ongoing_name": "Ongoing and maintenance",
        },
        "levels": [
            {"name": "Priority", "plural": "Priorities", "role": "priority", "numbered": True},
            {"name": "Outcome", "plural": "Outcomes", "role": "outcome", "numbered": True},
        ],
        "legend": [
            dict(zip(("code", "label", "definition", "symbol", "colour", "canonical"), entry,
                     strict=True))
            for entry in LEGEND
        ],
        "headings": headings(),
        "outcomes": [],
        "actions": rows + [ongoing(index) for index in range(1, 4)],
        "revisions": [_revision()] if actions > 6 else [],
        "counts": counts(rows),
        "previous_counts": {"on_track": actions - complete, "complete": complete},
        "count_rows": [
            {"on": "2025-08-01", "total": actions - 1, "completed": 0, "added": 0, "withdrawn": 0,
             "ongoing": actions - 1, "first": True},
            {"on": "2026-07-31", "total": actions - 1, "completed": 0, "added": 0, "withdrawn": 0,
             "ongoing": actions - 1, "first": False},
            {"on": "2026-10-31", "total": actions, "completed": complete, "added": 1,
             "withdrawn": 0, "ongoing": actions - complete, "first": False},
        ],
        "changes": _changes(),
        "previous_hash": "0" * 64,
        "meetings": [
            {"body": "Child Protection Committee", "on": "2027-01-21", "title": ""},
            {"body": "Chief Officers Group", "on": "2027-02-11", "title": "Quarterly report"},
        ],
        "bodies": [],
        "members": [],
        "decisions": ["Agree a second new date for action 1.2.", "Note the vacant analyst's post."],
        "sections": [{"key": "chairs_summary", "heading": "Chair's summary", "body": SUMMARY}],
        "recurring": [],
        **LATER,
        "notes": [
            {"kind": "no_lead", "text": "No lead is named", "references": ["5.1", "4.2"]},
        ],
        "next_plan": None,
        "directions": directions(),
        "escalations": [],
        "erratum": "",
        "corrects": None,
        "corrects_issued_on": None,
        "open_window": None,
        "baseline": {
            "title": "Quarterly progress report, quarter to 31 July 2026", "version": 1,
            "issued_on": "2026-08-12",
        },
    }  # fmt: skip
    return content | changes  # type: ignore[return-value]


def _revision() -> dict[str, Any]:
    return {
        "action": 7, "previous": "2026-07-31", "proposed": "2026-09-29",
        "reason": "The national format was published two months late.", "asked_on": "2026-10-02",
        "asked_by": "A. Marr", "to_chief_officers": True, "state": "requested",
        "decided_by": "", "decided_on": None, "note": "",
    }  # fmt: skip


def _changes() -> dict[str, Any]:
    move = {"action": 2, "reference": "2.1", "before": "Green", "after": "Amber"}
    return {"since": "2026-07-31", "status": [move], "dates": [], "wording": [], "added": [],
            "withdrawn": [], "completed": [], "fell_silent": []}  # fmt: skip


SUMMARY = (
    "The plan is a year old and most of it is moving. Three things need the group's attention.\n\n"
    "- Two actions are off track for the same reason: there is no analyst.\n"
    "- Four leads did not answer this quarter. I have written to each of them.\n"
    "- One action is asking for a second new date, which is for chief officers to decide.\n\n"
    "What has been finished shows in children's plans, and the audit on page four says by how much."
)
