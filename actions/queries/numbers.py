"""The number that an action added to a plan is given."""

from collections.abc import Iterable, Sequence, Set

from actions.models import Action
from plans.models import Heading, Plan
from plans.queries import headings_of
from plans.rules.numbers import Numbered, next_number


def number_for(plan: Plan, heading: Heading | None) -> str:
    """The number after all ever used where `heading` counts; "" where the plan numbers nothing.

    Withdrawn actions keep their numbers. A heading without a number of its own (an expected impact)
    counts with the nearest numbered one above it and with its unnumbered neighbours, as plans
    print. Three queries.
    """
    headings = headings_of(plan)
    counted = _counted_with(heading, headings)
    used = dict[int | None, list[str]]()
    for place, number in Action.objects.filter(plan=plan).values_list("heading", "number"):
        used.setdefault(place, []).append(number.strip())
    here = [number for place in counted for number in used.get(place, [])]
    if any(here):
        return _free(here, {number for numbers in used.values() for number in numbers})
    own = _numbered(heading, {row.pk: row for row in headings})
    numbered = any(number for numbers in used.values() for number in numbers)
    return next_number([], within=own) if own and numbered and not here else ""


def _free(here: Sequence[str], taken: Set[str]) -> str:
    """The number after those used here. "1.3" may have moved to another heading with its action: it
    is not given again; plain numbers begin anew under every heading of the plans that print them.
    """
    used = [number for number in here if number]
    number = next_number(used)
    while "." in number and number in taken:
        used.append(number)
        number = next_number(used)
    return number


def numbered(plan: Plan) -> dict[int, Numbered]:
    """The number of each action that is in the plan, by its key. One query."""
    rows = Action.objects.filter(plan=plan, withdrawn_on=None).order_by("position", "pk")
    return {
        pk: Numbered(number, "", str(heading or ""), text[:80])
        for pk, number, heading, text in rows.values_list("pk", "number", "heading", "text")
    }


def _counted_with(heading: Heading | None, headings: Iterable[Heading]) -> list[int | None]:
    """The keys of the headings whose actions are numbered in one run with those of `heading`."""
    if heading is None:
        return [None]
    by_key = {row.pk: row for row in headings}
    top = _top_of_run(heading, by_key)
    return [row.pk for row in by_key.values() if _top_of_run(row, by_key).pk == top.pk]


def _top_of_run(heading: Heading, by_key: dict[int, Heading]) -> Heading:
    """The heading itself where it has a number, else the nearest numbered one above, else it."""
    step: Heading | None = heading
    while step and not step.number:
        step = by_key.get(step.parent_id or 0)
    return step or heading


def _numbered(heading: Heading | None, by_key: dict[int, Heading]) -> str:
    return _top_of_run(heading, by_key).number if heading else ""
