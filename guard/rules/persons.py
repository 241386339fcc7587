"""A child who is not named, and can be known all the same: by a letter or a name with an age."""

import re
from collections.abc import Iterator
from typing import Final

from guard.enums import Kind
from guard.rules.sightings import Sightings, warned, words_of

REACH: Final = 80
_WORDS: Final = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen"
)
_NUMBER: Final = rf"(?:[0-9]{{1,2}}|{_WORDS})(?:\.5|½)?"
# a span of ages, or an age and over, is a group
_ONE: Final = r"(?!\s?(?:-|/|to\b|and\b|or\b|\+|plus\b|%|&|through\b|[0-9]))"
_UNIT: Final = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?)"
_AGED: Final = (
    rf"(?:aged?\s(?:of\s|about\s|approx\.?\s|only\s|just\s|:\s?)?{_NUMBER}{_ONE}"
    rf"|aged?:\s?{_NUMBER}{_ONE}"
    rf"|{_NUMBER}[\s-]?{_UNIT}[\s-]?olds?\b|{_NUMBER}[\s-]?y[./]?\s?o\b\.?)"
)
_AGED_OR_UNIT: Final = rf"(?:{_AGED}|{_NUMBER}[\s-]?(?:{_UNIT}|y|m)\b)"
_CLASS: Final = (
    r"(?:P[1-7]|S[1-6]|(?:primary|secondary|year|yr|class|grade)\s?[1-9][0-3]?|Y[1-9][0-3]?"
    r"|nursery|reception)\b"
)
_CHILD: Final = (
    r"(?<![A-Za-z])(?i:child|baby|infant|toddler|teenager|young\sperson|yp|sibling|twin|pupil"
    r"|girl|boy|brother|sister|patient|subject)"
)
_LETTER: Final = (
    r"(?:\s[b-hj-z]|\s?(?:[A-Z]{1,2}[0-9]?|[0-9]{1,2}|(?i:no\.?|number|#)\s?[0-9]{1,2}))"
)
_LINK: Final = (
    r"(?:\s?[,;:(\[-]{1,2}\s?|\s)(?:(?:who|is|was|now|then|a|an|the|in|at|currently|and|-)\s){0,3}"
)
_CHILD_THEN_AGE: Final = re.compile(
    rf"{_CHILD}{_LETTER}\b{_LINK}(?:(?i:{_AGED_OR_UNIT}|{_CLASS})|"
    rf"{_NUMBER}\s?(?:[)\],;]|\.?$))",
    re.M,
)
_AGE_THEN_CHILD: Final = re.compile(
    rf"(?i:{_AGED_OR_UNIT}|\b{_CLASS})(?:\s?[,;:()-]{{1,2}}\s?|\s)"
    rf"(?:(?i:the|a|an|pupil|girl|boy|male|female)\s){{0,2}}{_CHILD}{_LETTER}\b(?!\s?-)"
)
# "Child 4, aged 6" is a child; "Child 4 years" and "child 12 months" are ages of children
_ONLY_AGE: Final = re.compile(rf"{_CHILD}\s?[0-9]{{1,2}}\s?{_UNIT}\b", re.I)
_DOTTED: Final = r"[A-Z]\.\s?[A-Z]\.(?:\s?[A-Z]\.)?"
_ANCHOR: Final = re.compile(rf"{_CHILD}{_LETTER}\b|(?i:\baged?\b|\bolds?\b|[0-9\s]y[./]?\s?o\b)")
_INITIALS: Final = rf"(?<![A-Za-z0-9.&'/-])(?:{_DOTTED}|[A-Z]\s?[A-Z](?:\s?[A-Z])?)(?![A-Za-z&'/])"
_INITIALS_AGED: Final = re.compile(rf"(?P<who>{_INITIALS}){_LINK}(?i:{_AGED})")
_DOTTED_AGED: Final = re.compile(
    rf"(?<![A-Za-z0-9.])(?P<who>{_DOTTED})\s?[,(]\s?(?i:{_NUMBER})\s?"
    rf"(?:[),;]|(?i:{_UNIT}|y|m)\b)"
)
_AGED_INITIALS: Final = re.compile(
    rf"(?i:{_NUMBER}[\s-]{_UNIT}[\s-]olds?)\s(?:(?:girl|boy|child|twin|baby)\s?,?\s)?"
    rf"(?P<who>{_INITIALS})"
)
_NAMES: Final = r"(?<![A-Za-z-])(?P<name>[A-Z][a-z]{2,14}(?:\s[A-Z][a-z'-]{1,19})?)"
_NAME_AGED: Final = re.compile(
    rf"{_NAMES}(?:\s?[,(]\s?|\s(?:(?:is|was)\s(?:now\s)?)?)(?P<age>(?i:{_AGED}))"
)
_AGED_NAME: Final = re.compile(rf"(?i:{_NUMBER}[\s-]years?[\s-]old),?\s{_NAMES}")
# letters that stand for many, and words that begin a sentence about many
_ACRONYMS: Final = words_of(
    "ACE ALL AN AND ANY ASD ASN ASP AT BME BY CAF CE CEN CHI CIN CLD COG CP CPC CPR CSE CYP "
    "DA DHT DOB DV ELC EMA EU EY FNP GDP GP HR HSE HT HV ICT IN IRD IS IT JII JPI KS LAAC LAC "
    "LD MH NEET NHS NRS OF ON ONS OR PA PE PT RE SEN SIMD SW TAC TAF TO UASC UK US YOT YP "
)
_MANY: Final = words_of(
    "Adult Adults After Age Aged Ages All And Any Anyone Are Average Babies Baby Being Both "
    "Boy Boys Britain Care Carer Carers Case Cases Child Children Client Clients Each England "
    "Every Everyone Families Family Fathers Female Females Few For From Girl Girls Group "
    "Groups Individual Individuals Infant Infants Ireland Learner Learners Learning Leaver "
    "Leavers Looked Male Males Man Many Maximum Mean Median Men Minimum Most Mothers Not "
    "Number Nursery Only Over Parent Parents Participants Patient Patients People Percentage "
    "Person Persons Population Primary Proportion Pupil Pupils Rate Rates Residents Review "
    "School Schools Scotland Secondary Service Services Sibling Siblings Some Staff Student "
    "Students Teenager Teenagers That The Them They This Those Toddler Toddlers Total Twin "
    "Twins Under Victim Victims Wales Was Were When Where While Who With Woman Women Years "
    "Young Youth "
)


def persons(text: str) -> Sightings:
    """A child by letter or number with an age or class, initials or a name with an age."""
    for match, at in _near_ages(text, _CHILD_THEN_AGE, _AGE_THEN_CHILD):
        if not _ONLY_AGE.match(match[0]):
            yield warned(Kind.CHILD_AGE, at)
    for match, at in _near_ages(text, _INITIALS_AGED, _AGED_INITIALS):
        if _letters(match["who"]) not in _ACRONYMS:
            yield warned(Kind.INITIALS_AGE, at)
    for match in _DOTTED_AGED.finditer(text):
        yield warned(Kind.INITIALS_AGE, match.start())
    for match, at in _near_ages(text, _NAME_AGED, _AGED_NAME):
        if not _MANY.intersection(match["name"].split()):
            yield warned(Kind.NAME_AGE, at)


def _near_ages(text: str, *patterns: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """Every match with its place. Only what stands near an age or a child is looked at closely."""
    for start, end in _neighbourhoods(text):
        for pattern in patterns:
            for match in pattern.finditer(text[start:end]):
                yield match, start + match.start()


def _neighbourhoods(text: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() - REACH > end:
            yield start, end
            start = anchor.start() - REACH
        end = anchor.end() + REACH
    yield max(0, start), end


def _letters(initials: str) -> str:
    return "".join(sign for sign in initials if sign.isalpha())
