"""Counts of a draft, for a person's preview and for a program to read."""

from collections import Counter
from dataclasses import asdict
from typing import Any

from committees.rules.lead_words import lead_key
from imports.rules.plan.draft import PlanDraft
from plans.rules.legends import PRESETS, Preset
from sheets.rules.cells import column_letter


def summary(draft: PlanDraft) -> dict[str, Any]:
    """Counts of levels, actions, due dates, timescales, statuses and leads, and every doubt.

    `due`, `timescales` and `statuses` count the rated actions; `leads` counts the whole plan, a
    lead once for every action that names it. `left_out` is each cell that is
    not in the plan. Keys are plain: ISO dates, kinds, canonical states.
    """
    rated = draft.rated
    due = Counter(action.meaning.due.isoformat() for action in rated if action.meaning.due)
    first = Counter(action.first_due.isoformat() for action in rated if action.first_due)
    measures = {measure for action in draft.actions for measure in action.measures}
    measures.update(draft.loose_measures)
    names = [lead_key(name) for action in draft.actions for name in action.leads]
    return {
        "levels": [{"name": level.name, "count": level.count} for level in draft.levels],
        "actions": len(rated),
        "ongoing": len(draft.ongoing),
        "due": dict(sorted(due.items())),
        "timescales": dict(sorted(Counter(str(a.meaning.kind) for a in rated).items())),
        "statuses": dict(sorted(Counter(str(a.status) for a in rated).items())),
        "first_due": dict(sorted(first.items())),
        "measures": len(measures),
        "legend": _codes(draft),
        "cells": asdict(draft.cells),
        "leads": {"distinct": len(set(names)), "assignments": len(names)},
        "doubts": [
            {
                "row": doubt.row,
                "column": doubt.column_words or None,
                "text": f"{doubt.cell}: {doubt.text}" if doubt.cell else doubt.text,
            }
            for doubt in draft.doubts
        ],
        "left_out": [
            {
                "sheet": one.sheet or None,
                "row": one.row,
                "column": column_letter(one.column),
                "words": one.words,
                "text": one.why,
            }
            for one in draft.left_out
        ],
    }


def words(draft: PlanDraft) -> dict[str, Any]:
    """Every heading, action and measure as it would stand in the plan."""
    return {
        "headings": [
            {
                "level": draft.levels[heading.level].name,
                "number": heading.number,
                "words": heading.text,
                "parent": heading.parent,
                "context": heading.context,
                "vision": heading.vision,
                "row": heading.row,
            }
            for heading in draft.headings
        ],
        "action_words": [
            {
                "number": action.number,
                "words": action.text,
                "printed": action.prefix + action.text,
                "heading": action.heading,
                "ongoing": action.ongoing,
                "leads": list(action.leads),
                "timescale": action.timescale_words,
                "timescale_kind": str(action.meaning.kind),
                "starts": action.meaning.starts.isoformat() if action.meaning.starts else None,
                "due": action.meaning.due.isoformat() if action.meaning.due else None,
                "first_due": action.first_due.isoformat() if action.first_due else None,
                "status": str(action.status),
                "status_words": action.status_words,
                "progress": action.progress,
                "evidence": action.evidence,
                "impact": action.impact,
                "origin": action.origin,
                "row": action.row,
            }
            for action in draft.actions
        ],
        "measure_words": [
            {"action": action.number, "words": text, "sources": sources}
            for action in draft.actions
            for text, sources in action.measures
        ]
        + [
            {"action": None, "words": text, "sources": sources}
            for text, sources in draft.loose_measures
        ],
    }


def _codes(draft: PlanDraft) -> dict[str, str]:
    """The state behind each code; behind its colour where the document's key prints no codes."""
    key = draft.match.key if draft.key else None
    colours = {code: colour for colour, code in key.colours.items()} if key else {}
    entries = _legend(draft).entries
    return {colours.get(one.code, one.code): str(one.canonical) for one in entries}


def _legend(draft: PlanDraft) -> Preset:
    return draft.key or PRESETS[draft.legend]
