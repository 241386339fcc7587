"""Where somebody lives or can be reached: postcodes, mobile numbers, private mailboxes."""

import re
from collections.abc import Collection
from typing import Final

from guard.enums import Kind
from guard.rules.sightings import Sightings, warned, words_of

_AREAS: Final = words_of(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
    "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L "
    "LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S "
    "SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR "
    "WS WV YO ZE "
)
_POSTCODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?P<area>[A-Z]{1,2})(?P<district>[0-9][A-Z0-9]?)[ \n.-]{0,3}"
    r"(?P<unit>[0-9][ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.I,
)
_ORDINAL: Final = frozenset({"st", "nd", "rd", "th"})
_MOBILE: Final = re.compile(
    r"(?<![0-9])(?:0[ .-]?|\+ ?44[ ().-]{0,3}(?:\(?0\)?)?[ .-]?|0044[ .-]?)"
    r"7(?:[ .-]?[0-9]){9}(?![0-9])"
)
_PROVIDERS: Final = (
    "gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|btinternet"
    "|btopenworld|sky|virginmedia|virgin|ntlworld|blueyonder|talktalk|tiscali|gmx|mail|protonmail"
    "|proton|pm|zoho|fastmail|plus|orange|o2|tutanota|hey|yandex"
)
_MAILBOX: Final = re.compile(
    rf"(?<![\w.+'-])[\w.+'-]{{1,64}}(?: ?@ ?| ?[(\[]at[)\]] ?)(?:{_PROVIDERS})"
    r"\.(?:com|co\.uk|uk|net|org|me|de|ie|fr|ca|ru)(?![\w])",
    re.I,
)


def addresses(text: str, offices: Collection[str]) -> Sightings:
    """`offices` are postcodes that are everybody's, in any spelling of case and spaces."""
    allowed = {compact(office) for office in offices}
    for match in _POSTCODE.finditer(text):
        if _is_postcode(match) and compact(match[0]) not in allowed:
            yield warned(Kind.POSTCODE, match.start())
    for match in _MOBILE.finditer(text):
        yield warned(Kind.MOBILE, match.start())
    for match in _MAILBOX.finditer(text):
        yield warned(Kind.EMAIL, match.start())


def compact(postcode: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", postcode.upper())


def is_postcode(text: str) -> bool:
    match = _POSTCODE.fullmatch(text.strip())
    return bool(match and _is_postcode(match))


def _is_postcode(match: re.Match[str]) -> bool:
    """Of an area that there is, and no class with a place in it ("S1 1st"); letters of one case."""
    unit, letters = match["unit"], match["area"] + match["unit"][1:]
    if match["area"].upper() not in _AREAS or unit[1:] in _ORDINAL:
        return False
    return letters.isupper() or letters.islower() or letters.istitle()
