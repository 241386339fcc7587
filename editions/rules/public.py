"""What the public is told of a record: posts and totals, no person, nobody's silence. Pure.

Source: domain.md, section 7 ("Candour and privacy"): silence and attendance by agency stay with
committee and chief officers. What may be printed is named; all else of an action gives way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from documents import statuses
from documents.schema.actions import ActionRecord, ChallengeRecord, Move
from documents.schema.changes import ChangeRecord, Changes
from documents.schema.content import (
    GOING_ON,
    MemberRecord,
    NextPlanRecord,
    OpenWindowRecord,
    RevisionRecord,
    SectionRecord,
    SnapshotContent,
)
from documents.schema.indicators import CameOfRecord, IndicatorRecord
from documents.schema.measures import PlanMeasure
from documents.schema.quarter import AdoptedRecord, AnswerRecord, DirectionRecord
from earlier.upgrades import NOT_COUNTED
from editions.rules.parts import DATES, DIFFERENCE, REASONS

COMMITTEE: Final = "the committee"
OFFICERS: Final = "chief officers"
LEAD: Final = "the lead"
CHAIR: Final = "the chair"
VERIFIER: Final = "somebody other than its lead"
NOBODY: Final = "–"
STATED: Final = "It is printed in the report for chief officers."
# changes that tell nothing of who was heard from or how a lead rated
KINDS: Final = frozenset({"completed", "added", "withdrawn", "date_moved", "lead"})
OF_DATES: Final = frozenset({"date_asked", "date_declined"})


def for_the_public(
    content: SnapshotContent, *, ratings: bool, words: Collection[str]
) -> SnapshotContent:
    """What of a record the public may read. Without `ratings` each action is complete or goes on;
    `words` are the parts that somebody chose (`editions.rules.parts`)."""
    following = content["next_plan"]
    told: SnapshotContent = {
        **content,
        "prepared_by": content["committee"],
        "members": [_member(row) for row in content["members"]],
        "sections": [_section(row) for row in content["sections"]],
        "actions": [_action(row, ratings=ratings, words=words) for row in content["actions"]],
        "revisions": [_revision(row, words) for row in content["revisions"]],
        "directions": [_direction(row, ratings=ratings) for row in content["directions"]],
        "escalations": [],
        "recurring": [],
        "notes": [],
        "positions": [],
        "previous_hash": "",
        "erratum": "",
        "corrects": None,
        "corrects_issued_on": None,
        "open_window": _window(content["open_window"]),
        "changes": _changes(content["changes"], words),
        "next_plan": _next_plan(following, words) if following else None,
        "measures": [_measure(row) for row in content["measures"]],
        "indicators": [_indicator(row, ratings=ratings) for row in content["indicators"]],
    }
    told.pop("record_head", None)
    if "chairs" in content:
        told["chairs"] = [{**row, "holder": ""} for row in content["chairs"]]
    if not ratings:
        then = content["previous_counts"]
        told["counts"] = _counts(content["counts"])
        told["previous_counts"] = _counts(then) if then is not None else None
    return told


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    complete = counts.get("complete", 0)
    return {"complete": complete, GOING_ON: sum(counts.values()) - complete}


def _section(row: SectionRecord) -> SectionRecord:
    """The words, and of a preface or foreword whether it is signed, without whose name."""
    told: SectionRecord = {"key": row["key"], "heading": row["heading"], "body": row["body"]}
    if "signature" in row:
        told["signature"] = {**row["signature"], "told": row["signature"]["outside"]}
    return told


def _member(row: MemberRecord) -> MemberRecord:
    return {**row, "holder": NOBODY}


def _action(row: ActionRecord, *, ratings: bool, words: Collection[str]) -> ActionRecord:
    complete = row["status"] == "complete"
    difference = complete and DIFFERENCE in words
    told: ActionRecord = {
        **row,
        "lead_holder": "",
        "challenge": None,
        "adopted": None,
        "reopened": None,
        "worded_by": "",
        "lead_progress": "",
        "lead_reason": "",
        "lead_remedy": "",
        "lead_difference": "",
        "evidence_items": [],
        "sent_back": False,
        "sent_back_on": None,
        "silent": False,
        "silence": "",
        "silence_words": "",
        "said_on": None,
        "claimed_on": None,
        "awaiting_verification": False,
        "rated_on": None,
        "rating": None,
        "rating_label": "",
        "reason": "",
        "remedy": "",
        "progress": "",
        "evidence": row["evidence"] if difference else "",
        "difference": row["difference"] if difference else "",
        "verified_by": VERIFIER if row["verified_by"] else "",
        "withdrawn_reason": "",
        "origin": "",
        "flags": [],
    }
    told.pop("agency", None)
    told.pop("contributing_agencies", None)
    recorded = row["difference"] or row["evidence"] or row["evidence_items"]
    if complete and recorded and not (told["difference"] or told["evidence"]):
        told["untold"] = True
    if row["ongoing"]:
        told["status"], told["status_label"], told["status_code"] = "not_rated", "", ""
    elif not (ratings or complete or row["withdrawn_on"]):
        told["status"], told["status_label"] = GOING_ON, statuses.UNRATED.label
        told["status_code"] = ""
    elif ratings:
        told["challenge"] = _challenge(row["challenge"])
        told["adopted"] = _adopted(row["adopted"])
    return told


def _challenge(row: ChallengeRecord | None) -> ChallengeRecord | None:
    """The chair's rating stands beside the lead's wherever that is told (rule 7)."""
    return {**row, "by": CHAIR, "reason": ""} if row else None


def _adopted(row: AdoptedRecord | None) -> AdoptedRecord | None:
    return {**row, "by": COMMITTEE, "reason": ""} if row else None


def _revision(row: RevisionRecord, words: Collection[str]) -> RevisionRecord:
    by = OFFICERS if row["to_chief_officers"] else COMMITTEE
    return {
        **row,
        "reason": row["reason"] if REASONS in words else "",
        "asked_by": LEAD,
        "decided_by": by if row["decided_by"] else "",
        "note": "",
    }


def _direction(row: DirectionRecord, *, ratings: bool) -> DirectionRecord:
    return {
        **row,
        "closed_by": OFFICERS if row["closed_by"] else "",
        "answers": [_answer(one, ratings=ratings) for one in row["answers"]],
    }


def _answer(row: AnswerRecord, *, ratings: bool) -> AnswerRecord:
    told: AnswerRecord = {**row, "by": COMMITTEE}
    if row["status"] and row["status"] != "complete" and not ratings:
        told["status"], told["status_label"] = GOING_ON, statuses.UNRATED.label
    return told


def _window(row: OpenWindowRecord | None) -> OpenWindowRecord | None:
    return {**row, "reason": STATED} if row else None


def _changes(row: Changes | None, words: Collection[str]) -> Changes | None:
    if row is None:
        return None
    kinds = KINDS | (OF_DATES if DATES in words else frozenset())
    told = row.get("told", [])
    changes: Changes = {
        "since": row["since"],
        "status": [],
        "dates": row["dates"],
        "wording": [],
        "added": [_move(one) for one in row["added"]],
        "withdrawn": [_move(one) for one in row["withdrawn"]],
        "completed": [_move(one) for one in row["completed"]],
        "fell_silent": [],
        "told": [_told(one) for one in told if one["kind"] in kinds and not one["ongoing"]],
    }
    return changes


def _move(row: Move) -> Move:
    """That it happened; how it stood before is not told."""
    return {**row, "before": "", "after": ""}


def _told(row: ChangeRecord) -> ChangeRecord:
    """The sentence without anybody's reason, and without how the action stood before."""
    sentence = row["sentence"]
    if row["kind"] == "withdrawn":
        sentence = f"{row['reference']} was withdrawn."
    told: ChangeRecord = {**row, "sentence": sentence, "before_status": "", "after_status": ""}
    if row["kind"] in ("completed", "withdrawn"):
        told["before"], told["after"] = "", ""
    return told


def _next_plan(plan: NextPlanRecord, words: Collection[str]) -> NextPlanRecord:
    return {**plan, "actions": [_action(row, ratings=True, words=words) for row in plan["actions"]]}


def _measure(row: PlanMeasure) -> PlanMeasure:
    """A measure that counts children is told in words alone: its numbers belong among the figures,
    where small ones are kept in."""
    if row["counts_children"]:
        return {
            **NOT_COUNTED,
            "id": row["id"],
            "text": row["text"],
            "sources": row["sources"],
            "actions": row["actions"],
            "outcomes": row["outcomes"],
            "good": row["good"],
        }
    return {**row, "readings": [{**one, "note": ""} for one in row["readings"]]}


def _indicator(row: IndicatorRecord, *, ratings: bool) -> IndicatorRecord:
    """Who gives a figure, who was asked for it and what was answered stay with the committee."""
    return {
        **row,
        "definition": {**row["definition"], "given_by": ""},
        "questions": [],
        "came_of": [_came_of(one, ratings=ratings) for one in row["came_of"]],
        "missing": [],
        "green_but_worse": "",
    }


def _came_of(row: CameOfRecord, *, ratings: bool) -> CameOfRecord:
    if ratings or row["status"] in ("", "complete"):
        return row
    return {**row, "status": GOING_ON, "status_label": statuses.UNRATED.label}
