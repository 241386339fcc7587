"""A level's own name, in the singular and the plural, from a column's heading or a banner."""

import re

from imports.rules.columns.synonyms import first_phrase
from plans.enums import LevelRole

_ROLES = (
    (
        LevelRole.OBJECTIVE,
        r"objective|impact|recommendation|step|aim\b|commitment|area of priority",
    ),
    (LevelRole.OUTCOME, r"outcome|goal|result|area|standard"),
    (LevelRole.PRIORITY, r"priorit|theme|intent|pillar|strand|work ?stream|function|driver|domain"),
)


def level_name(words: str) -> str:
    """The heading's first phrase in the singular: "OBJECTIVES What we want…" is "Objective"."""
    phrase = re.sub(r"\s+", " ", first_phrase(words)).strip(" :.-–*")
    phrase = re.sub(r"\(s\)|\(ies\)", "", phrase)
    phrase = re.sub(r"\s+(?:no|number|ref)\.?$", "", phrase, flags=re.IGNORECASE)
    if phrase.isupper():
        phrase = phrase.capitalize()
    return singular(phrase)[:80] or "Heading"


def singular(phrase: str) -> str:
    """ "Strategic Priorities" → "Strategic Priority", "Areas of focus" → "Area of focus"."""
    head, sep, tail = _head(phrase)
    words = head.split(" ")
    words[-1] = "/".join(_one(word) for word in words[-1].split("/"))
    return " ".join(words) + sep + tail


def plural(phrase: str) -> str:
    head, sep, tail = _head(phrase)
    words = head.split(" ")
    words[-1] = "/".join(_many(word) for word in words[-1].split("/"))
    return " ".join(words) + sep + tail


def _head(phrase: str) -> tuple[str, str, str]:
    match = re.search(r" (?:of|for|to|in) ", phrase)
    if match:
        return phrase[: match.start()], match[0], phrase[match.end() :]
    return phrase, "", ""


def _one(word: str) -> str:
    if re.search(r"(?:ss|us|is)$", word, re.IGNORECASE):
        return word
    if re.search(r"ies$", word, re.IGNORECASE):
        return word[:-3] + ("Y" if word.isupper() else "y")
    if re.search(r"(?:ch|sh|x|ss)es$", word, re.IGNORECASE):
        return word[:-2]
    return word[:-1] if re.search(r"\ws$", word, re.IGNORECASE) else word


def _many(word: str) -> str:
    if not word[-1:].isalpha() or re.search(r"(?:[^s]s|us)$", word):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:ch|sh|x|ss)$", word) else "s")


def level_roles(names: list[str]) -> list[LevelRole]:
    """A role for each level, top first; two that would share one move apart where they can."""
    roles: list[LevelRole] = []
    order = [LevelRole.PRIORITY, LevelRole.OUTCOME, LevelRole.OBJECTIVE]
    for at, name in enumerate(names):
        text = name.casefold()
        told = next((role for role, words in _ROLES if re.search(words, text)), None)
        role = told or order[min(at, 2)]
        if at and order.index(role) <= order.index(roles[-1]):
            role = order[min(order.index(roles[-1]) + 1, 2)]
        roles.append(role)
    return roles
