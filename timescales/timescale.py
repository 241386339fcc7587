"""What a committee's timescale means: by a date, recurring, ongoing … (domain.md, section 2).

The words themselves are kept and printed by others. A reading that leans on anything but the words
carries a doubt in plain English, for a person to look at.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from timescales.date_format import long_day
from timescales.dates import find_dates, tidy
from timescales.days import Period, Reading, Stretch, last_day, plus_months
from timescales.enums import Recurrence, TimescaleKind


@dataclass(frozen=True)
class Understanding:
    """What was understood. `due` is the last day in time; a recurring one's is its first day."""

    kind: TimescaleKind
    due: date | None = None
    starts: date | None = None
    recurrence: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sense:
    """The timescale with its dates and its telling words laid out by position; -1 is absent."""

    text: str
    reading: Reading
    dates: list[Stretch] = field(default_factory=list)
    recurrence: str = ""
    rhythm: int = -1
    rhythm_doubt: str = ""
    ongoing: int = -1
    demand: int = -1
    meeting: int = -1


_STATUS = re.compile(
    r"(?:now |fully |partially |partly |action )?(complete[d]?|done|finished|achieved|closed|met|"
    r"in progress|underway|under way|on track|on target|not (?:yet )?started|delayed|overdue|"
    r"outstanding|red|amber|green|blue|purple|withdrawn|cancelled|superseded|r|a|g|b|p)\b"
)
_ELSEWHERE = re.compile(
    r"(?:same )?as (?:above|before|below|per (?:above|action|objective)|action|in)\b.*|ditto.*|"
    r'(?:see|refer to) .*|same|"|``|as \d[\w.]*|″|〃'
)
_PENDING = re.compile(
    r"(?:date |timescale )?(?:tb[cad]|n/?a|not (?:applicable|known)|none|\?+|-+|\.+|pending|"
    r"(?:date )?to be (?:confirmed|agreed|advised|determined|decided|set).*)"
)
_ONGOING = re.compile(
    r"\bon[ -]?going\b|\bcontinu(?:ous|ously|al|ally|ing|e|es)\b|\bthroughout\b|\brolling\b|"
    r"\bpermanent(?:ly)?\b|\bbusiness as usual\b|\bbau\b|\balways\b|"
    r"\b(?:duration|lifetime|life) of (?:the )?(?:\w+ )?plan\b|\bfor the (?:duration|lifetime)\b"
)
_DEMAND = re.compile(
    r"\b(?:as|when|where|if|whenever)(?: and (?:when|where))?(?: it is)? "
    r"(?:required|needed|necessary|appropriate|requested|relevant|applicable|they arise|arising)\b|"
    r"\bon (?:request|demand)\b|\bad[ -]?hoc\b|\bas (?:and when|they arise|opportunit\w+ arise)\b|"
    r"\breactive(?:ly)?\b|\bcase by case\b"
)
_BODY = (
    r"(?:cpc|cog|csg|acpc|appc|committee|sub-?groups?|sub-?committees?|groups?|boards?|meetings?)"
)
_MEETING = re.compile(
    rf"\b(?:at|prior to|before|ahead of|in advance of|in time for|after|following|for|"
    rf"when planning|each|every|next|all|during) (?:\w+[ /-]+){{0,4}}?{_BODY}\b|"
    rf"^(?:\w+ )?{_BODY} meetings?$"
)
_OPENERS = re.compile(
    r"\b(?:(?:not|no) (?:before|earlier than|sooner than|until)|(?:not )?until after|"
    r"from|start(?:s|ing|ed)?(?: (?:in|on|from))?|commenc\w+(?: (?:in|on|from))?|since|as of|"
    r"with effect from|w\.?e\.?f\.?|effective(?: from)?|beginning(?: (?:in|on))?|after)"
    r"(?: the| end of| the end of)? ?$"
)
_WEEK = re.compile(r"\b(?:w/?c|week (?:commencing|beginning|starting))\W*(?:mon(?:day)?\W*)?$")
_ONWARDS = re.compile(r"^\W*(?:and )?(?:onwards?|forward|thereafter)\b")
_UNTIL = re.compile(r"\b(?:until|till|til|to|through|up to|ends?|ending)(?: the)?(?: end of)? ?$")

_R = Recurrence
# The first that fits; a rhythm that the product does not offer has no value and says so.
_RHYTHMS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern), value, doubt)
    for pattern, value, doubt in (
        (r"\bbiennial(?:ly)?\b|\b(?:every|each) (?:two|2|second|other) years?\b|"
         r"\b(?:two|2)[ -]yearly\b", _R.BIENNIALLY, ""),
        (r"\bbi-?annual(?:ly)?\b", _R.TWICE_YEARLY, "“Bi-annual” was read as twice a year."),
        (r"\b(?:six|6)[ -]?monthly\b|\b(?:every|each) (?:six|6) months\b|\bhalf[ -]yearly\b|"
         r"\btwice (?:a|per|each) year\b|\btwice yearly\b|\bsemi-?annual(?:ly)?\b",
         _R.TWICE_YEARLY, ""),
        (r"\bquarterly\b|\b(?:every|each|per|once a|a) quarter\b|\b(?:three|3)[ -]?monthly\b|"
         r"\b(?:every|each) (?:three|3) months\b|\b(?:four|4) times (?:a|per) year\b",
         _R.QUARTERLY, ""),
        (r"\btermly\b|\b(?:every|each|per) term\b", _R.QUARTERLY,
         "“Each term” was read as quarterly."),
        (r"\bannually\b|\byearly\b|\b(?:every|each|per|once a|once each) (?:calendar )?year\b|"
         r"\bper annum\b|\bevery (?:twelve|12) months\b|\b(?:twelve|12)[ -]?monthly\b|\bannual\b",
         _R.ANNUALLY, ""),
        (r"\bbi-?monthly\b|\b(?:\d+|two|four|eight|nine|ten)[ -]?(?:monthly|weekly|yearly)\b|"
         r"\b(?:every|each) (?:\d+|two|three|four|five|six|eight|nine|ten|other|second)"
         r" (?:days|weeks|months|years|week|month)\b", "",
         "The rhythm is not one that can be followed: please choose the nearest."),
        (r"\bmonthly\b|\b(?:every|each|per|once a|a) month\b", _R.MONTHLY, ""),
        (r"\bfortnightly\b|\bdaily\b", _R.WEEKLY, "The nearest rhythm, weekly, was taken."),
        (r"\bweekly\b|\b(?:every|each|per|once a) week\b", _R.WEEKLY, ""),
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def understand(words: str, period: Period) -> Understanding:
    """Read `words` against the plan's `period`. Never raises; what it cannot read is `unknown`."""
    text = tidy(words)
    plain = _out_of_place(text, words.strip())
    if plain:
        return plain
    sense = _sense(text, find_dates(text, period))
    meaning = _dated(sense) if sense.dates else _undated(sense, words.strip())
    doubts = [*meaning.doubts, *sense.reading.doubts, *_impossible(sense.reading)]
    if meaning.kind == TimescaleKind.BY_DATE and meaning.due:
        doubts += _outside(meaning.due, period)
    return replace(meaning, doubts=tuple(dict.fromkeys(doubts)))


def understand_day(day: date, *, shows_day: bool, period: Period) -> Understanding:
    """Read a spreadsheet's real date; one shown as "Mar-24" means the month's last day."""
    due = day if shows_day else last_day(day.year, day.month)
    return Understanding(TimescaleKind.BY_DATE, due=due, doubts=tuple(_outside(due, period)))


def _out_of_place(text: str, words: str) -> Understanding | None:
    if not text:
        return Understanding(TimescaleKind.UNKNOWN, doubts=("No timescale is given.",))
    status = _STATUS.match(text)
    if status and not re.search(r"\bby\b|[a-z]{3,} [a-z]{3,}", text[status.end() :]):
        doubt = f"“{words}” is a status, not a timescale."
        return Understanding(TimescaleKind.MISPLACED, doubts=(doubt,))
    if _ELSEWHERE.fullmatch(text):
        doubt = f"“{words}” points to another row. Please say what is meant here."
        return Understanding(TimescaleKind.MISPLACED, doubts=(doubt,))
    if _PENDING.fullmatch(text):
        return Understanding(TimescaleKind.UNKNOWN, doubts=("The timescale is still to be set.",))
    return None


def _sense(text: str, reading: Reading) -> _Sense:
    rest = reading.rest
    exact = [one for one in reading.stretches if not one.loose]
    recurrence, rhythm, doubt = _rhythm(rest, bool(exact))
    return _Sense(
        text=text,
        reading=reading,
        dates=exact or reading.stretches,
        recurrence=recurrence,
        rhythm=rhythm,
        rhythm_doubt=doubt,
        ongoing=_at(_ONGOING, rest),
        demand=_at(_DEMAND, rest),
        meeting=_at(_MEETING, rest),
    )


def _at(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else -1


def _rhythm(rest: str, dated: bool) -> tuple[str, int, str]:
    for pattern, value, doubt in _RHYTHMS:
        match = pattern.search(rest)
        # "annual report, March 2024" names a thing; "annually, March 2024" a rhythm
        if match and not (dated and match[0] in ("annual", "biennial")):
            return value, match.start(), doubt
    return "", -1, ""


def _dated(sense: _Sense) -> Understanding:
    first, last = sense.dates[0], max(sense.dates, key=lambda one: one.end)
    if sense.ongoing >= 0 and (sense.ongoing < first.position or all(d.span for d in sense.dates)):
        named = not all(d.loose for d in sense.dates)
        doubt = f"Ongoing, though {long_day(last.end)} is named: no date was set." if named else ""
        return _made(TimescaleKind.CONTINUOUS, sense, doubt)
    if sense.rhythm >= 0:
        return _recurring_with_date(sense, first, last)
    if len(sense.dates) == 1 and _WEEK.search(sense.reading.rest[: first.position]):
        end = first.start + timedelta(days=6)
        doubt = (
            f"The week begins on {long_day(first.start)}: its last day, {long_day(end)}, was taken."
        )
        return _made(TimescaleKind.BY_DATE, sense, doubt, due=end)
    opened = bool(_OPENERS.search(sense.reading.rest[: first.position]))
    alone = len(sense.dates) == 1 and not first.joined
    if alone and (opened or _onwards(sense, first)):
        return _made(TimescaleKind.FROM_DATE, sense, first.doubt, starts=first.start)
    doubts = [last.doubt, *_mixed(sense, opened)]
    starts = first.start if first.start < last.end and (opened or first.joined) else None
    if any(d.plan_year for d in sense.reading.stretches):
        doubts += _plan_year_disagrees(sense, last)
    return _made(TimescaleKind.BY_DATE, sense, *doubts, due=last.end, starts=starts)


def _onwards(sense: _Sense, first: Stretch) -> bool:
    after = sense.reading.rest[first.position :].lstrip("\0")
    return bool(_ONWARDS.match(after))


def _recurring_with_date(sense: _Sense, first: Stretch, last: Stretch) -> Understanding:
    before = sense.reading.rest[: first.position]
    if _OPENERS.search(before):
        return _made(TimescaleKind.RECURRING, sense, first.doubt, starts=first.start)
    if _UNTIL.search(before):
        doubt = f"It recurs until {long_day(last.end)}."
        return _made(TimescaleKind.RECURRING, sense, doubt)
    doubt = "" if last.loose else f"It recurs; {long_day(last.end)} was taken as the first time."
    due = None if last.loose else last.end
    return _made(TimescaleKind.RECURRING, sense, doubt, due=due)


def _mixed(sense: _Sense, opened: bool) -> list[str]:
    doubts = []
    ends = sorted({one.end for one in sense.dates})
    between = sense.reading.rest[sense.dates[0].position : sense.dates[-1].position].strip("\0 ")
    joined = opened or between in ("-", "to", "until", "till")
    if len(ends) > 1 and not joined and not sense.dates[0].loose:
        doubts.append(f"More than one date is named: the later, {long_day(ends[-1])}, was taken.")
    if sense.ongoing >= 0:
        doubts.append("The words also say that it is ongoing.")
    if re.search(r"\btb[ca]\b", sense.text):
        doubts.append("The words say that the date is still to be confirmed.")
    return doubts


def _plan_year_disagrees(sense: _Sense, last: Stretch) -> list[str]:
    years = [d for d in sense.reading.stretches if d.plan_year]
    if last.loose or any(year.start <= last.end <= year.end for year in years):
        return []
    return [f"{long_day(last.end)} does not lie in the plan's year that is named beside it."]


def _undated(sense: _Sense, words: str) -> Understanding:
    if sense.meeting >= 0 and (sense.rhythm < 0 or sense.meeting < sense.rhythm):
        return _made(TimescaleKind.MEETING, sense)
    kinds = (
        (sense.rhythm, TimescaleKind.RECURRING),
        (sense.meeting, TimescaleKind.MEETING),
        (sense.ongoing, TimescaleKind.CONTINUOUS),
        (sense.demand, TimescaleKind.ON_DEMAND),
    )
    said = sorted((at, order, kind) for order, (at, kind) in enumerate(kinds) if at >= 0)
    if said:
        return _made(said[0][2], sense)
    if sense.reading.impossible:
        return _made(TimescaleKind.UNKNOWN, sense)
    return _made(TimescaleKind.UNKNOWN, sense, f"“{words}” was not understood.")


def _made(
    kind: TimescaleKind,
    sense: _Sense,
    *doubts: str,
    due: date | None = None,
    starts: date | None = None,
) -> Understanding:
    rhythmic = kind in (TimescaleKind.RECURRING, TimescaleKind.MEETING)
    said = [doubt for doubt in doubts if doubt]
    if kind == TimescaleKind.RECURRING and sense.rhythm_doubt:
        said.append(sense.rhythm_doubt)
    recurrence = sense.recurrence if rhythmic else ""
    return Understanding(kind, due, starts, recurrence, tuple(said))


def _impossible(reading: Reading) -> list[str]:
    return [f"“{words}” is not a date that exists." for words in reading.impossible]


def _outside(due: date, period: Period) -> list[str]:
    if period.start <= due <= plus_months(period.end, 12):
        return []
    return [f"{long_day(due)} lies outside the plan's period."]
