"""What kind an agency is, by the words of its name; a person can say otherwise."""

import re
from typing import Final

_KINDS: Final = (
    ("reporter", r"\breporter|\bscra\b"),
    ("police", r"\bpolice\b|constabulary"),
    ("health", r"\bnhs\b|\bhealth\b|hospital|\bicb\b"),
    ("council", r"\bcouncil\b|social work|education|housing|children'?s services|local authority"),
    ("third_sector", r"barnardo|aberlour|women'?s aid|voluntary|third sector|nspcc|charity|trust"),
)


def agency_kind(name: str) -> str:
    """A value of AgencyKind: "health" for "NHS Farrow", "other" where the name does not say."""
    plain = name.casefold().replace("’", "'")
    return next((kind for kind, words in _KINDS if re.search(words, plain)), "other")
