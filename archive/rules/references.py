"""Where keys stand inside JSON, and in columns that are no foreign keys. Pure.

The record names rows without foreign keys, so that it outlives them: `Translate` gives a key that
the receiving place has for it, also for a row that is gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from archive.rules.contents import AGENCY, AREA, CONTENTS, Goes
from audit.enums import Kind

# table and key, as they were, to the key here; None for what stayed where it was
Translate = Callable[[str, int], int | None]
Json = Any

OF_KIND: Final[Mapping[Kind, str]] = {
    Kind.AGENCY: AGENCY,
    Kind.BODY: "committees.body",
    Kind.POST: "committees.post",
    Kind.PLAN: "plans.plan",
    Kind.LEVEL: "plans.level",
    Kind.HEADING: "plans.heading",
    Kind.LEGEND: "plans.legend",
    Kind.LEGEND_ENTRY: "plans.legendentry",
    Kind.OUTCOME: "outcomes.highleveloutcome",
    Kind.MEASURE: "outcomes.measure",
    Kind.ACTION: "actions.action",
    Kind.INDICATOR: "figures.indicator",
    Kind.AUDIENCE: "figures.audiencerule",
    Kind.RISK: "risks.risk",
    Kind.ACTIVITY: "assurance.activity",
    Kind.FINDING: "assurance.finding",
    Kind.JUDGEMENT: "assurance.judgement",
    Kind.OTHER_PLAN: "connections.otherplan",
    Kind.FRAMEWORK: "evaluation.framework",
    Kind.PLANNED: "evaluation.planned",
    Kind.VOICE: "voices.voice",
    Kind.DUTY: "returns.duty",
    Kind.YEAR_RULE: "governance.yearrule",
    Kind.PLACE: "governance.place",
    Kind.TERM: "governance.term",
    Kind.STRATEGY: "governance.strategy",
    Kind.MEMBERSHIP: "committees.membership",
}

# by the kind of a version, which of its facts are keys (alone or in a list), and of which table
IN_STATES: Final[Mapping[Kind, Mapping[str, str]]] = {
    Kind.BODY: {
        "parent_id": "committees.body",
        "reports_to_id": "committees.body",
        "also_serves": AREA,
    },
    Kind.POST: {"agency_id": AGENCY, "body_id": "committees.body"},
    Kind.PLAN: {"body_id": "committees.body", "predecessor_id": "plans.plan"},
    Kind.HEADING: {"level_id": "plans.level", "parent_id": "plans.heading"},
    Kind.LEGEND_ENTRY: {"legend_id": "plans.legend"},
    Kind.OUTCOME: {"headings": "plans.heading"},
    Kind.MEASURE: {"outcomes": "outcomes.highleveloutcome"},
    Kind.ACTION: {
        "heading_id": "plans.heading",
        "added_at_id": "committees.meeting",
        "carried_from_id": "actions.action",
        "accountable": "committees.post",
        "contributing": "committees.post",
        "outcomes": "outcomes.highleveloutcome",
        "measures": "outcomes.measure",
    },
    Kind.INDICATOR: {"set_id": "figures.indicatorset", "post_id": "committees.post"},
    Kind.RISK: {"post_id": "committees.post"},
    Kind.ACTIVITY: {"follows_id": "assurance.activity", "action_plan_id": "plans.plan"},
    Kind.FINDING: {"activity_id": "assurance.activity"},
    Kind.JUDGEMENT: {"activity_id": "assurance.activity"},
    Kind.VOICE: {"group_id": "voices.voicegroup"},
    Kind.DUTY: {"body_id": "committees.body"},
    Kind.STRATEGY: {"post_id": "committees.post"},
    Kind.MEMBERSHIP: {"agency_id": AGENCY},
}

# what events tell of by its key
IN_EVENTS: Final[Mapping[str, str]] = {
    "plan_key": "plans.plan",
    "action_key": "actions.action",
    "post_key": "committees.post",
}
# in the text that a version of a plan keeps, by the letter before a key
IN_TEXTS: Final[Mapping[str, str]] = {
    "l": "plans.level",
    "s": "plans.legendentry",
    "h": "plans.heading",
    "o": "outcomes.highleveloutcome",
    "m": "outcomes.measure",
    "a": "actions.action",
}
LETTERED: Final = re.compile(rf"([{''.join(IN_TEXTS)}])(\d+)")
JOINED: Final = re.compile(r"(post|group):(\d+)")
OF_JOIN: Final = {"post": "committees.post", "group": "committees.body"}


def state_there(kind: Kind, state: Mapping[str, Json], translate: Translate) -> dict[str, Json]:
    """A version's state with the keys that things have here. What stayed is left out of a list."""
    tables = IN_STATES.get(kind, {})
    there = {
        name: _keys(tables[name], value, translate) if name in tables else value
        for name, value in state.items()
    }
    if kind == Kind.INDICATOR:
        there |= _parts(state, translate)
    return there


def _keys(table: str, value: Json, translate: Translate) -> Json:
    if isinstance(value, list):
        return [key for one in value if (key := translate(table, one)) is not None]
    return None if value is None else translate(table, value)


def _parts(state: Mapping[str, Json], translate: Translate) -> dict[str, Json]:
    """An indicator's categories and links, where a state has them."""
    parts: dict[str, Json] = {}
    if "categories" in state:
        parts["categories"] = [
            {
                **row,
                "id": translate("figures.category", row["id"]),
                "parent": _keys("figures.category", row["parent"], translate),
            }
            for row in state["categories"]
        ]
    if "links" in state:
        parts["links"] = [
            {**row, "to": translate("figures.indicator", row["to"])} for row in state["links"]
        ]
    return parts


def changes_there(changes: Json, translate: Translate) -> Json:
    """What an event tells, with the keys that things have here."""
    if isinstance(changes, Mapping):
        return {
            name: translate(IN_EVENTS[name], value)
            if name in IN_EVENTS and isinstance(value, int)
            else changes_there(value, translate)
            for name, value in changes.items()
        }
    if isinstance(changes, list):
        return [changes_there(item, translate) for item in changes]
    return _joined(changes, translate) if isinstance(changes, str) else changes


def _joined(text: str, translate: Translate) -> str:
    """ "post:7", as an import writes to whom a lead is joined; any other text as it is."""
    if match := JOINED.fullmatch(text):
        key = translate(OF_JOIN[match[1]], int(match[2]))
        return f"{match[1]}:{key}" if key is not None else "new"
    return text


def text_there(content: Json, translate: Translate) -> Json:
    """The text that a version of a plan keeps, whose parts are known again by their keys."""
    return {
        name: [_part(row, translate) for row in rows] if isinstance(rows, list) else rows
        for name, rows in content.items()
    }


def _part(row: Json, translate: Translate) -> Json:
    if not isinstance(row, Mapping):
        return row
    there = dict(row)
    for name in ("key", "under"):
        if match := LETTERED.fullmatch(str(row.get(name, ""))):
            there[name] = f"{match[1]}{translate(IN_TEXTS[match[1]], int(match[2]))}"
    return there


def target_there(target: str, key: int | None, translate: Translate) -> int | None:
    """The key of what an event is about; none where that stayed where it was."""
    if key is None or not isinstance(CONTENTS.get(target), Goes):
        return None
    return translate(target, key)
