"""Small numbers of children in sentences: each of a table is seen, and what counts none passes."""

import time

import pytest

from guard.enums import Kind, Verdict
from guard.rules.counts import MOST, small_counts
from guard.rules.examination import Tuning, examine
from guard.rules.words import sentences

TOLD = [
    "three children",
    "Three children were registered this quarter.",
    "We worked with 2 young people.",
    "One baby was born in the period.",
    "a sibling group of four",
    "1 of 12 children had an advocate.",
    "1 out of 12 pupils",
    "Two of the children were seen late.",
    "two of our 14 young people",
    "3/12 children were seen",
    "two looked after children moved",
    "four more young people",
    "Two unborn babies were registered.",
    "one 14-year-old",
    "two 3-year-old children",
    "three five-year-olds",
    "one child",
    "only one child was seen late",
    "a single child waited",
    "a couple of families",
    "a pair of siblings",
    "Both children were seen.",
    "both siblings",
    "The twins were placed together.",
    "the triplets",
    "One family left the area.",
    "a family of four",
    "one sibling group",
    "three names were added to the register",
    "2 names on the child protection register",
    "one name was taken off the register",
    "two registrations",
    "1 de-registration",
    "three re-registrations in August",
    "Children on the register: 3",
    "Number of young people: 2.",
    "pupils (4) said so",
    "children asked (n=3)",
    "Of 12 children, of whom two were siblings",
    "12 young people, 3 of whom said so",
    "3 children's names",
    "one child's story",
    "one of the families",
    "This week two children were registered.",
    "this quarter 4 children came on",
    "It fell from 6 to 3 children.",
    "2 (two) children",
    "2\u00a0children",
    "THREE CHILDREN",
    "Three\nchildren",
    "four boys and nine girls",
    "at least two children",
    "3 or 4 children",
    "one young person at the meeting",
    "in three families",
    "four affected children",
    "2 cases of neglect",
    "- 2 pupils of one school",
    "one child and one adult",
    "one Roma child",
    "1 toddler",
    "three children aged 3 to 5",
    "Children aged 3: two children came.",
    "３ children",
]
PASSES = [
    "three meetings",
    "three meetings with children",
    "three agencies that work with children",
    "children aged 3",
    "Children aged 3 to 5 were asked.",
    "under 5s",
    "children under 5",
    "children aged between 3 and 4",
    "for the over 2s",
    "one child at a time",
    "one in four children",
    "1 in 4 children live in poverty",
    "one child in five",
    "one child per worker",
    "for every four children",
    "fewer than five children",
    "up to four children",
    "more than one child",
    "no children",
    "any one child",
    "not one child waited",
    "12 children",
    "twelve young people",
    "102 children",
    "1,003 children",
    "2.4 children in each family",
    "4% of children",
    "3 per cent of children",
    "3 per 1,000 children",
    "two thirds of children",
    "one third of the children",
    "three quarters of families",
    "twenty two children",
    "a hundred and three children",
    "P3 pupils",
    "primary 4 pupils",
    "S2 pupils and their teachers",
    "year 3 children",
    "in 2024 children said",
    "On 3 May children told us what they think.",
    "Action 3 children and families",
    "Priority 2: children are heard",
    "Theme 4 children's voices",
    "three children's homes",
    "two children's services",
    "two young people's groups",
    "one child protection planning meeting",
    "One Child Protection Order",
    "two child protection officers",
    "one family hub",
    "three family centres",
    "one pupil equity fund",
    "one child, one plan",
    "three things children told us",
    "two ways young people can ask",
    "both children and their carers",
    "both boys and girls",
    "two weeks later children were asked",
    "three staff of whom one was new",
    "three people children can talk to",
    "two audits of children's records",
    "a child",
    "every child has one plan",
    "the third child",
    "£3 children's meals",
    "3 days",
    "within 3 working days children are seen",
    "15 children",
    "aged 2 children's nurseries",
    "the four agencies and the children",
    "three quarters",
    "one of the ways children are heard",
    "Children: 3 things to know",
]


@pytest.mark.parametrize("text", TOLD)
def test_a_small_number_of_children_is_seen(text):
    assert examine(text, tuning=Tuning(counts=4)).kinds == [Kind.COUNT]


@pytest.mark.parametrize("text", PASSES)
def test_what_counts_no_children_passes(text):
    assert examine(text, tuning=Tuning(counts=4)).kinds == []


@pytest.mark.parametrize(
    ("text", "at"), [("four children", 4), ("nine pupils", 9), ("20 families", 20), ("twins", 2)]
)
def test_up_to_the_threshold_of_the_audience(text, at):
    seen = [len(list(small_counts(text, most))) for most in (at - 1, at, MOST)]
    assert seen == [0, 1, 1]


def test_each_is_told_by_its_line_and_in_words_that_do_not_repeat_it():
    seen = examine("We met.\nThree children came.\nTwo pupils left.", tuning=Tuning(counts=4))
    assert (seen.verdict, sentences(seen)) == (
        Verdict.WARN,
        [
            "This tells a small number of children in lines 2 and 3: in a small place readers may "
            "know who they are. Figures tell numbers safely; words can say “a few”."
        ],
    )


def test_a_number_in_the_question_is_not_the_answers():
    seen = examine("They said yes.", "What did 3 children say?", Tuning(counts=4))
    assert seen.kinds == []


def test_nothing_is_counted_where_no_audience_reads():
    assert examine("three children").kinds == []


def test_a_long_text_is_read_at_once():
    text = "We met two more times and then three of the new ones, with one child, 3 or 4 of it. "
    begun = time.process_time()
    examine(text * 240, tuning=Tuning(counts=4))
    assert time.process_time() - begun < 2
