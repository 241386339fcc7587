"""What cannot be said of a voice, and the sentences that are told of one."""

from datetime import date

import pytest

from voices.enums import Answer, Feedback, Method, Who
from voices.rules.answers import answered, told_of
from voices.rules.facts import (
    AnswerFacts,
    FeedbackFacts,
    VoiceFacts,
    fault_of,
    fault_of_answer,
    fault_of_feedback,
)
from voices.rules.gaps import FAMILY, YOUNG, gap
from voices.rules.participants import took_part

TODAY = date(2026, 11, 20)
DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, []),
        ({"took_part": 12}, []),
        ({"said": ""}, ["said"]),
        ({"said": "", "took_part": 3}, ["said"]),
        ({"said": "", "took_part": 0}, []),
        ({"took_part": 0}, ["took_part"]),
        ({"starts": date(2026, 6, 2)}, ["starts"]),
        ({"starts": DAY}, []),
        ({"heard_on": date(2026, 11, 21)}, ["heard_on"]),
        ({"method": Method.OTHER}, ["method_words"]),
        ({"method": Method.OTHER, "method_words": "A walk"}, []),
    ],
)
def test_what_cannot_be_said_of_a_voice(given, fields):
    facts = {"method": Method.SURVEY, "heard_on": DAY, "said": "Too long.", "who": Who.CHILDREN}

    assert list(fault_of(VoiceFacts(**facts | given), TODAY)) == fields


@pytest.mark.parametrize(
    ("answer", "words", "on", "joined", "fields"),
    [
        (Answer.NOTHING_YET, "", None, False, []),
        (Answer.NOTHING_YET, "Later.", None, False, ["answer"]),
        (Answer.NOTHING_YET, "", None, True, ["answer"]),
        (Answer.DECIDED, "Shorter.", DAY, True, []),
        (Answer.DECIDED, "", DAY, False, ["words"]),
        (Answer.DECIDED, "Shorter.", None, False, ["on"]),
        (Answer.DECIDED, "Shorter.", date(2026, 5, 31), False, ["on"]),
        (Answer.DECIDED, "Shorter.", date(2026, 11, 21), False, ["on"]),
        (Answer.NOT_TAKEN_UP, "The law says so.", DAY, False, []),
        (Answer.NOT_TAKEN_UP, "", None, True, ["words", "answer", "on"]),
    ],
)
def test_what_cannot_be_decided(answer, words, on, joined, fields):
    facts = AnswerFacts(answer, words, on)

    assert list(fault_of_answer(facts, DAY, TODAY, joined=joined)) == fields


@pytest.mark.parametrize(
    ("feedback", "words", "on", "fields"),
    [
        (Feedback.NOT_YET, "", None, []),
        (Feedback.NOT_YET, "Soon.", None, ["feedback"]),
        (Feedback.ASKED, "The advocate.", DAY, []),
        (Feedback.TOLD, "", DAY, ["words"]),
        (Feedback.TOLD, "By letter.", None, ["on"]),
        (Feedback.NOBODY, "No names.", None, []),
        (Feedback.NOBODY, "", None, ["words"]),
        (Feedback.NOBODY, "No names.", DAY, ["on"]),
    ],
)
def test_what_cannot_be_told(feedback, words, on, fields):
    assert list(fault_of_feedback(FeedbackFacts(feedback, words, on), DAY, TODAY)) == fields


@pytest.mark.parametrize(
    ("facts", "actions", "words"),
    [
        (AnswerFacts(Answer.NOTHING_YET), [], "Nothing has been decided because of it yet."),
        (AnswerFacts(Answer.NOTHING_YET), ["1.2"], "Action 1.2 came of it."),
        (
            AnswerFacts(Answer.DECIDED, "An hour at most.", DAY),
            ["1.2", "2.1", "3"],
            "Decided on 1 June 2026: An hour at most. Actions 1.2, 2.1 and 3 came of it.",
        ),
        (
            AnswerFacts(Answer.NOT_TAKEN_UP, "The law asks for it.", DAY),
            [],
            "Not taken up on 1 June 2026: The law asks for it.",
        ),
    ],
)
def test_what_was_decided_in_a_sentence(facts, actions, words):
    assert answered(facts, actions) == words


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (FeedbackFacts(Feedback.NOT_YET), "They have not been told yet what became of it."),
        (
            FeedbackFacts(Feedback.ASKED, "The advocate.", DAY),
            "They have not been told yet; somebody was asked on 1 June 2026 to tell them: "
            "The advocate.",
        ),
        (FeedbackFacts(Feedback.TOLD, "By film.", DAY), "They were told on 1 June 2026: By film."),
        (FeedbackFacts(Feedback.NOBODY, "No names."), "Nobody can be told: No names."),
    ],
)
def test_whether_they_were_told_in_a_sentence(facts, words):
    assert told_of(facts) == words


@pytest.mark.parametrize(
    ("number", "exact", "words"),
    [
        (None, False, "Nobody counted how many took part."),
        (0, False, "They were asked, and nobody answered."),
        (1, True, "1 person took part."),
        (1, False, "Not shown: the numbers are small enough to point at children."),
        (4, False, "Not shown: the numbers are small enough to point at children."),
        (4, True, "4 people took part."),
        (5, False, "5 people took part."),
    ],
)
def test_how_many_took_part(number, exact, words):
    assert took_part(number, exact=exact) == words


@pytest.mark.parametrize(
    ("people", "heard", "asked", "words", "is_open"),
    [
        (YOUNG, None, None, "No child or young person has been heard on this priority.", True),
        (
            YOUNG,
            date(2025, 11, 19),
            None,
            "No child or young person has been heard on this priority since 19 November 2025.",
            True,
        ),
        (
            YOUNG,
            date(2025, 11, 20),
            None,
            "Children or young people were last heard on it on 20 November 2025.",
            False,
        ),
        (
            FAMILY,
            None,
            DAY,
            "No parent, carer or other adult has been heard on this priority. "
            "Some were asked by 1 June 2026, and nobody answered.",
            True,
        ),
        (
            FAMILY,
            date(2026, 7, 1),
            DAY,
            "Parents, carers or other adults were last heard on it on 1 July 2026.",
            False,
        ),
    ],
)
def test_who_was_not_heard(people, heard, asked, words, is_open):
    told = gap(people, heard, asked, TODAY)

    assert (told.words, told.open) == (words, is_open)
