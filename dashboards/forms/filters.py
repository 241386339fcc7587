"""Forms of the pages that only read: the day looked at, and what a list is asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from actions.enums import ActionKind
from actions.queries import movement
from actions.queries.positions import Position
from actions.queries.rows import Row
from actions.rules.matters import MATTERS
from actions.rules.overdue import BUCKETS
from dashboards.queries.by_heading import printed
from dashboards.queries.selection import NO_HEADING, OPEN, SORTS, Criteria
from timescales.date_format import long_day
from timescales.enums import TimescaleKind
from web.fields import DayField, TextField

Choices = list[tuple[str, str]]
ANY = [("", "Any")]
HEADING_LENGTH = 70


class DaysForm(forms.Form):
    """The day that a page looks at (today when none is given) and the one it compares with."""

    as_of = DayField(label="As it stood on", required=False)
    since = DayField(label="Compared with", required=False)

    def __init__(self, data: QueryDict | None = None, **options: Any) -> None:
        self.today: date = options.pop("today")
        super().__init__(_in_words(data) if data is not None else None, **options)

    def clean(self) -> dict[str, Any]:
        day, since = self.cleaned_data.get("as_of"), self.cleaned_data.get("since")
        if since and since >= (day or self.today):
            self.add_error("since", "Compare with a day before the one you look at.")
        return self.cleaned_data


def _in_words(data: QueryDict) -> dict[str, Any]:
    """The address's values with its days as people write them: an address holds 2024-03-31."""
    asked = dict(data.items())
    for name in ("as_of", "since"):
        try:
            asked[name] = long_day(date.fromisoformat(str(asked.get(name, ""))))
        except ValueError:
            continue
    return asked


class ActionFilters(DaysForm):
    """What an action list is asked for; its choices are those that the plan has."""

    words = TextField(label="Words", required=False, max_length=200)
    status = forms.ChoiceField(label="Status", required=False)
    matter = forms.ChoiceField(label="What needs attention", required=False)
    heading = forms.ChoiceField(label="Part of the plan", required=False)
    lead = forms.ChoiceField(label="Lead", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    timescale = forms.ChoiceField(label="Kind of timescale", required=False)
    moved = forms.ChoiceField(label="Moved", required=False)
    kind = forms.ChoiceField(label="Rated or ongoing", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=list(SORTS.items()))

    field_order = ["words", "status", "matter", "heading", "lead", "agency", "timescale", "kind"]

    def __init__(self, data: QueryDict, position: Position, today: date) -> None:
        super().__init__(data, today=today)
        for name, choices in choices_of(position).items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def criteria(self) -> Criteria:
        """What was asked for and understood; what was not is left out and said beside its field."""
        self.is_valid()
        asked = {name: self.cleaned_data.get(name, "") for name in Criteria.__dataclass_fields__}
        return Criteria(**asked)

    @property
    def sort_order(self) -> str:
        return str(self.cleaned_data.get("sort") or "plan")


def choices_of(position: Position) -> dict[str, Choices]:
    """The choices of every filter, in the plan's own words."""
    rows = [*position.rows, *position.gone]
    return {
        "status": [
            *ANY,
            (OPEN, "Everything but complete"),
            *((key, position.tags[key].label) for key in BUCKETS),
        ],
        "matter": [*ANY, *((matter.key, matter.label) for matter in MATTERS)],
        "heading": _headings(position),
        "lead": _leads(rows),
        "agency": _agencies(rows),
        "timescale": [*ANY, *TimescaleKind.choices],
        "moved": [*ANY, *movement.LABELS.items()],
        "kind": [
            ("", "All"),
            (ActionKind.RATED.value, "Rated actions"),
            (ActionKind.ONGOING.value, position.plan.ongoing_name),
        ],
    }


def _headings(position: Position) -> Choices:
    choices = [
        (str(branch.heading.pk), "– " * branch.depth + _short(printed(branch.heading)))
        for branch in position.headings
    ]
    name = position.grouping.singular.lower() if position.grouping else "heading"
    return [*ANY, *choices, (NO_HEADING, f"Under no {name}")]


def _short(text: str) -> str:
    if len(text) <= HEADING_LENGTH:
        return text
    return text[:HEADING_LENGTH].rsplit(" ", 1)[0] + " …"


def _leads(rows: Iterable[Row]) -> Choices:
    posts = {str(lead.post_id): lead.post.title for row in rows for lead in row.standing.leads}
    return [*ANY, *sorted(posts.items(), key=lambda item: item[1].casefold())]


def _agencies(rows: Iterable[Row]) -> Choices:
    agencies = {
        str(lead.post.agency.pk): lead.post.agency.name
        for row in rows
        for lead in row.standing.leads
        if lead.post.agency
    }
    return [*ANY, *sorted(agencies.items(), key=lambda item: item[1].casefold())]
