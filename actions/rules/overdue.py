"""How an action stands on a day: pure rules of values (domain.md, 3). `today` is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions.rules.linked_risks import high_words
from actions.rules.thinness import number_word
from documents.enums import Canonical

BEHIND = frozenset({Canonical.AT_RISK, Canonical.OFF_TRACK})
CLOSED = frozenset({Canonical.COMPLETE, Canonical.WITHDRAWN, Canonical.REPROGRAMMED})
NOT_UPDATED = "not_updated"
NOT_UPDATED_LABEL = "Not updated this quarter"
DUE_SOON = timedelta(days=30)
ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

# the order in which counts are printed, the worst news not last
BUCKETS = (
    Canonical.OFF_TRACK.value,
    Canonical.AT_RISK.value,
    Canonical.ON_TRACK.value,
    Canonical.COMPLETE.value,
    Canonical.NOT_STARTED.value,
    Canonical.NOT_RATED.value,
    Canonical.REPROGRAMMED.value,
    NOT_UPDATED,
)


def is_overdue(due: date | None, rating: Canonical, today: date) -> bool:
    """Overdue means due before today and not complete; no date is never overdue."""
    return due is not None and due < today and rating not in CLOSED


def days_late(due: date | None, done_on: date) -> int:
    """Whole days between the due date and the day it was done; 0 when in time or undated."""
    return max((done_on - due).days, 0) if due else 0


def is_silent(rating: Canonical, said_on: date | None, asked_from: date) -> bool:
    """Rule 3: nothing said since the asking began. A closed action is not asked."""
    return rating not in CLOSED and (said_on is None or said_on < asked_from)


def bucket(rating: Canonical, silent: bool) -> str:
    """What is counted and printed: silence is never last quarter's colour (rule 3)."""
    return NOT_UPDATED if silent else rating.value


def needs_reason(rating: Canonical) -> bool:
    """Rule 4: anything but on track or complete needs a reason."""
    return rating in BEHIND


def needs_recovery(rating: Canonical) -> bool:
    """Rule 4: an off-track action also says what will be done."""
    return rating == Canonical.OFF_TRACK


def goes_to_chief_officers(
    times_moved: int, first_due: date, proposed: date, *, from_move: int, after_days: int
) -> bool:
    """Rule 5: a second move, or one of over 90 days, goes to the chief officers group.

    Which move and how many days are the committee's setting. `times_moved` counts the approved
    moves before this one; days are counted from `first_due`.
    """
    return times_moved + 1 >= from_move or (proposed - first_due).days > after_days


def officers_words(from_move: int, after_days: int) -> str:
    """The committee's rule of what goes to the chief officers, as pages print it."""
    if from_move == 1:
        return "Every new date goes to the chief officers group."
    moves = ORDINALS[from_move - 2]
    return (
        f"A {moves} move of a date, or one to more than {_days(after_days)} after the first agreed "
        "date, goes to the chief officers group."
    )


@dataclass(frozen=True)
class Proposal:
    """A rating that the rules propose, with the reason. Never set silently (rules 1 and 2)."""

    canonical: Canonical
    reason: str


def proposals(
    *,
    rating: Canonical,
    date_based: bool,
    due: date | None,
    today: date,
    quiet_updates: int = 0,
    revision_open: bool = False,
    blocked: bool = False,
    high_risks: Sequence[str] = (),
) -> list[Proposal]:
    """Rules 1 and 2: what to propose about an open action.

    `date_based` says whether the legend's red is a fact about the date; `quiet_updates` counts the
    "nothing to report" answers running up to today; `blocked` is what the lead said last, and
    `high_risks` are the numbers of the risks that it belongs to and that are high.
    """
    if rating in CLOSED:
        return []
    if is_overdue(due, rating, today):
        late = (today - due).days if due else 0
        return (
            _once(rating, Canonical.OFF_TRACK, f"Its date passed {_days(late)} ago")
            if date_based
            else []
        )
    amber = []
    if due and due - today <= DUE_SOON and rating in BEHIND | {Canonical.NOT_STARTED}:
        amber.append(f"due in {_days((due - today).days)} and not on track")
    if blocked:
        amber.append("the lead says that it is blocked")
    if quiet_updates >= 2:
        amber.append(f"nothing to report {number_word(quiet_updates)} updates running")
    if revision_open:
        amber.append("a new date has been asked for")
    if high_risks:
        amber.append(high_words(high_risks))
    reason = "; ".join(amber)
    return _once(rating, Canonical.AT_RISK, reason[:1].upper() + reason[1:]) if amber else []


def _once(rating: Canonical, proposed: Canonical, reason: str) -> list[Proposal]:
    worse = rating == Canonical.OFF_TRACK
    return [] if rating == proposed or worse else [Proposal(proposed, reason)]


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
