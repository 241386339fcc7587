"""Small numbers of children that somebody tells in a sentence: "three children", "1 of 12 pupils".

In a small place readers know who they are. What counts no children passes: ages and years
("children aged 3", "under 5s"), shares ("one in four children"), bounds ("fewer than five"), three
meetings, three children's homes, "one child at a time". Source: domain.md, section 5.
"""

import re
from collections.abc import Iterator
from typing import Final

from guard.enums import Kind
from guard.rules.sightings import Sightings, warned

MOST: Final = 20  # the highest threshold that an audience may have


def _or(listed: str) -> str:
    """A list of words, "_" for a space in one, as alternatives of a pattern."""
    return "|".join(word.replace("_", r"\s") for word in listed.split())


_NAMES: Final = _or(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_VALUES: Final = {
    **{name: at for at, name in enumerate(_NAMES.split("|"), 1)},
    **{str(at): at for at in range(1, MOST + 1)},
    **{"a single": 1, "single": 1, "a couple of": 2, "a pair of": 2, "both": 2},
}
_NUMBERS: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER: Final = (
    rf"(?<![\w.,/£€$#~-])(?P<number>{_NUMBERS})(?![\w%-]|[.,:][0-9])(?:\s\([a-z0-9]+\))?"
)
_ONE_CHILD: Final = _or(
    "child kid young_person young_carer yp baby infant toddler newborn sibling_group sibling "
    "brother sister pupil learner boy girl teenager adolescent minor twin son daughter family "
    "household care_leaver (?:re-?|de-?)?registration ~+old"
)
_CHILDREN: Final = _or(
    "children kids young_people young_persons young_carers yps babies infants toddlers newborns "
    "sibling_groups siblings brothers sisters pupils learners boys girls teenagers adolescents "
    "minors twins sons daughters families households care_leavers (?:re-?|de-?)?registrations "
    "~+olds"
)
# the name of a service, a plan, a meeting: one of those is counted, and no child
_COMPOUND: Final = _or(
    "protection care health poverty sexual criminal welfare development planning hubs? centres? "
    "support nurse court group conference meeting practitioner worker friendly rights trafficking "
    "exploitation learning nurture equity council voice services? homes? hearings? panels? abuse "
    "neglect assessment law minder wellbeing"
)
_NOT_ONE: Final = (
    rf"(?!-|'?\s(?:{_COMPOUND})\b"
    rf"|\s(?:at\sa\stime|per\b|in\s(?:every\s)?(?:[0-9]|{_NAMES})|by\sone\b)|,?\sone\splan\b)"
)
# three children's homes are no children; three children's names and plans tell of three
_NOT_MANY: Final = (
    r"(?!'s?\s(?!(?:names?|plans?|records?|files?|views?|cases?|parents?|carers?|mothers?)\b)"
    r"|\s(?:services|homes|hearings|panels)\b)"
)
# what never stands between a number and the children that it counts
_NEVER: Final = _or(
    "with of for to and or in on at about from by per as is was are were if when where while which "
    "that who how what am pm a an the year month week day hour minute term parent stop hundred "
    "thousand million people staff women men january february march april may june july august "
    "september october november december jan feb aug sept? oct nov dec"
)
_WORD: Final = rf"(?!(?:{_NEVER})\b)[a-z][a-z-]*(?<!s),?"
_LIKE: Final = rf"(?:(?:previous|homeless|[ps][1-7]|~+(?:old)?|{_WORD})\s){{0,3}}"
_PART: Final = (
    r"(?:\s?/\s?|\s(?:out\s)?of\s)(?:(?:the|our|these|those|all|its|their)\s)*(?:[0-9]+\s)?"
)
_REGISTER: Final = (
    r"names?\s(?:[a-z-]+\s){0,4}(?:on|onto|off|from|to)\s(?:the|our)\s(?:[a-z]+\s){0,2}register\b"
)
_ONE: Final = re.compile(rf"{_NUMBER}\s{_LIKE}(?:{_ONE_CHILD})\b{_NOT_ONE}", re.I)
_SEVERAL: Final = re.compile(rf"{_NUMBER}\s{_LIKE}(?:{_CHILDREN})\b{_NOT_MANY}", re.I)
_ANY: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_NUMBER}{_PART}{_LIKE}(?:{_CHILDREN})\b{_NOT_MANY}",
        rf"{_NUMBER}\s{_LIKE}{_REGISTER}",
        rf"{_NUMBER}\s{_LIKE}cases?\sof\b",
        rf"\b(?:sibling\sgroup|group\sof\ssiblings|family|household)\sof\s{_NUMBER}",
        rf"\b(?:{_CHILDREN})\b[^.,:;=()\n]{{0,40}}(?:[:=]|\()\s?{_NUMBER}\s?(?=[.,;)\n]|$)",
        rf"\bn\s?=\s?{_NUMBER}",
    )
)
_WHO: Final = re.compile(r"\b(?:twins|triplets)\b", re.I)
_OF_WHOM: Final = re.compile(rf"{_NUMBER}\s?of\swhom\b", re.I)
_WHOM: Final = re.compile(rf"\bof\swhom\s(?:only\s)?{_NUMBER}", re.I)
_ANYBODY: Final = re.compile(
    rf"\b(?:{_ONE_CHILD}|{_CHILDREN}|names?|cases?\sof|triplets)\b|\bn\s?=|[\s-]olds?\b", re.I
)
# ages are taken out of the copy first, each for as many "~"
_AGE: Final = rf"(?:[0-9]{{1,2}}|{_NAMES})"
_SPAN: Final = rf"(?:between\s{_AGE}\sand\s)?{_AGE}(?:\s?(?:-|to|or)\s?{_AGE})?"
_AGES: Final = re.compile(
    rf"\b(?:aged?|ages)\s(?:of\s|from\s|about\s)?{_SPAN}(?:\syears)?\b"
    rf"|\b{_SPAN}[\s-](?:years?|months?|weeks?|days?)(?:[\s-]of[\s-]age|[\s-](?=olds?\b))?"
    rf"|\b(?:under|over)[\s-](?:the\sage\sof\s)?{_SPAN}s?\b|\b{_SPAN}\sand\s(?:under|over)\b",
    re.I,
)
# a place in a list or a plan, a class, a bound or a share: the number after it counts no children
_PLACE: Final = _or(
    "primary secondary class stage grade levels? phase section part chapter actions? priority "
    "themes? outcomes? objective aim number no\\.? steps? tier table figure appendix pages? domain "
    "strand goal indicator standard recommendation items? paragraph version option module wave "
    "cohort team room question q fewer_than less_than more_than up_to above below at_most per any "
    "no each every not not_a ratio_of (?:in|for)_every twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundred_and thousand_and"
)
_TIMES: Final = "".join(rf"(?<!\b{word}\s)" for word in ("this", "last", "that", "the", "same"))
_BEFORE: Final = re.compile(
    rf"(?:\b(?:{_PLACE})|{_TIMES}\b(?:years?|quarter|week|day|month|term|session)"
    rf"|\b{_AGE}\s(?:in|for)|[0-9][.):/])\s?$",
    re.I,
)
_BOTH_AND: Final = re.compile(r"\s?(?:and|&|,|or)", re.I)
_LOOK_BACK: Final = 30


def worth_counting(text: str) -> bool:
    """Whether `text` names any children: most texts need no closer look."""
    return bool(_ANYBODY.search(text))


def small_counts(text: str, most: int) -> Sightings:
    """Every number from 1 to `most` that counts children, young people or families in `text`."""
    bare = _AGES.sub(lambda match: "~" * len(match[0]), text)
    places = {at for at, number in _counted(bare) if number <= most}
    return (warned(Kind.COUNT, at) for at in sorted(places))


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Where a number of children stands in `text`, and the number."""
    for match in _matches(text):
        number = _VALUES[re.sub(r"\s", " ", match["number"].lower())]
        if (match.re is not _ONE or number == 1) and (match.re is not _SEVERAL or number != 1):
            yield match.start("number"), number
    for who in _WHO.finditer(text):
        yield who.start(), 2 if who[0].lower() == "twins" else 3


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_ONE, _SEVERAL, *_ANY):
        for match in pattern.finditer(text):
            if not _is_no_count(text, match):
                yield match
    for pattern in (_OF_WHOM, _WHOM):
        for match in pattern.finditer(text):
            if _ANYBODY.search(_sentence(text, match.start())):
                yield match


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """Whether the number is one of something else, or "both" of "both children and carers"."""
    at = match.start("number")
    if _BEFORE.search(text[max(0, at - _LOOK_BACK) : at]):
        return True
    return match["number"].lower() == "both" and bool(_BOTH_AND.match(text, match.end()))


def _sentence(text: str, at: int) -> str:
    """The sentence in which a place stands, up to that place."""
    return re.split(r"[.!?\n]", text[:at])[-1]
