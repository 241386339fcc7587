"""Numbers by which a service keeps somebody: pupils, candidates, cases, the police, insurance."""

import re
from collections.abc import Sequence
from typing import Final

from guard.enums import Kind
from guard.rules.checks import is_scn, is_upn
from guard.rules.sightings import Sightings, refused, warned

_UPN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z](?:[ ./-]{0,2}[0-9]){11}[ ./-]{0,2}[0-9A-Z](?![A-Za-z0-9])", re.I
)
_SCN: Final = re.compile(
    r"(?<![a-z])(?:scn|(?:scottish )?candidate)(?: ?(?:no|num|number|id))?\.?[^0-9\n]{0,8}"
    r"(?P<digits>[0-9](?:[ .-]?[0-9]){8})(?![0-9])",
    re.I,
)
_SCN_AFTER: Final = re.compile(
    r"(?<![0-9])(?P<digits>[0-9](?:[ .-]?[0-9]){8})(?![0-9])[ (,]{1,3}"
    r"(?:scn|(?:scottish )?candidate)(?![a-z])",
    re.I,
)
_NINO: Final = re.compile(
    r"(?<![A-Za-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]"
    r"(?:[ -]?[0-9]{2}){3}[ -]?[A-D](?![A-Za-z0-9])",
    re.I,
)
_NUMBER_WORD: Final = (
    r"(?:[ -]?(?:no|num|number|ref|reference|id|record|file|case|client)\b\.?){0,2}"
)
_DIGITS: Final = r"[ :#(=/-]{0,4}(?:is )?[A-Z]{0,4}[-/]?[0-9]{5,10}(?![0-9])"
_SYSTEMS: Final = (
    "swis|swift|mosaic|care ?first|care ?director|eclipse|liquid ?logic|azeus|frameworki|oracle"
    "|seemis|trak ?care|emis|morse|corra"
)
_CASE: Final = re.compile(
    rf"(?<![a-z])(?:(?:{_SYSTEMS}){_NUMBER_WORD}"
    r"|(?:case|client|service user|person|patient|file|referral|scra|hearing)"
    r"[ -]?(?:no|num|number|ref|reference|id|file)\b\.?)"
    rf"{_DIGITS}",
    re.I,
)
_POLICE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:ps[-/ ]?20[0-9]{6}[-/ ]?[0-9]{3,5}(?![0-9])"
    r"|(?:i?vpd|crime|incident|storm|sid|cris|niche|unify)"
    rf"{_NUMBER_WORD}[ :#(=/-]{{0,4}}(?:is )?[A-Z]{{0,4}}[-/]?[0-9][0-9/-]{{3,14}}[0-9](?![0-9]))",
    re.I,
)
_UPRN: Final = re.compile(
    r"(?<![a-z])(?:uprn|unique property reference)(?: ?(?:no|number))?\.?[ :#(=-]{0,4}[0-9]{6,12}"
    r"(?![0-9])",
    re.I,
)
_WARNED: Final = (
    (Kind.NINO, _NINO),
    (Kind.CASE, _CASE),
    (Kind.POLICE, _POLICE),
    (Kind.UPRN, _UPRN),
)


def pupils(text: str) -> Sightings:
    """Numbers by which schools and examiners know a pupil."""
    for match in _UPN.finditer(text):
        if is_upn(_bare(match[0])):
            yield refused(Kind.UPN, match.start())
    for pattern in (_SCN, _SCN_AFTER):
        for match in pattern.finditer(text):
            verdict = refused if is_scn(_bare(match["digits"])) else warned
            yield verdict(Kind.SCN, match.start())


def references(text: str, patterns: Sequence[re.Pattern[str]]) -> Sightings:
    """`patterns` are those of an area's own systems (`guard.rules.patterns`)."""
    for kind, pattern in _WARNED:
        for match in pattern.finditer(text):
            yield warned(kind, match.start())
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield warned(Kind.CASE, match.start())


def _bare(written: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", written.upper())
