"""What may be told of a sample, what an entry may say, and what is summed of findings."""

from dataclasses import replace
from datetime import date

import pytest

from assurance.enums import ActivityKind
from assurance.rules.facts import ActivityFacts, fault_of
from assurance.rules.samples import NOT_TOLD, graded
from assurance.rules.trace import Became, Decided, Traced, summed
from documents.enums import Canonical
from documents.statuses import default_tag

ENTRY = ActivityFacts(kind=ActivityKind.AUDIT, title="Audit", reported_on=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("sample", "good", "exact", "said"),
    [
        (None, None, True, ""),
        (None, None, False, ""),
        (20, None, False, "20 looked at."),
        (4, None, False, NOT_TOLD),
        (4, None, True, "4 looked at."),
        (20, 12, False, "12 of 20 graded good or better (60%)."),
        (20, 0, False, "0 of 20 graded good or better (0%)."),
        (20, 20, False, "20 of 20 graded good or better (100%)."),
        (20, 3, False, NOT_TOLD),
        (20, 17, False, NOT_TOLD),
        (20, 17, True, "17 of 20 graded good or better (85%)."),
        (0, 0, False, "0 of 0 graded good or better."),
    ],
)
def test_graded(sample, good, exact, said):
    assert graded(sample, good, exact=exact) == said


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, set()),
        ({"starts": date(2026, 6, 2)}, {"starts"}),
        ({"good_or_better": 3}, {"sample"}),
        ({"good_or_better": 3, "sample": 2}, {"good_or_better"}),
        ({"good_or_better": 2, "sample": 2}, set()),
        ({"follows": 1}, {"follows"}),
        ({"follows": 1, "kind": ActivityKind.PROGRESS_REVIEW}, set()),
    ],
)
def test_fault_of(change, names):
    assert set(fault_of(replace(ENTRY, **change))) == names


@pytest.mark.parametrize(
    ("each", "said"),
    [
        ("", "No findings are written down yet."),
        ("a", "1 finding: answered by an action 1, not answered 0."),
        (
            "awd-",
            "4 findings: answered by an action 1, decided without an action 1, not answered 2.",
        ),
        ("ab", "2 findings: answered by an action 2, not answered 0."),
    ],
)
def test_summed(each, said):
    """By an action, by one that was withdrawn, by a decision, by both, by nothing."""
    action = Became(None, 1, "1.1", "", "", default_tag(Canonical.ON_TRACK))
    gone = replace(action, withdrawn_on=date(2026, 5, 1))
    decided = Decided(1, "Not accepted. It is no task of ours.", "")
    came = {"a": [action], "b": [action, gone], "w": [gone]}
    rows = [
        Traced(place, "", "", came.get(one, []), decided if one in "db" else None)
        for place, one in enumerate(each)
    ]
    assert summed(rows) == said
