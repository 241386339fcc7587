"""What is said of what was seen: kind, place and why, and never the value."""

from collections.abc import Iterable
from typing import Final

from guard.enums import Kind, Verdict
from guard.rules.examination import Examination
from guard.rules.sightings import Sighting

WHY: Final = {
    Kind.CHI: "ten digits that begin with a date and pass the check",
    Kind.NHS: "ten digits that pass the check of NHS numbers",
    Kind.HC: "ten digits that pass the check, of the range of Northern Ireland",
    Kind.UPN: "a letter and twelve signs, and the letter fits them",
    Kind.SCN: "nine digits beside the words for it",
    Kind.BIRTH: "a date beside a word for birth",
    Kind.POSTCODE: "it stands for a few houses",
    Kind.CHILD_AGE: "an age or a class beside a word for a child and a letter or number",
    Kind.INITIALS_AGE: "an age beside initials",
    Kind.NAME_AGE: "an age beside a name",
    Kind.NINO: "letters and digits in its pattern",
    Kind.CASE: "digits in the pattern of a system that keeps cases",
    Kind.POLICE: "digits in the pattern of a police record",
    Kind.UPRN: "digits beside the words for it: it stands for one house",
    Kind.MOBILE: "eleven digits that begin with 07",
    Kind.EMAIL: "a mailbox that no organisation gives",
    Kind.COUNT: "in a small place readers may know who they are",
}
_DOUBTFUL: Final = {
    Kind.CHI: "its digits nearly fit",
    Kind.NHS: "its digits nearly fit, or nothing beside them says what they are",
    Kind.HC: "nothing beside the digits says what they are",
}
NOTHING_SAVED: Final = "Nothing was saved. Write the learning, not the child."
NO_NUMBER: Final = "Figures tell numbers safely; words can say “a few”."
TAKE_OUT: Final = "Take it out, or say why it cannot."
MAY_STAY: Final = "Take it out, or say why it may be told."


def sentences(seen: Examination) -> list[str]:
    """One for each kind, the strictest first, with the lines that it was seen on."""
    return [_sentence(kind, _of(seen, kind)) for kind in seen.kinds]


def advice(seen: Examination) -> str:
    """What its writer can do about a doubt."""
    return MAY_STAY if seen.kinds == [Kind.COUNT] else TAKE_OUT


def refusal(seen: Examination) -> str:
    """What is said beside a field whose text is refused."""
    kinds = [kind for kind in seen.kinds if _of(seen, kind)[0].verdict == Verdict.REFUSE]
    said = [_sentence(kind, _of(seen, kind)) for kind in kinds]
    return " ".join([*said, NOTHING_SAVED])


def brief(seen: Examination) -> str:
    """The same in a few words, for a cell of a table: "looks like an NHS number"."""
    return looks_like(seen.kinds)


def looks_like(kinds: Iterable[Kind]) -> str:
    return "looks like " + " and ".join(kind.label for kind in kinds)


def _of(seen: Examination, kind: Kind) -> list[Sighting]:
    return [one for one in seen.sightings if one.kind == kind]


def _sentence(kind: Kind, sightings: list[Sighting]) -> str:
    where = _where(sorted({one.line for one in sightings}))
    if sightings[0].verdict == Verdict.REFUSE:
        return f"This looks like {kind.label}{where}: {WHY[kind]}."
    if kind == Kind.COUNT:
        return f"This tells {kind.label}{where}: {WHY[kind]}. {NO_NUMBER}"
    why = _DOUBTFUL.get(kind, WHY[kind])
    return f"This may identify a child or somebody near{where}, by {kind.label}: {why}."


def _where(lines: list[int]) -> str:
    """Nothing where it stands in the first line: most texts have no other."""
    if lines == [1]:
        return ""
    if len(lines) == 1:
        return f" in line {lines[0]}"
    return f" in lines {', '.join(map(str, lines[:-1]))} and {lines[-1]}"
