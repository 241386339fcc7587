"""Counts of a draft, for a person's preview and for a program to read."""

from collections import Counter
from typing import Any

from committees.rules.lead_words import lead_key
from imports.rules.plan.draft import PlanDraft


def summary(draft: PlanDraft) -> dict[str, Any]:
    """Counts of levels, actions, due dates, timescales, statuses and leads, and every doubt.

    `due`, `timescales` and `statuses` count the rated actions; `leads` counts the whole plan, a
    lead once for every action that names it. Keys are plain: ISO dates, kinds, canonical states.
    """
    rated = draft.rated
    due = Counter(action.meaning.due.isoformat() for action in rated if action.meaning.due)
    names = [lead_key(name) for action in draft.actions for name in action.leads]
    return {
        "levels": [{"name": level.name, "count": level.count} for level in draft.levels],
        "actions": len(rated),
        "ongoing": len(draft.ongoing),
        "due": dict(sorted(due.items())),
        "timescales": dict(sorted(Counter(str(a.meaning.kind) for a in rated).items())),
        "statuses": dict(sorted(Counter(str(a.status) for a in rated).items())),
        "leads": {"distinct": len(set(names)), "assignments": len(names)},
        "doubts": [
            {
                "row": doubt.row,
                "column": doubt.column_words or None,
                "text": f"{doubt.cell}: {doubt.text}" if doubt.cell else doubt.text,
            }
            for doubt in draft.doubts
        ],
    }
