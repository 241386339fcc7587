"""The plan as a tree of lines, as its editor sees it: headings, actions, leads, timescales.

Another thing than the loader reads: nothing of what was said, and draft or not it is the text of
this moment, with the versions of the rows that are about to be written.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db.models import Prefetch

from actions.enums import ActionKind
from actions.models import Action, Lead
from committees.models import PostHolding
from outline.rules.lines import ACTIONS, APART, LOOSE, ONGOING, Line, line_of, walk
from plans.models import Plan
from plans.queries import Branch, headings_of, tree

MANY = 120  # lines; a longer plan is folded up to its headings


@dataclass(frozen=True)
class Outline:
    """A plan's lines in printing order. `digest` says whether anything of their order or numbers
    has changed since."""

    plan: Plan
    lines: Sequence[Line] = field(default_factory=list)

    def __iter__(self) -> Iterator[Line]:
        return (line for line, _ in walk(self.lines))

    def line(self, key: str) -> Line | None:
        """The row with that key; None for what is none or is gone."""
        line = line_of(self.lines, key)
        return line if line and line.is_row else None

    @property
    def rows(self) -> list[Line]:
        return [line for line in self if line.is_row]

    @property
    def folded(self) -> bool:
        return len(self.rows) > MANY

    @property
    def digest(self) -> str:
        said = [(line.key, over.key if over else "", line.number) for line, over in self.pairs]
        return sha256(repr(said).encode()).hexdigest()[:16]

    @property
    def pairs(self) -> Iterator[tuple[Line, Line | None]]:
        return walk(self.lines)


def outline_of(plan: Plan, today: date) -> Outline:
    """The plan's lines; withdrawn actions are left out. Four queries."""
    under: defaultdict[int | None, list[Line]] = defaultdict(list)
    ongoing = []
    vacant = _vacant(plan, today)
    for action in _actions(plan):
        if action.kind == ActionKind.ONGOING:
            ongoing.append(_action(action, vacant, APART))
        else:
            under[action.heading_id].append(_action(action, vacant, ACTIONS))
    lines = [_heading(branch, under) for branch in tree(headings_of(plan))]
    if under[None]:
        name = "Under no heading" if lines else "Actions"
        lines.append(Line(LOOSE, "", APART, "", name, children=under[None]))
    if ongoing:
        lines.append(Line(ONGOING, "", APART, "", plan.ongoing_name, children=ongoing))
    return Outline(plan, lines)


def _heading(branch: Branch, under: dict[int | None, list[Line]]) -> Line:
    row = branch.heading
    below = [_heading(child, under) for child in branch.children]
    return Line(
        f"h{row.pk}",
        row.level.singular,
        row.level.position,
        row.number,
        row.text,
        children=[*under.get(row.pk, []), *below],
        version=row.row_version,
    )


def _action(row: Action, vacant: set[int], series: int) -> Line:
    leads = list(row.leads.all())
    lead = next((one for one in leads if one.accountable), None)
    known = str(lead.post) if lead else row.lead_words.strip()
    facts = " · ".join(part for part in (known, row.timescale_words.strip()) if part)
    gone = "post vacant" if lead and lead.post_id in vacant else ""
    return Line(
        f"a{row.pk}",
        "",
        series,
        row.number,
        row.text,
        facts=facts,
        doubt=gone or ("" if leads else "no lead"),
        version=row.row_version,
    )


def _actions(plan: Plan) -> list[Action]:
    leads = Lead.objects.select_related("post")
    rows = Action.objects.filter(plan=plan, withdrawn_on=None).order_by("position", "pk")
    return list(rows.prefetch_related(Prefetch("leads", queryset=leads)))


def _vacant(plan: Plan, today: date) -> set[int]:
    """The posts that lead something here and that nobody holds."""
    led = Lead.objects.filter(action__plan=plan, action__withdrawn_on=None)
    held = PostHolding.objects.filter(post__leads__action__plan=plan).current(today)
    return set(led.exclude(post__in=held.values("post")).values_list("post", flat=True))
