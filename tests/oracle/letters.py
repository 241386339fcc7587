"""The day's e-mails: nobody is told to answer, or told that they were silent, who was not asked."""

import re
from collections.abc import Iterator, Sequence

from django.core.mail import EmailMessage

from tests.oracle.position import Position, differs
from tests.oracle.record import rows
from tests.oracle.truth import Truth

OWN, BACK = "PLEASE UPDATE BY", "SENT BACK TO YOU"
SILENT, NOBODY = "NOT UPDATED, BY AGENCY", "NOBODY TO ASK"
AS_DEPUTY, OF_GROUP = "NOT UPDATED: CAN YOU HELP AS DEPUTY?", "NOT UPDATED IN THE GROUP YOU CHAIR"
HEADING = re.compile(r"^[A-Z][A-Z0-9 ,:?]+$")
HOLDERS = """
select h.post_id, u.email, h.starts, h.ends from committees_postholding h
join accounts_user u on u.id = h.user_id
"""


def letters(sent: Sequence[EmailMessage], true: Position) -> Iterator[str]:
    """What the letters of a day say, with the record as it was that morning."""
    for letter in sent:
        for heading, names in _sections(letter.body).items():
            for name in names:
                row = next((one for one in true.rated if one.reference == name), None)
                why = "it is not in the plan" if row is None else _untrue(heading, row, true)
                if row and heading.startswith((OWN, BACK)) and not _theirs(letter.to[0], row, true):
                    why = "they do not hold the post"
                if why:
                    yield f"{true.day}, {letter.to[0]}, {heading}, {name}: {why}"
    yield from _left_out(sent, true)


def _sections(body: str) -> dict[str, list[str]]:
    """The references under each heading."""
    told: dict[str, list[str]] = {}
    heading = ""
    for line in body.splitlines():
        if HEADING.match(line):
            heading = line
        elif match := re.match(r"\* (.+?): ", line):
            told.setdefault(heading, []).append(match[1])
    return told


def _untrue(heading: str, row: Truth, true: Position) -> str:
    """Why what stands under a heading is not so; "" where it is."""
    if row.done or row.claimed:
        return "it is complete, or said to be"
    if heading.startswith(OWN):
        return "" if row.silence == "awaited" or row.sent_back else "nothing is owed"
    if heading == BACK:
        taken = [one for one in true.record.completions[row.row.id] if one.state != "claimed"]
        return "" if row.sent_back or taken else "nothing was sent back"
    if heading == NOBODY:
        return "" if row.silence in ("nobody", "awaited") or row.vacant else "somebody was asked"
    if heading in (SILENT, AS_DEPUTY, OF_GROUP):
        asked = row.silence == "unanswered" or row.sent_back
        return "" if asked else f"nobody was asked and silent: {row.silence!r}"
    return f"no heading is known as {heading!r}"


def _theirs(address: str, row: Truth, true: Position) -> bool:
    held = [one for one in rows(HOLDERS) if row.posts and one.post_id == row.posts[0]]
    return any(
        one.email == address
        and one.starts <= true.day
        and (one.ends is None or one.ends >= true.day)
        for one in held
    )


def _left_out(sent: Sequence[EmailMessage], true: Position) -> Iterator[str]:
    """On the working day on which a window opens, everybody who owes something is written to."""
    opened = [row for row in true.record.windows if row.opens_on == true.day]
    if not opened or true.day.weekday() > 4:
        return
    told = {
        name for letter in sent for heading, names in _sections(letter.body).items()
        if heading.startswith((OWN, NOBODY)) for name in names
    }  # fmt: skip
    owed = {row.reference for row in true.rated if row.silence in ("awaited", "nobody")}
    yield from differs(f"asked on {true.day}", sorted(owed - told), [])
