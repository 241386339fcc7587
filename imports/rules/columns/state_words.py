"""The field's usual words for how an action stands, and the marks that stand for them."""

import re

from documents.enums import Canonical

_C = Canonical
_WORDS: tuple[tuple[Canonical, str], ...] = (
    (_C.COMPLETE, r"(?:now |fully )?(?:complete|completed|done|achieved|finished|closed|"
                  r"implemented|delivered|blue|purple)|100%|action complete"),
    (_C.ON_TRACK, r"(?:progress )?(?:on track|on target|on schedule|on course|green)|"
                  r"progressing well|on (?:track|target) to (?:achieve|complete|deliver)"),
    (_C.AT_RISK, r"(?:at risk|amber|yellow|(?:progress )?delayed|slipped|some slippage|slippage|"
                 r"behind(?: schedule)?|some concerns?|part(?:ial)?ly (?:achieved|met|complete))"),
    (_C.OFF_TRACK, r"(?:off[ -]track|red|overdue|outwith deadline.*|significant issues|off target|"
                   r"missed|not (?:on track|on target|achieved|met|delivered))"),
    (_C.NOT_STARTED, r"(?:not (?:yet )?(?:started|commenced|begun)|to be started|grey|white)"),
    (_C.WITHDRAWN, r"(?:withdrawn|cancelled|removed|superseded|no longer (?:required|needed))"),
    (_C.REPROGRAMMED, r"(?:re-?programmed|deferred|postponed|carried forward|rescheduled|on hold)"),
    (_C.NOT_RATED, r"(?:not rated|n/?a|none|-+|–|tb[ca]|no status)"),
)  # fmt: skip
# What may follow a state without changing it: "Delayed because of staffing", "Complete. See 3".
_TAIL = (
    r"(?:\s*[-:(,.;].*|\s+(?:because|due to|owing to|as|pending|awaiting|following|but|although|"
    r"though)\b.*)?"
)
_USUAL = tuple((canonical, re.compile(rf"(?:{words}){_TAIL}")) for canonical, words in _WORDS)
_COMPLETE = re.compile(
    r"(?:now |fully |action )?complete[d]?(?:[\s:(–-]*[\w /.,]{0,20}\)?)?", re.DOTALL
)
_TICKED = re.compile(r"(?:y|yes|x|true|tick(?:ed)?|[✓✔☑☒√✅×●•■]\ufe0f?)\.?", re.IGNORECASE)
_UNTICKED = re.compile(r"(?:n|no|false|not yet|[✗✘☐□❌○]\ufe0f?|-|–|n/?a)\.?", re.IGNORECASE)
_PER_CENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)?", re.IGNORECASE)
_ASKS = re.compile(
    r"\(?(?:please )?(?:\btick\b(?: if)?|\by\s?/?\s?n\b|\byes\s?/\s?no\b|\bx\b)\)?|%|"
    r"\bper ?cent(?:age)?\b|[?✓✔√☑]",
    re.IGNORECASE,
)


_LOOKALIKE = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХ", "ABEZHIKMNOPTYXABEKMHOPCTYX")


def as_latin(code: str) -> str:
    """A code of one or two letters in Latin ones: a Greek or Cyrillic capital looks the same."""
    return code.translate(_LOOKALIKE) if len(code) <= 4 else code


def tidy_state(words: str) -> str:
    """Lower case without leading numbers, brackets and marks: "2 – On track." is "on track"."""
    text = re.sub(r"\s+", " ", words.casefold().replace("–", "-").replace("—", "-")).strip(" .*")
    text = re.sub(r"^\d\s*[-:.]?\s+(?=[a-z])", "", text)
    return text.strip("() ")


def usual_state(text: str) -> Canonical | None:
    """The state that tidied words say, by the whole of them or by how they begin."""
    for canonical, pattern in _USUAL:
        if pattern.fullmatch(text):
            return canonical
    return _C.COMPLETE if says_complete(text) else None


def is_plain_state(text: str) -> bool:
    """Tidied words that name a state and nothing beside it."""
    return any(re.fullmatch(words, text) for _, words in _WORDS)


def says_complete(words: str) -> bool:
    """Words that say only that it is complete: "Complete", "Completed June 22"."""
    text = tidy_state(words)
    return bool(
        _COMPLETE.fullmatch(text) and not re.search(r"\bby\b|\bto\b|\bbe\b|\d+%|\bnot\b", text)
    )


def asks_for_mark(header: str) -> bool:
    """The column's name asks for a tick, a yes or no, or a per cent."""
    return bool(_ASKS.search(header))


def marked_state(header: str) -> Canonical | None:
    """The state that a mark in this column stands for: "On target (tick)", "Complete Y/N"."""
    return usual_state(tidy_state(" ".join(_ASKS.sub(" ", header).split())))


def is_mark(words: str) -> bool:
    text = words.strip()
    per_cent = _PER_CENT.fullmatch(text)
    return bool(_TICKED.fullmatch(text) or _UNTICKED.fullmatch(text) or (per_cent and "%" in text))


def says_yes_or_no(words: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:y|n|yes|no|true|false|n/?a|-)\s*", words, re.IGNORECASE))


def is_ticked(words: str) -> bool | None:
    """Whether the mark says so; None when the words are no mark. Only a hundred per cent does."""
    text = words.strip()
    if _TICKED.fullmatch(text):
        return True
    if _UNTICKED.fullmatch(text):
        return False
    per_cent = _PER_CENT.fullmatch(text)
    return float(per_cent[1]) >= 100 if per_cent else None
