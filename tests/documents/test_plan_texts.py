"""Two versions of a plan's text, compared line by line and word by word."""

import copy

import pytest

from documents.schema.plan_text import plan_text_of
from plans.rules.plan_texts import (
    ADDED,
    DAYS,
    GONE,
    MOVED,
    RENUMBERED,
    REWORDED,
    compare,
)


def action(key, number, text, under="h1", **more):
    return {
        "key": key, "under": under, "kind": "rated", "number": number, "text": text,
        "timescale_words": "March 2027", "expected_impact": "", "evidence": "",
        "leads": ["Head of Service"], "due": "2027-03-31", **more,
    }  # fmt: skip


def heading(key, number, text, **more):
    return {
        "key": key, "under": "", "level": "Outcome", "depth": 0, "number": number, "text": text,
        "vision": "", "context": "", **more,
    }  # fmt: skip


TEXT = {
    "title": "Plan",
    "period": ["2025-08-01", "2027-07-31"],
    "vision": "Every child is safe.",
    "introduction": "",
    "context_above": "",
    "ongoing_name": "Ongoing",
    "levels": [{"key": "l1", "singular": "Outcome", "plural": "Outcomes", "role": "outcome"}],
    "legend": [{"key": "s1", "code": "G", "label": "On track", "definition": ""}],
    "headings": [heading("h1", "1", "Children are heard"), heading("h2", "2", "Help comes early")],
    "outcomes": [],
    "measures": [],
    "actions": [action("a1", "1.1", "Ask every child."), action("a2", "1.2", "Train the staff.")],
}


def changed(change):
    new = copy.deepcopy(TEXT)
    change(new)
    return compare(TEXT, new)


def told(compared):
    return [(row.name, list(row.kinds)) for row in compared.changed]


CASES = {
    "nothing": (lambda t: None, []),
    "word": (
        lambda t: t["actions"][0].update(text="Ask every child and parent."),
        [("Action 1.1", [REWORDED])],
    ),
    "number": (lambda t: t["headings"][1].update(number="3"), [("Outcome 3", [RENUMBERED])]),
    "number of its heading": (
        lambda t: t["headings"][0].update(number="4"),
        [("Outcome 4", [RENUMBERED])],
    ),
    "added": (
        lambda t: t["actions"].append(action("a3", "2.1", "Begin.", "h2")),
        [("Action 2.1", [ADDED])],
    ),
    "gone": (lambda t: t["actions"].pop(0), [("Action 1.1", [GONE])]),
    "order": (lambda t: t["actions"].reverse(), [("Action 1.1", [MOVED])]),
    "heading of it": (
        lambda t: t["actions"][1].update(under="h2"),
        [("Action 1.2", [MOVED])],
    ),
    "lead": (lambda t: t["actions"][0].update(leads=["Police"]), [("Action 1.1", [DAYS])]),
    "date": (lambda t: t["actions"][0].update(due="2027-06-30"), [("Action 1.1", [DAYS])]),
    "legend": (
        lambda t: t["legend"][0].update(definition="As planned."),
        [("Status G", [REWORDED])],
    ),
    "period": (
        lambda t: t.update(period=["2025-08-01", "2028-07-31"]),
        [("Period", [REWORDED])],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_became_of_each_line(case):
    change, expected = CASES[case]

    got = told(changed(change))

    if case == "order":  # of two that changed places either may be said to have moved
        assert [kinds for _, kinds in got] == [[MOVED]]
    else:
        assert got == expected


@pytest.mark.parametrize("case", CASES)
def test_each_side_joins_up_to_its_own_text(case):
    new = copy.deepcopy(TEXT)
    CASES[case][0](new)

    for row in compare(TEXT, new).rows:
        for side, text in (("before", TEXT), ("after", new)):
            whole = str(text)
            for field in row.fields:
                if field.label in ("", "Timescale") and row.name.startswith(("Action", "Outcome")):
                    assert "".join(part.text for part in getattr(field, side)) in whole


def test_what_is_gone_stands_where_it_stood():
    names = [row.name for row in changed(lambda t: t["actions"].pop(0)).rows]

    at = names.index("Action 1.1")
    assert names[at - 1 : at + 2] == ["Outcome 1", "Action 1.1", "Action 1.2"]


def old(text):
    """A version as it was kept before it held actions and keys."""
    kept = {name: copy.deepcopy(text[name]) for name in ("title", "period", "vision")}
    kept |= {"introduction": ""}
    for name in ("levels", "legend", "headings"):
        kept[name] = [
            {label: value for label, value in row.items() if label not in ("key", "under")}
            for row in text[name]
        ]
    return kept


def test_a_version_without_actions_is_compared_by_level_and_number():
    new = copy.deepcopy(TEXT)
    new["headings"][1]["text"] = "Help comes early and stays"

    compared = compare(old(TEXT), new)

    assert (compared.partial, told(compared)) == (True, [("Outcome 2", [REWORDED])])


def test_what_is_no_plan_is_refused():
    with pytest.raises(ValueError, match="headings"):
        plan_text_of({"headings": "none"})
