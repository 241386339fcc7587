"""What to ask about a plan, of whom, and why: one line an action, the worst first. Pure.

One source for the chair's home page, the dashboard, the lists and the agenda of a meeting.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import Truncator

from actions.queries.rows import Row
from actions.rules.matters import group_alone, vacant
from actions.rules.overdue import CLOSED
from documents.enums import Canonical, Silence
from documents.statuses import Tag, silence_tag
from timescales.date_format import long_day

MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Question:
    """`why` says why the action is asked about, `whom` who is asked and `text` what.

    An empty `text`: there is nothing to ask yet, and nobody to reproach.
    """

    row: Row
    why: str
    whom: str
    text: str

    @property
    def asks(self) -> bool:
        """Whether `text` is a question, and not only what comes next."""
        return self.text.endswith("?")

    @property
    def tag(self) -> Tag:
        """The status as printed, or which of the four silences stands in its place."""
        silence = self.row.standing.silence
        return silence_tag(silence) if silence else self.row.tag

    @property
    def late(self) -> str:
        """How many days the action is late; "" for one that is not."""
        days = self.row.standing.days_late
        return f"{days} day{'' if days == 1 else 's'} late" if days else ""


@dataclass(frozen=True)
class Questions:
    """`to_ask` in the order of the asking; `waiting` are those whom nobody may reproach yet."""

    to_ask: Sequence[Question]
    waiting: Sequence[Question]

    def of(self, row: Row) -> Question | None:
        """The question about one action, if there is one."""
        return next((one for one in (*self.to_ask, *self.waiting) if one.row.pk == row.pk), None)


Test = Callable[[Row], bool]


def _off_track(row: Row) -> bool:
    return row.bucket == Canonical.OFF_TRACK


def _silence(kind: Silence) -> Test:
    return lambda row: row.standing.silence == kind


# the order of the asking; an action stands under the first that is true of it
ORDER: tuple[Test, ...] = (
    _off_track,
    _silence(Silence.UNANSWERED),
    lambda row: row.standing.returned is not None and row.standing.rating not in CLOSED,
    _silence(Silence.NOBODY),
    lambda row: row.standing.overdue,
    lambda row: row.standing.contested and row.standing.rating not in CLOSED,
    lambda row: row.standing.no_lead and row.standing.rating not in CLOSED,
)
LATER = (Silence.AWAITED, Silence.NOT_ASKED)


def questions(rows: Iterable[Row]) -> Questions:
    """The questions about a plan's rated actions: red by days late, then those who said nothing.

    `rows` come in the plan's order, which is kept within each kind. Where the window is still open,
    or nobody has asked yet, there is no question (domain.md, rule 3).
    """
    rated = [row for row in rows if row.standing.rated]
    to_ask = sorted((row for row in rated if _place(row) < len(ORDER)), key=_order)
    waiting = [row for row in rated if row.standing.silence in LATER and _place(row) == len(ORDER)]
    return Questions([_question(row) for row in to_ask], [_waits(row) for row in waiting])


def why_and_next(row: Row) -> Question:
    """What a list says of an action: the question about it, else why it stands so and what is next.

    What stands beside the status already (`Row.notes`) is not said again.
    Where there is nothing to ask, `text` is what comes next; it may be empty.
    """
    now = row.standing
    reasons = [reason for reason in _reasons(row) if reason not in row.notes]
    if now.rated and _place(row) < len(ORDER):
        return Question(row, _sentences(reasons), _whom(row), _asked(row))
    if now.completion and not now.claimed:
        reasons = [_ended(f"Completed {long_day(now.completion.completed_on)}")]
    return Question(row, _sentences(reasons), _whom(row), _next(row))


def _next(row: Row) -> str:
    now = row.standing
    if now.rating in CLOSED:
        return ""
    if now.claimed:
        return "Somebody else confirms that it is complete"
    if now.open_revision:
        return f"Decide on {long_day(now.open_revision.proposed_due)}"
    return f"Due {long_day(now.due)}" if now.due else ""


def asked_first(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order of the asking, then those about which there is no question."""
    return sorted(rows, key=_order)


def _place(row: Row) -> int:
    if not row.standing.rated or row.standing.silence == Silence.AWAITED:
        return len(ORDER)
    return next((at for at, test in enumerate(ORDER) if test(row)), len(ORDER))


def _order(row: Row) -> tuple[int, int]:
    return _place(row), -row.standing.days_late


def _question(row: Row) -> Question:
    return Question(row, _sentences(_reasons(row)), _whom(row), _asked(row))


def _waits(row: Row) -> Question:
    return Question(row, _sentences(_reasons(row)), _whom(row), "")


def _whom(row: Row) -> str:
    return row.lead or "No lead"


def _reasons(row: Row) -> Iterator[str]:
    """Why an action is asked about: silence with what was known last, else the lead's words."""
    now = row.standing
    if now.silence:
        yield now.silence_words
        yield last_known(row)
    elif now.returned:
        sent_back = f"Sent back on {long_day(now.returned.checked_on)} and not answered"
        yield f"{sent_back}: {_ended(now.returned.note)}"
    else:
        yield from _said(row)
    if now.agreed:
        day = long_day(now.agreed.decided_on)
        yield _ended(f"The committee agreed {now.agreed.entry_label} on {day}: {now.agreed.reason}")
    if now.challenge:
        yield _ended(f"The chair rates it {now.challenge.entry_label}: {now.challenge.reason}")
    if now.open_revision:
        yield f"Asked to move to {long_day(now.open_revision.proposed_due)}"
    if now.times_moved:
        yield f"Moved {_times(now.times_moved)}, first agreed {_day(now.first_due)}"


def _said(row: Row) -> Iterator[str]:
    said = row.standing.said
    words = (said.reason or said.what_happened) if said else ""
    if said and words:
        yield _ended(f"{long_day(said.as_at)}: {words}")


def last_known(row: Row) -> str:
    """The last rating that anyone gave, with its day, where silence is printed in its place."""
    if row.tag_last and row.standing.rated_on:
        return f"Last known: {row.tag_last.label}, {long_day(row.standing.rated_on)}"
    return "Never rated"


def _asked(row: Row) -> str:
    """What to ask: of the date where it has passed, of the way back where it is off track."""
    now = row.standing
    if now.silence == Silence.NOBODY or now.no_lead:
        return _who_speaks(row)
    if now.returned:
        return "When does the answer come?"
    if now.silence == Silence.UNANSWERED:
        return "Is it done? If not, when?" if now.overdue else "How does it stand today?"
    if now.open_revision:
        return f"Will {long_day(now.open_revision.proposed_due)} hold?"
    if now.overdue:
        return "What is the new date, and what has to happen first?"
    if _off_track(row):
        return f"What will be done by {_day(now.due)}?" if now.due else "What will be done?"
    return "Which of the two ratings holds, and why?"


def _who_speaks(row: Row) -> str:
    if row.standing.no_lead:
        return "Who will lead it?"
    if vacant(row.standing):
        return "Who speaks for it until the post is filled?"
    if group_alone(row.standing):
        return "Who answers for the group?"
    return "Who speaks for it?"


def _ended(words: str) -> str:
    """Words of people's, short, without the full stop that the next sentence brings."""
    return Truncator(words).words(MOST_WORDS, truncate=" …").rstrip(". ")


def _sentences(parts: Iterable[str]) -> str:
    """Reasons one after the other, each with a full stop unless it was cut short."""
    return " ".join(part if part.endswith("…") else f"{part}." for part in parts if part)


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _day(day: date | None) -> str:
    return long_day(day) if day else "no day"
