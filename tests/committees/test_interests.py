"""Nobody decides on what is their own: every matter, and every way of being concerned."""

from datetime import date, timedelta
from itertools import product

import pytest

from committees.rules.interests import (
    WAYS,
    WORDS,
    Holding,
    Interest,
    Matter,
    Party,
    Tie,
    who_can,
    why_own,
)

TODAY = date(2026, 9, 10)
ASKED = TODAY - timedelta(days=30)
ME, POST, ANOTHER = 7, 70, 71
NOTHING_APPROVED = {Matter.OFFICERS_RECORD, Matter.RETURN}

# when a post is held, and whether that covers the day of the asking or today
HELD = {
    "now": (ASKED + timedelta(days=1), None, True),
    "since long": (ASKED - timedelta(days=900), None, True),
    "then": (ASKED - timedelta(days=9), ASKED, True),
    "from that day": (ASKED, ASKED + timedelta(days=3), True),
    "from today": (TODAY, None, True),
    "in between": (ASKED + timedelta(days=1), TODAY - timedelta(days=1), False),
    "before": (ASKED - timedelta(days=9), ASKED - timedelta(days=1), False),
    "to come": (TODAY + timedelta(days=1), None, False),
}
PRESSED, WROTE = (False, True), (False, True)
POSTS = [(post, held) for post in (POST, ANOTHER) for held in HELD]


@pytest.mark.parametrize("matter", Matter)
@pytest.mark.parametrize(("post", "held"), POSTS)
@pytest.mark.parametrize(("pressed", "wrote"), list(product(PRESSED, WROTE)))
def test_every_matter_and_every_way_of_being_concerned(matter, post, held, pressed, wrote):
    starts, ends, covers = HELD[held]
    party = Party(ME, (Holding(post, starts, ends),))
    interest = Interest(
        pressed=frozenset({ME if pressed else 8}),
        authors=frozenset({ME if wrote else 9}),
        posts=frozenset({POST}),
        days=frozenset({ASKED, TODAY}),
    )
    approved = matter not in NOTHING_APPROVED
    why = None
    if approved and covers and post == POST:
        why = Tie.POST
    if approved and wrote:
        why = Tie.AUTHOR
    if pressed:
        why = Tie.ACCOUNT

    assert why_own(matter, party, interest) == (WORDS[matter][why] if why else "")


def test_what_a_committee_decided_is_written_down_by_whoever_did_not_ask():
    interest = Interest(
        frozenset({8}), frozenset({ME}), frozenset({POST}), frozenset({ASKED, TODAY})
    )
    leads = Party(ME, (Holding(POST, ASKED),))

    assert why_own(Matter.COMPLETION, leads, interest.minuted) == ""
    assert (
        why_own(Matter.COMPLETION, Party(8), interest.minuted)
        == (WORDS[Matter.COMPLETION][Tie.ACCOUNT])
    )


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Ailsa Wren"], "Ailsa Wren can."),
        (["Ailsa Wren", "Iain Kerr"], "Ailsa Wren or Iain Kerr can."),
        (["A", "B", "C"], "A, B or C can."),
        ([], WAYS[Matter.COMPLETION]),
    ],
)
def test_who_can_instead(names, said):
    assert who_can(Matter.COMPLETION, names) == said


def test_no_matter_is_a_dead_end():
    assert set(WAYS) == set(WORDS) == set(Matter)
