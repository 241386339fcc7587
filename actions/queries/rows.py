"""One action in a list: how it stood, what is the matter with it, what moved, and its words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind
from documents.statuses import Tag
from plans.models import Heading
from timescales.date_format import long_day

Path = tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`before` is how the action stood on the day compared with, None when it was not in the plan.

    `tag_lead` is the lead's own rating, where a proposed one was accepted and stands in `tag`.
    `tag_last` is the last rating that anyone gave, where silence is printed in its place.
    `path` runs from the plan's top heading down to the action's own.
    """

    standing: Standing
    path: Path
    tag: Tag
    matters: frozenset[str]
    moves: frozenset[str]
    before: Standing | None = None
    tag_before: Tag | None = None
    tag_lead: Tag | None = None
    tag_last: Tag | None = None

    @property
    def pk(self) -> int:
        return self.standing.action.pk

    @property
    def bucket(self) -> str:
        return self.tag.canonical

    @property
    def said_on(self) -> date | None:
        return self.standing.said_on

    @property
    def lead(self) -> str:
        return str(self.standing.accountable or "")

    @property
    def holder(self) -> str:
        """Who holds the accountable lead's post today, or that nobody does."""
        lead = self.standing.accountable
        if lead is None:
            return ""
        held = [row for row in lead.post.present if row.capacity == Capacity.HOLDER]
        if held:
            return str(held[0].user)
        if lead.post.kind == PostKind.GROUP:
            return "" if lead.post.present else "Nobody behind it"
        return "Vacant"

    @property
    def under(self) -> str:
        """The nearest numbered heading that the action stands under, in short."""
        numbered = [step for step in self.path if step.number]
        nearest = (numbered or list(self.path))[-1:]
        return short_name(nearest[0]) if nearest else ""

    @property
    def due_words(self) -> str:
        """The date that counts, where the committee's own words do not say it."""
        due, first = self.standing.due, self.standing.first_due
        if due is not None and (due != first or self.standing.times_moved):
            return f"Now due {long_day(due)} ({times_moved(self.standing.times_moved)})"
        if due is None or long_day(due) in self.standing.action.timescale_words:
            return ""
        return f"Due {long_day(due)}"

    @property
    def first_words(self) -> str:
        """The first agreed date, where the date has moved since and the words do not say it."""
        first = self.standing.first_due
        moved = self.standing.times_moved and first is not None
        said = first and long_day(first) in self.standing.action.timescale_words
        return f"First agreed {long_day(first)}" if moved and first and not said else ""

    @property
    def before_words(self) -> str:
        """The rating that stood before, with a word when nobody spoke for it; "" for a new one."""
        if self.before is None or self.tag_before is None:
            return ""
        silent = " (not updated then)" if self.before.silent else ""
        return f"{self.tag_before.label}{silent}"

    @property
    def notes(self) -> list[str]:
        """What stands beside the status, in a few words each."""
        return [*_silence(self.standing, self.tag_last), *_notes(self.standing, self.tag_lead)]


def short_name(heading: Heading) -> str:
    """ "Outcome 3" where the heading has a number, else its first words."""
    if heading.number:
        return f"{heading.level.singular} {heading.number}"
    words = heading.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def times_moved(times: int) -> str:
    """How often a date has moved, in words."""
    return "moved once" if times == 1 else f"moved {times} times"


def _silence(row: Standing, last: Tag | None) -> Iterator[str]:
    """Who was asked, and what was known last: never as today's (rule 3)."""
    if row.silence is None:
        return
    yield row.silence_words
    if last and row.rated_on:
        yield f"Last known: {last.label}, {long_day(row.rated_on)}"
    else:
        yield "Never rated"


def _notes(row: Standing, lead: Tag | None) -> Iterator[str]:
    if row.overdue:
        yield f"Overdue by {row.days_late} day{'' if row.days_late == 1 else 's'}"
    if row.adopted and lead:
        yield f"Lead: {lead.label}"
    if row.challenge:
        yield f"Chair: {row.challenge.entry_label}"
    if row.returned:
        yield "Sent back to the lead"
    if row.claimed:
        yield "Completion to be verified"
    if row.proposed_due:
        yield f"Asked to move to {long_day(row.proposed_due)}"
    for proposal in row.proposals:
        yield f"Rules propose {proposal.canonical.label.lower()}"
