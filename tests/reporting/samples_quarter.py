"""What later schemas add to the sample snapshots: directions, checks, meetings, days."""

from typing import Any

from documents.schema.content import SnapshotContent


def of_the_quarter(index: int) -> dict[str, Any]:
    """The later fields of the `index`-th action."""
    return {
        "worded_by": "E. Tait" if index == 1 else "",
        "lead_progress": "Draft out." if index == 1 else "",
        "lead_reason": "",
        "lead_remedy": "",
        "lead_difference": "",
        "adopted": _adopted() if index == 8 else None,
        "added_at_meeting": "2026-08-20" if index == 5 else None,
        "reopened": _reopened() if index == 7 else None,
        "evidence_items": _evidence() if index % 7 == 2 else [],
        "sent_back": index == 14,
    }


def dated(index: int, status: str) -> dict[str, Any]:
    """What the third schema adds to the `index`-th action."""
    silent, done = status == "not_updated", status == "complete"
    nobody = index % 5 == 4
    asked = "Asked until 15 October 2026 and not answered"
    words = "Nobody to ask: no lead is named" if nobody else asked
    return {
        "silence": ("nobody" if nobody else "unanswered") if silent else "",
        "silence_words": words if silent else "",
        "said_on": None if silent or index == 14 else "2026-10-12",
        "sent_back_on": "2026-10-20" if index == 14 else None,
        "claimed_on": None,
        "verified_on": "2026-09-30" if done else None,
    }


def _adopted() -> dict[str, Any]:
    return {
        "canonical": "at_risk", "label": "Amber", "by": "E. Tait", "on": "2026-10-28",
        "reason": "Nothing to report two quarters running", "lead_canonical": "on_track",
        "lead_label": "Green",
    }  # fmt: skip


def _reopened() -> dict[str, Any]:
    return {
        "on": "2026-09-02", "by": "M. Sorley", "completed_on": "2026-07-01",
        "reason": "Two localities have gone back to the old form.",
    }  # fmt: skip


def _evidence() -> list[dict[str, Any]]:
    return [
        {"title": "Record audit", "kind": "file", "host": ""},
        {"title": "Minutes of the group", "kind": "link", "host": "minutes.example.org"},
    ]


def first_schema(content: SnapshotContent) -> SnapshotContent:
    """The same snapshot as the first schema would have written it."""
    new = ("directions", "escalations", "erratum", "corrects", "corrects_issued_on", *BASIS)
    kept = {name: value for name, value in content.items() if name not in new}
    actions = [
        {name: value for name, value in row.items() if name not in (*SECOND, *THIRD)}
        for row in content["actions"]
    ]
    return kept | {"schema": 1, "actions": actions}  # type: ignore[return-value]


SECOND = (
    *("worded_by", "lead_progress", "lead_reason", "lead_remedy", "lead_difference", "adopted"),
    *("added_at_meeting", "reopened", "evidence_items", "sent_back"),
)


THIRD = tuple(dated(0, ""))
BASIS = ("open_window", "baseline")


def direction(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "number": number, "text": "Bring a costed plan for advocacy to the next meeting.",
        "given_by": "Chief Officers Group", "given_on": "2026-05-14", "due_on": "2026-09-30",
        "overdue": True, "days_overdue": 31, "report": "Quarterly progress report, quarter to 30 "
        "April 2026", "report_version": 1, "plan": "", "state": "open", "closed_on": None,
        "closed_by": "", "note": "", "answers": [],
    } | changes  # fmt: skip


def answer(**changes: Any) -> dict[str, Any]:
    return {
        "text": "The plan is costed and goes to the board on 3 December.", "action": "",
        "action_text": "", "status": "", "status_label": "", "by": "E. Tait", "on": "2026-10-20",
    } | changes  # fmt: skip


def directions() -> list[dict[str, Any]]:
    """One that nobody answered, one answered by an action, one closed since."""
    by_action = answer(
        action="1.2",
        action_text="Publish practice guidance on working with fathers.",
        status="at_risk",
        status_label="Amber",
    )
    return [
        direction(1),
        direction(2, due_on=None, overdue=False, days_overdue=0,
                  answers=[by_action, answer(text="The first locality has begun.")]),
        direction(3, state="closed", overdue=False, days_overdue=0, closed_on="2026-09-20",
                  closed_by="R. Brodie, Chief Officer", note="Settled by the new protocol.",
                  answers=[answer()]),
    ]  # fmt: skip
