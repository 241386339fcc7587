"""How a part stands, by when it is wanted, and how sentences go into a text: truth tables."""

from datetime import UTC, date, datetime

import pytest

from documents.sections import DECISIONS
from narratives.enums import PartState, StepKind
from narratives.rules.due import wanted_by
from narratives.rules.facts import Fact, put_into
from narratives.rules.standing import StepFacts, Words, standing_of

K, S = StepKind, PartState
DAY, DUE = date(2026, 9, 10), date(2026, 9, 14)


def moment(day: int) -> datetime:
    return datetime(2026, 9, day, 9, tzinfo=UTC)


def step(kind: StepKind, day: int, words: int | None = None, **more) -> StepFacts:
    asked = {"post": "Learning lead", "post_key": 1, "due": DUE} if kind == K.ASKED else {}
    return StepFacts(
        kind=kind,
        on=date(2026, 9, day),
        at=moment(day),
        by=f"Person {day}",
        words_at=moment(words) if words else None,
        **asked | more,
    )


def words(day: int | None) -> Words:
    return Words(True, "Una Ross", moment(day), date(2026, 9, day)) if day else Words()


ASKED = step(K.ASKED, 1)
OUT = step(K.ASKED, 1, due=date(2026, 9, 9))  # its day is over


@pytest.mark.parametrize(
    ("steps", "written", "state"),
    [
        ([], None, S.UNASKED),
        ([], 2, S.WRITING),
        ([ASKED], None, S.ASKED),
        ([OUT], None, S.SILENT),
        ([step(K.ASKED, 1, due=DAY)], None, S.ASKED),  # on the day itself there is time
        ([OUT, step(K.CLAIMED, 2)], None, S.SILENT),  # who took it on has written nothing
        ([ASKED, step(K.CLAIMED, 2)], None, S.WRITING),
        ([step(K.CLAIMED, 2)], None, S.WRITING),
        ([ASKED, step(K.CLAIMED, 2), step(K.WITHDRAWN, 3)], None, S.UNASKED),
        ([ASKED, step(K.CLAIMED, 2), step(K.ASKED, 3)], None, S.ASKED),  # of another post
        ([step(K.ASKED, 3)], 2, S.ASKED),  # words from before are no answer
        ([OUT], 3, S.WRITING),
        ([ASKED, step(K.HANDED_IN, 3, 2)], 2, S.HANDED_IN),
        ([ASKED, step(K.HANDED_IN, 3, 2)], 4, S.WRITING),  # changed since
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.SENT_BACK, 4, 2)], 2, S.SENT_BACK),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.SENT_BACK, 4, 2)], 5, S.WRITING),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)], 2, S.AGREED),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)], 5, S.WRITING),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)], None, S.ASKED),  # emptied
        ([step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2), step(K.ASKED, 5)], 2, S.AGREED),
    ],
)
def test_how_a_part_stands(steps, written, state):
    assert standing_of(steps, words(written), DAY).state == state


def test_newer_words_lose_their_agreement_and_the_page_says_whose_it_was():
    steps = [step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)]

    now = standing_of(steps, words(5), DAY)

    assert (now.lapsed, now.verdict) == (steps[1], None)
    assert now.sentences == [
        "Person 4 had agreed it on 4 September 2026: that was of other words.",
        "Words of Una Ross, 5 September 2026.",
    ]


def test_a_standing_is_told_in_sentences():
    asked = standing_of([ASKED, step(K.CLAIMED, 2)], words(3), DAY)
    agreed = standing_of([ASKED, step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)], words(2), DAY)

    assert asked.sentences == [
        "Asked of Learning lead, by 14 September 2026.",
        "Person 2 took it on, 2 September 2026.",
        "Words of Una Ross, 3 September 2026.",
    ]
    assert agreed.sentences == [
        "Agreed by Person 4, 4 September 2026.",
        "Words of Una Ross, 2 September 2026.",
    ]


@pytest.mark.parametrize(
    ("steps", "written", "owed"),
    [
        ([], None, False),
        ([step(K.CLAIMED, 2)], None, False),  # taken on, and asked of nobody
        ([ASKED], None, True),
        ([ASKED], 3, True),
        ([ASKED, step(K.HANDED_IN, 3, 2)], 2, False),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.SENT_BACK, 4, 2)], 2, True),
        ([ASKED, step(K.HANDED_IN, 3, 2), step(K.AGREED, 4, 2)], 2, False),
    ],
)
def test_what_is_owed(steps, written, owed):
    assert standing_of(steps, words(written), DAY).owed == owed


@pytest.mark.parametrize(
    ("meeting", "wanted"),
    [
        (date(2026, 10, 15), date(2026, 10, 5)),  # ten days before, a Monday
        (date(2026, 10, 13), date(2026, 10, 2)),  # Saturday the 3rd: the Friday before
        (date(2026, 9, 22), date(2026, 9, 21)),  # too near: ten days from today, a Monday
        (None, date(2026, 9, 21)),
    ],
)
def test_a_part_is_wanted_before_the_chair_reads(meeting, wanted):
    assert wanted_by(meeting, 10, DAY, "scotland") == wanted


FIRST = Fact("The counts", "3 of 9 actions are complete.", DAY)
SECOND = Fact("The counts", "Nothing is past its date.", DAY)


@pytest.mark.parametrize(
    ("body", "key", "taken", "text"),
    [
        ("", "risks", [], ""),
        ("", "risks", [FIRST], "As of 10 September 2026:\n- 3 of 9 actions are complete."),
        (
            "It was a hard quarter.\n",
            "risks",
            [FIRST, SECOND],
            "It was a hard quarter.\n\nAs of 10 September 2026:\n- 3 of 9 actions are complete.\n"
            "- Nothing is past its date.",
        ),
        (
            "Nothing is past its date.",
            "risks",
            [SECOND],
            "Nothing is past its date.",  # it stands there
        ),
        ("Fund a post.", DECISIONS, [SECOND], "Fund a post.\nNothing is past its date."),
    ],
)
def test_sentences_go_below_what_stands(body, key, taken, text):
    assert put_into(body, key, taken) == text


def test_a_sentence_of_another_day_is_another_one():
    marks = {FIRST.mark, SECOND.mark, Fact(FIRST.group, FIRST.sentence, DUE).mark}

    assert len(marks) == 3
