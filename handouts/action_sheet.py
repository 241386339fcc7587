"""One action on one sheet: how it stands, why, what is asked of whom, where it came from. Pure.

A row that has nothing to say is left out; what a reader would miss is said to be not recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import phrases, statuses
from documents.papers import headings, last_words, measures, others_words, tallies
from documents.papers.exceptions import chairs_tag
from documents.schema.actions import ActionRecord
from documents.schema.content import RevisionRecord, SnapshotContent
from documents.statuses import Palette, Tag
from handouts.page import ShortPaper, short_paper

NAME = "Action sheet"
REPORTS = 5  # with this one
NOT_RECORDED = "Not recorded."
# what needs no reason
UNEXPLAINED = ("on_track", "complete", "not_started", "not_rated", "not_updated")
FLAGS = {
    "no_lead": "No lead is named.",
    "vacant_post": "The lead’s post is vacant.",
    "group_alone": "Nobody stands behind the group that leads.",
    "no_date": "The plan does not say when.",
    "misplaced_timescale": "Something that is not a time stands as the timescale.",
    "repeated_number": "Another action has the same number.",
}


@dataclass(frozen=True)
class Then:
    """How the action stood in one report; no tag where it was not in the plan yet."""

    on: str
    tag: Tag | None


@dataclass(frozen=True)
class Row:
    """One matter with its lines; `late` are those that say that a date has passed."""

    name: str
    lines: Sequence[str]
    late: Sequence[str] = ()


@dataclass(frozen=True)
class ActionSheet:
    paper: ShortPaper
    action: ActionRecord
    tag: Tag
    chair: Tag | None
    above: Sequence[tuple[str, str]]
    stands: str
    history: Sequence[Then]
    rows: Sequence[Row]


def action_of(content: SnapshotContent, key: int) -> ActionRecord | None:
    """The action of that key, where the snapshot has it."""
    return next((row for row in content["actions"] if row["id"] == key), None)


def action_sheet(
    content: SnapshotContent,
    sha256: str,
    action: ActionRecord,
    earlier: Sequence[SnapshotContent] = (),
) -> ActionSheet:
    """The sheet of one action; `earlier` are the reports before, to which this one leads back,
    the newest first."""
    history = _history(content, action, earlier)
    colours = statuses.palette(content)
    named = [chairs_tag(action, colours), *(one.tag for one in history)]
    paper = short_paper(content, sha256, NAME, [action], [tag for tag in named if tag])
    return ActionSheet(
        paper=paper,
        action=action,
        tag=paper.palette.of(action),
        chair=named[0],
        above=_above(content, action),
        stands=_stands(action),
        history=history if len(history) > 1 else [],
        rows=_rows(content, action, paper.palette),
    )


def _above(content: SnapshotContent, action: ActionRecord) -> list[tuple[str, str]]:
    """The headings from the top of the plan down to the action."""
    words = headings.ancestry(content["headings"], len(content["levels"]))(action["heading"])
    names = [level["name"] for level in content["levels"]]
    return [(name, text) for name, text in zip(names, words, strict=True) if text]


def _stands(action: ActionRecord) -> str:
    """Whose the status is, and of which day."""
    if action["ongoing"]:
        return "Ongoing work: it is not rated and not counted."
    if action["withdrawn_on"]:
        return f"Left the plan on {phrases.day(action['withdrawn_on'])}."
    if action["completed_on"]:
        return ". ".join(last_words.completed_words(action)) + "."
    if action["silent"]:
        return f"{action['silence_words']}. {last_words.last_known(action)}."
    if row := action["adopted"]:
        said = phrases.sentence(others_words.in_force(row))
        return f"{said}. The lead rated it {row['lead_label']}."
    if action["rated_on"]:
        return f"Rated so by its lead on {phrases.day(action['rated_on'])}."
    return "Nobody has rated it yet."


def _history(
    content: SnapshotContent, action: ActionRecord, earlier: Sequence[SnapshotContent]
) -> list[Then]:
    """How it stood in the reports that this one leads back to, the oldest first."""
    told = [content, *earlier][:REPORTS]
    return [_then(one, action["id"]) for one in reversed(told)]


def _then(content: SnapshotContent, key: int) -> Then:
    action = action_of(content, key)
    tag = statuses.palette(content).of(action) if action else None
    return Then(content["as_of"], tag)


def _rows(content: SnapshotContent, action: ActionRecord, colours: Palette) -> list[Row]:
    asked = _asked(content, action)
    named = [
        Row("Asked of chief officers", asked),
        Row("The chair’s rating", _challenged(action, colours)),
        Row("Why", _because(action)),
        Row("What will be done about it", [action["remedy"]] if action["remedy"] else []),
        Row("What was last said", _said(action)),
        _dates(action),
        Row("Lead", _lead(action)),
        Row("Difference aimed at", _aim(content, action)),
        Row("Measured by", _measured(content, action)),
        Row("Difference made", _made(action)),
        Row("Recurring work", _recurring(content, action)),
        Row("Contributes to", _serves(content, action)),
        Row("Directions", _directed(content, action)),
        Row("Where it came from", [action["origin"], *others_words.marks(action)]),
        Row("To be put right", [FLAGS[flag] for flag in action["flags"] if flag in FLAGS]),
    ]
    return [row for row in named if row.lines or row.late]


def _aim(content: SnapshotContent, action: ActionRecord) -> list[str]:
    """The difference that it is to make, unless it stands among the headings above."""
    aim = action["expected_impact"]
    if aim and any(words.endswith(aim) for _, words in _above(content, action)):
        return []
    return [aim or NOT_RECORDED]


def _asked(content: SnapshotContent, action: ActionRecord) -> list[str]:
    """The decisions that wait for chief officers, and what a meeting put to them."""
    lines = [
        f"Agree or refuse {phrases.day(row['proposed'])} as its date, in place of "
        f"{phrases.day(row['previous'])}. The reason given: {row['reason']}"
        for row in _waiting(content, action)
        if row["to_chief_officers"]
    ]
    return lines + [
        f"{row['question']} (put by {row['body']}, {phrases.day(row['on'])})"
        for row in content["escalations"]
        if row["action"] == action["id"]
    ]


def _waiting(content: SnapshotContent, action: ActionRecord) -> list[RevisionRecord]:
    rows = [row for row in content["revisions"] if row["action"] == action["id"]]
    return [row for row in rows if row["state"] == "requested"]


def _challenged(action: ActionRecord, colours: Palette) -> list[str]:
    row, tag = action["challenge"], chairs_tag(action, colours)
    if row is None or tag is None:
        return []
    on = f", {phrases.day(row['on'])}" if row["on"] else ""
    return [f"{tag.symbol} {tag.label} ({row['by']}{on}): {row['reason']}"]


def _because(action: ActionRecord) -> list[str]:
    if action["withdrawn_on"]:
        return [action["withdrawn_reason"] or NOT_RECORDED]
    behind = action["status"] not in UNEXPLAINED
    unsaid = behind and not action["ongoing"] and not action["sent_back"]
    return [action["reason"]] if action["reason"] else [NOT_RECORDED] if unsaid else []


def _said(action: ActionRecord) -> list[str]:
    if action["completed_on"] or action["withdrawn_on"] or action["silent"]:
        return []
    return [line for line in last_words.last_words(action) if line != phrases.NONE]


def _dates(action: ActionRecord) -> Row:
    lines = last_words.date_words(action)
    late = lines[-1:] if action["overdue"] else []
    told = lines[: len(lines) - len(late)]
    own = [action["timescale"]] if action["timescale"] and action["timescale"] not in told else []
    return Row("Dates", [*own, *told], late)


def _lead(action: ActionRecord) -> list[str]:
    lead = action["lead"] or "No lead"
    holder = f" ({action['lead_holder']})" if action["lead_holder"] else ""
    others = action["contributing"]
    return [lead + holder] + ([f"with {phrases.listed(others)}"] if others else [])


def _measured(content: SnapshotContent, action: ActionRecord) -> list[str]:
    counted = measures.measures(content).of_actions.get(action["id"], ())
    texts = [row["text"].rstrip(".") for row in action["measures"]]
    unsaid = [f"{text}." for text in texts if not any(line.startswith(text) for line in counted)]
    return [*counted, *unsaid] or [NOT_RECORDED]


def _made(action: ActionRecord) -> list[str]:
    return last_words.last_words(action) if action["completed_on"] else []


def _recurring(content: SnapshotContent, action: ActionRecord) -> list[str]:
    rows = [row for row in tallies.tally_lines(content) if row.action["id"] == action["id"]]
    return [line for row in rows for line in (*row.done, *row.why)]


def _serves(content: SnapshotContent, action: ActionRecord) -> list[str]:
    return [
        f"{row['number']} {row['text']}".strip()
        for row in content["outcomes"]
        if action["id"] in row["actions"]
    ]


def _directed(content: SnapshotContent, action: ActionRecord) -> list[str]:
    """The directions of chief officers that it answers."""
    return [
        f"Answers direction {row['number']} of {phrases.day(row['given_on'])}: {row['text']}"
        for row in content["directions"]
        if not row["plan"] and any(one["action"] == action["reference"] for one in row["answers"])
    ]
