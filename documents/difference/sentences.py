"""The words of a change: one plain sentence for each kind. Pure; `changes` says which there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from documents import phrases
from documents.enums import Canonical
from documents.schema.actions import ChallengeRecord, ComparedRecord
from documents.schema.changes import ChangeRecord
from documents.schema.content import NOT_UPDATED
from documents.schema.quarter import AdoptedRecord

Move = Callable[[ComparedRecord | None, ComparedRecord], ChangeRecord]
Rating = Callable[[ComparedRecord, ComparedRecord], ChangeRecord]
LONGEST_REASON = 110
SHORTEST_LAST_WORD = 4  # what stands before a full stop and is shorter may be "Dr." or "A."
# Openings of a sentence that may follow a colon in small letters; any other word may be a name.
OPENINGS = frozenset([
    "A", "After", "All", "An", "And", "Although", "As", "Because", "Before", "But", "Both",
    "By", "Due", "Each", "Every", "For", "From", "If", "In", "It", "Many", "Most", "No",
    "Not", "Nobody", "On", "One", "Only", "Our", "Several", "Since", "Some", "Still",
    "That", "The", "There", "These", "They", "This", "Three", "Two", "Until", "Waiting",
    "We", "When", "While", "With", "Without", "Work",
])  # fmt: skip
STOPS = frozenset({". ", "! ", "? "})


def change(
    kind: str,
    row: ComparedRecord,
    sentence: str,
    pair: tuple[str | None, str | None] = ("", ""),
    statuses: tuple[str, str] = ("", ""),
    field: str = "",
) -> ChangeRecord:
    return {
        "kind": kind,
        "action": row["id"],
        "reference": row["reference"],
        "ongoing": row["ongoing"],
        "field": field,
        "before": str(pair[0] or ""),
        "after": str(pair[1] or ""),
        "before_status": statuses[0],
        "after_status": statuses[1],
        "sentence": f"{row['reference']} {sentence}",
    }


def _status(
    kind: str, before: ComparedRecord | None, after: ComparedRecord, sentence: str
) -> ChangeRecord:
    """A change of status: what was printed then and is printed now."""
    then, label = (before["status"], before["status_label"]) if before else ("", "")
    return change(kind, after, sentence, (label, after["status_label"]), (then, after["status"]))


def rating(record: ComparedRecord) -> str:
    """The rating in the legend's words, whatever silence prints in its place."""
    silent = record["status"] == NOT_UPDATED
    return record["rating_label"] if silent else record["status_label"]


def _moved(kind: str) -> Rating:
    def words_of(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
        then, now = rating(before), rating(after)
        unheard = " (not updated then)" if before["status"] == NOT_UPDATED else ""
        words = f"moved from {then}{unheard} to {now}{_because(after)}"
        if before["rating"] == Canonical.NOT_RATED.value:
            words = f"was rated {now}, for the first time{_because(after)}"
        return _status(kind, before, after, words)

    return words_of


def _completed(before: ComparedRecord | None, after: ComparedRecord) -> ChangeRecord:
    late = after["days_late"]
    how = f", {phrases.count(late, 'day')} late" if late else ""
    when = f" on {phrases.day(after['completed_on'])}" if after["completed_on"] else ""
    return _status("completed", before, after, f"was completed{when}{how}.")


def _reopened(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    reopened = after["reopened"]
    reason = reopened["reason"] if reopened else ""
    words = f"was complete and is open again, as {rating(after)}{_ending(reason)}"
    return _status("reopened", before, after, words)


def _fell_silent(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    """Silence is nobody's before it is said who was asked, and until when (domain.md, rule 3)."""
    why = after["silence_words"]
    asked = f" ({why[0].lower()}{why[1:]})" if why else ""
    words = f"was not updated{asked}; its last rating was {rating(after)}."
    if after["rating"] == Canonical.NOT_RATED.value:
        words = f"was not updated{asked}, and has never been rated."
    return _status("fell_silent", before, after, words)


def _heard_again(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    words = f"is updated again: {rating(after)}."
    return _status("heard_again", before, after, words)


def _added(before: ComparedRecord | None, after: ComparedRecord) -> ChangeRecord:
    meeting = after["added_at_meeting"]
    where = f", at the meeting of {phrases.day(meeting)}" if meeting else ""
    again = "put back into" if before else "added to"
    words = f"was {again} the plan on {phrases.day(after['added_on'])}{where}."
    if before:
        words = "was put back into the plan."
    return change("added", after, words, ("", after["text"]))


def _withdrawn(before: ComparedRecord | None, after: ComparedRecord) -> ChangeRecord:
    if not after["withdrawn_on"]:
        return change("withdrawn", after, "is no longer in the plan.", (after["text"], ""))
    when = phrases.day(after["withdrawn_on"])
    words = f"was withdrawn on {when}{_ending(after['withdrawn_reason'])}"
    return change("withdrawn", after, words, (after["text"], ""))


def date_moved(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    pair = before["due"], after["due"]
    how = ", as was decided" if after["times_moved"] > before["times_moved"] else ""
    words = f"moved from {_date(pair[0])} to {_date(pair[1])}{how}."
    return change("date_moved", after, words, pair)


def date_asked(after: ComparedRecord) -> ChangeRecord:
    pair = after["due"], after["due_proposed"]
    words = f"asks to move from {_date(pair[0])} to {_date(pair[1])}."
    return change("date_asked", after, words, pair)


def date_declined(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    pair = before["due_proposed"], after["due"]
    words = f"keeps its date, {_date(pair[1])}: {_date(pair[0])} was asked for and not agreed."
    return change("date_declined", after, words, pair)


def challenged(after: ComparedRecord, row: ChallengeRecord) -> ChangeRecord:
    lead = _lead_rating(after)
    # cut after its first sentence a reason may seem to say the opposite of what it goes on to say
    reason = _after_colon(in_short(row["reason"]))
    words = f"is rated {row['label']} by the chair, beside the lead's {lead[1]}{reason}"
    pair = lead[1], row["label"]
    return change("challenged", after, words, pair, (lead[0], row["canonical"]))


def _lead_rating(record: ComparedRecord) -> tuple[str, str]:
    """The lead's own rating and its word, also where a proposed one was accepted since."""
    if row := record["adopted"]:
        return row["lead_canonical"], row["lead_label"]
    return record["rating"] or "", rating(record)


def challenge_answered(after: ComparedRecord, row: ChallengeRecord) -> ChangeRecord:
    words = f"has a new word of its lead since the chair rated it {row['label']}."
    pair = row["label"], after["status_label"]
    statuses = row["canonical"], after["status"]
    return change("challenge_answered", after, words, pair, statuses)


def adopted(after: ComparedRecord, row: AdoptedRecord) -> ChangeRecord:
    agreed = "meeting" in row
    whose = "as the committee agreed" if agreed else "as the rules proposed"
    words = (
        f"stands as {row['label']}, {whose}, beside the lead's {row['lead_label']}"
        f"{_ending(row['reason'])}"
    )
    pair = row["lead_label"], row["label"]
    return change(
        "agreed" if agreed else "adopted",
        after,
        words,
        pair,
        (row["lead_canonical"], row["canonical"]),
    )


def lead(before: ComparedRecord, after: ComparedRecord) -> ChangeRecord:
    pair = _leads(before), _leads(after)
    words, field = "has other contributing leads.", "contributing"
    if before["lead"] != after["lead"]:
        then, now = (row["lead"] or "nobody" for row in (before, after))
        words, field = f"is led by {now}; before, by {then}.", "lead"
    return change("lead", after, words, pair, field=field)


def place(after: ComparedRecord, pair: tuple[str, str]) -> ChangeRecord:
    """An action that stands under another heading; `pair` names both where they are known."""
    then, now = (name or "another part of the plan" for name in pair)
    words = f"stands under {now}; before, under {then}."
    if not any(pair):
        words = "stands in another part of the plan."
    return change("place", after, words, pair)


# In what was in the plan on one of the days only, or on both.
OF_A_MOVE: Mapping[str, Move] = {
    "completed": _completed,
    "added": _added,
    "withdrawn": _withdrawn,
}
# In what was in the plan on both days.
OF_A_RATING: Mapping[str, Rating] = {
    "reopened": _reopened,
    "worsened": _moved("worsened"),
    "improved": _moved("improved"),
    "rerated": _moved("rerated"),
    "fell_silent": _fell_silent,
    "heard_again": _heard_again,
}


def _leads(record: ComparedRecord) -> str:
    return phrases.listed([name for name in (record["lead"], *record["contributing"]) if name])


def _date(iso: str | None) -> str:
    return phrases.day(iso) if iso else "no date"


def _because(after: ComparedRecord) -> str:
    """The reason of the rating as it stands: the rules' where their proposal was accepted."""
    row = after["adopted"]
    return _ending(row["reason"] if row else after["reason"])


def _ending(reason: str) -> str:
    """The end of a sentence: a full stop, or a colon and the reason in short."""
    return _after_colon(first_sentence(reason))


def _after_colon(short: str) -> str:
    return f": {short}" if short else "."


def first_sentence(text: str, longest: int = LONGEST_REASON) -> str:
    """The first sentence of somebody's words, to stand after a colon, cut between words."""
    words = " ".join(text.split())
    return in_short(words[: _end(words)], longest)


def in_short(text: str, longest: int = LONGEST_REASON) -> str:
    """Somebody's words, to stand after a colon, cut between words where there are too many."""
    words = " ".join(text.split()).rstrip(".")
    if not words:
        return ""
    if len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    first, _, rest = words.partition(" ")
    lowered = f"{first.lower()} {rest}" if first in OPENINGS and rest else words
    return lowered if lowered[-1:] in "!?…" else f"{lowered}."


def _end(words: str) -> int:
    """Where the first sentence stops; "Dr. Marr" and "A. Marr" are one piece."""
    for at in range(len(words)):
        last = words[:at].rpartition(" ")[2]
        if words[at : at + 2] in STOPS and len(last) >= SHORTEST_LAST_WORD:
            return at + (words[at] != ".")
    return len(words)
