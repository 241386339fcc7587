"""When an update is thin: pure rules of values, each with a short reason in words.

Source: the coordinator's check in `domain.md`, "The quarter". Thin is a hint to the one who checks
and nothing more: the lead's words stand in the record as they are.

An update that says "complete" without evidence or the difference made is not thin but impossible:
it is refused when it is sent (rule 6, `actions.services.record_update`).
"""

import re

NO_EVIDENCE = "No evidence: nothing is written or attached that shows it"
UNCHANGED = "The words are the same as in the update before"
QUIET_LIMIT = 2

_LETTERS = re.compile(r"\w+")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def thin_reasons(
    *,
    nothing_to_report: bool,
    words: str,
    words_before: str,
    evidence: str,
    evidence_items: int,
    quiet_updates: int,
) -> list[str]:
    """Why an update is thin, in words to be printed; empty when it is not.

    `words_before` is the latest earlier update that said something, "" when there is none;
    `quiet_updates` counts the "nothing to report" answers running up to and with this one, of
    which the first alone is an answer like another.
    """
    if nothing_to_report:
        return [quiet_reason(quiet_updates)] if quiet_updates >= QUIET_LIMIT else []
    reasons = []
    if not evidence.strip() and evidence_items == 0:
        reasons.append(NO_EVIDENCE)
    if normal(words) and normal(words) == normal(words_before):
        reasons.append(UNCHANGED)
    return reasons


def quiet_reason(updates: int) -> str:
    return f"“Nothing to report” {number_word(updates)} updates running"


def number_word(number: int) -> str:
    """ "two" for 2; figures from ten on."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def normal(text: str) -> list[str]:
    """The words alone: capitals, spaces and punctuation make no other text of it."""
    return _LETTERS.findall(text.casefold())
