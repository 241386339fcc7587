"""What a plan's headings and actions are called, as a difference names them."""

from actions.models import Action
from actions.rules.printed_words import reference_of
from plans.models import Heading, Plan


def references_of(plan: Plan) -> dict[tuple[bool, int], str]:
    """By whether it is a heading, and by its key. Two queries."""
    actions = {
        (False, row.pk): f"Action {reference_of(row)}" for row in Action.objects.filter(plan=plan)
    }
    headings = Heading.objects.filter(plan=plan).select_related("level")
    return actions | {
        (True, row.pk): f"{row.level.singular} {row.number}".strip() for row in headings
    }
