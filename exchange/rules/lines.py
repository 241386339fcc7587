"""A plan as lines that can be compared: what a file says, what stood when it was made, what stands.

Leads are told by what they are joined to ("post:7"), or by their words where nobody here is called
so. Pure.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from documents.enums import Canonical
from imports.rules.own.paper import PlanPaper
from imports.rules.plan.draft import PlanDraft

Joined = Callable[[str], str]


@dataclass(frozen=True)
class HeadingLine:
    """`parent` is a place in the list of headings; `key` is None in a file."""

    key: int | None
    level: str
    parent: int | None
    number: str
    text: str

    @property
    def title(self) -> str:
        return f"{f'{self.level} {self.number}'.strip()}: {self.text}"


@dataclass(frozen=True)
class ActionLine:
    """One action; `leads` are what they are joined to, the accountable first, `names` their words.

    `lead_words` and `timescale` are as printed; `states` are all that its status may be called.
    """

    key: int | None
    heading: int | None
    ongoing: bool
    number: str
    text: str
    timescale: str = ""
    due: date | None = None
    first_due: date | None = None
    leads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lead_words: str = ""
    impact: str = ""
    evidence: str = ""
    prefix: str = ""
    origin: str = ""
    measures: tuple[tuple[str, str], ...] = ()
    states: frozenset[Canonical] = frozenset()
    status: str = ""


@dataclass(frozen=True)
class Lines:
    headings: Sequence[HeadingLine] = ()
    actions: Sequence[ActionLine] = ()
    levels: Sequence[str] = field(default_factory=tuple)

    def by_key(self) -> dict[int, ActionLine]:
        return {one.key: one for one in self.actions if one.key is not None}

    def title_of(self, heading: int | None) -> str:
        return "no heading" if heading is None else self.headings[heading].title


def of_file(draft: PlanDraft, joined: Joined) -> Lines:
    """What a file says, however it was read."""
    names = [level.name for level in draft.levels]
    return Lines(
        [
            HeadingLine(None, names[one.level], one.parent, one.number, one.text)
            for one in draft.headings
        ],
        [
            ActionLine(
                key=one.key,
                heading=one.heading,
                ongoing=one.ongoing,
                number=one.number,
                text=one.text,
                timescale=one.timescale_words,
                due=one.meaning.due,
                first_due=one.first_due,
                leads=tuple(dict.fromkeys(map(joined, one.leads))),
                names=one.leads,
                lead_words=one.lead_words,
                impact=one.impact,
                evidence=one.evidence,
                prefix=one.prefix,
                origin=one.origin,
                measures=one.measures,
                states=frozenset({one.status}),
                status=one.status_words or one.status.label,
            )
            for one in draft.actions
        ],
        names,
    )


def of_paper(paper: PlanPaper, joined: Joined) -> Lines:
    """The plan as it stands, or stood."""
    names = [level.singular for level in paper.levels]
    return Lines(
        [
            HeadingLine(one.key, names[one.level], one.parent, one.number, one.text)
            for one in paper.headings
        ],
        [
            ActionLine(
                key=one.key,
                heading=one.heading,
                ongoing=one.ongoing,
                number=one.number,
                text=one.text,
                timescale=one.timescale,
                due=one.meaning.due,
                first_due=one.first_due,
                leads=tuple(joined(name) for name in (one.accountable, *one.contributing) if name),
                names=tuple(name for name in (one.accountable, *one.contributing) if name),
                impact=one.impact,
                evidence=one.evidence,
                origin=one.origin,
                measures=tuple(one.measures),
                states=frozenset(
                    {Canonical(one.status.canonical) if one.status else Canonical.NOT_RATED}
                ),
                status=one.status.label if one.status else Canonical.NOT_RATED.label,
            )
            for one in paper.actions
        ],
        names,
    )
