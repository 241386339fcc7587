"""What needs the readers' attention in a snapshot, gravest first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from documents.enums import Silence
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Palette, Tag

Test = Callable[[ActionRecord], bool]
RATED = "Rated so by the lead, or proposed by the rules and accepted: both stand beside each other"
AGREED = (
    "Rated so by the lead, proposed by the rules and accepted, or agreed by the committee: they "
    "stand beside each other"
)

NOT_KNOWN = "Whether anybody was asked is not known"
SILENCES = (
    ("Asked and silent", "The lead was asked and did not answer", Silence.UNANSWERED.value),
    ("Not answered yet", "The lead was asked, and the window was open", Silence.AWAITED.value),
    (
        "Nobody to ask",
        "Not updated this quarter: no lead, a vacant post, or a group with nobody behind it",
        Silence.NOBODY.value,
    ),
    (
        "Not asked yet",
        "Not updated this quarter, and no window has asked about it since it came in",
        Silence.NOT_ASKED.value,
    ),
    ("Not updated this quarter", NOT_KNOWN, ""),  # of a snapshot that did not keep it
)


@dataclass(frozen=True)
class Matter:
    """One kind of trouble. ``brief`` matters need no reasons: they get a narrower table."""

    title: str
    meaning: str
    test: Test
    brief: bool = False


@dataclass(frozen=True)
class Entry:
    """An action that is printed because something is the matter with it."""

    action: ActionRecord
    tag: Tag
    chair: Tag | None
    also: Sequence[str]


@dataclass
class ExceptionGroup:
    """Actions with the same matter; each action is printed once, under the gravest."""

    title: str
    meaning: str
    needs_no_reasons: bool
    references: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.references)

    @property
    def brief(self) -> bool:
        """Whether a narrower table will do: there are no reasons to print."""
        return self.needs_no_reasons or not any(_explained(row.action) for row in self.entries)

    @property
    def elsewhere(self) -> int:
        return self.total - len(self.entries)


@dataclass(frozen=True)
class ExceptionTable:
    """Groups one below the other that need the same columns."""

    brief: bool
    groups: Sequence[ExceptionGroup]


def tables(troubles: Sequence[ExceptionGroup]) -> list[ExceptionTable]:
    """The groups that have anything to print, in as few tables as their columns ask for."""
    printed = [group for group in troubles if group.entries]
    return [
        ExceptionTable(brief, list(rows))
        for brief, rows in groupby(printed, key=lambda group: group.brief)
    ]


def matters(content: SnapshotContent, colours: Palette) -> tuple[Matter, ...]:
    """Every matter in order, the ratings in the words of the plan's own legend."""
    rated = _rated(content)
    return (
        Matter(
            colours.tag("off_track").label,
            rated,
            lambda a: a["status"] == "off_track",
        ),
        Matter(colours.tag("at_risk").label, rated, lambda a: a["status"] == "at_risk"),
        Matter(
            "Challenged by the chair",
            "The chair's rating stands beside the lead's",
            lambda a: a["challenge"] is not None,
        ),
        Matter(
            "Past the date agreed",
            "Due before this report's date and not complete",
            lambda a: a["overdue"],
        ),
        reopened_since(content),
        *(_silent(title, meaning, kind) for title, meaning, kind in SILENCES),
        Matter(
            "Sent back for more",
            "The coordinator asked the lead for more and has no answer yet",
            lambda a: a["sent_back"],
            brief=True,
        ),
        Matter(
            "Waiting to be verified",
            "Said to be complete; somebody else has to confirm it",
            lambda a: a["awaiting_verification"],
        ),
        Matter(
            "Without a lead",
            "Nobody answers for it: no lead, a vacant post, or a group with nobody behind it",
            _leaderless,
            brief=True,
        ),
        Matter("Without a date", "The plan does not say when", _dateless, True),
    )


def _rated(content: SnapshotContent) -> str:
    """Whose ratings stand: the lead's, and those that the rules or the committee put beside it."""
    adopted = [row["adopted"] for row in content["actions"] if row["adopted"]]
    if any("meeting" in row for row in adopted):
        return AGREED
    return RATED if adopted else "Rated so by the lead"


def _silent(title: str, meaning: str, kind: str) -> Matter:
    """One reason for which nothing was heard: whoever was not asked is not blamed (rule 3)."""
    return Matter(title, meaning, lambda a: a["silent"] and a["silence"] == kind, brief=True)


def reopened_since(content: SnapshotContent) -> Matter:
    """Actions whose verified completion was taken back in the report's period."""
    start = content["period_start"]
    test: Callable[[ActionRecord], bool] = lambda action: (  # noqa: E731
        action["reopened"] is not None and action["reopened"]["on"] >= start
    )
    return Matter("Reopened", "Verified as complete before, and taken up again", test)


def groups(
    standing: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[ExceptionGroup]:
    """What needs attention, gravest first. Each action is printed once; totals count all."""
    order = matters(content, colours)
    printed: set[int] = set()
    troubles = []
    for place, matter in enumerate(order):
        group = ExceptionGroup(matter.title, matter.meaning, matter.brief)
        for action in standing:
            if action["status"] == "complete" or not matter.test(action):
                continue
            group.references.append(action["reference"])
            if action["id"] not in printed:
                printed.add(action["id"])
                group.entries.append(_entry(action, colours, order[place + 1 :]))
        troubles.append(group)
    return [group for group in troubles if group.total]


def chairs_tag(action: ActionRecord, colours: Palette) -> Tag | None:
    """The chair's rating, to stand beside the lead's (rule 7)."""
    challenge = action["challenge"]
    return colours.tag(challenge["canonical"], challenge["label"]) if challenge else None


def _entry(action: ActionRecord, colours: Palette, graver: Sequence[Matter]) -> Entry:
    also = [matter.title.lower() for matter in graver if matter.test(action)]
    return Entry(action, colours.of(action), chairs_tag(action, colours), also)


def _explained(action: ActionRecord) -> bool:
    others = action["adopted"] or action["reopened"]
    if action["sent_back"] or action["silent"]:
        return bool(others or action["challenge"])
    said = action["progress"]
    return bool(others or action["reason"] or action["remedy"] or action["challenge"] or said)


def _leaderless(action: ActionRecord) -> bool:
    return bool({"no_lead", "vacant_post", "group_alone"} & set(action["flags"]))


def _dateless(action: ActionRecord) -> bool:
    return "no_date" in action["flags"]
