"""A plan as it is typed on the command line."""

from django.core.management.base import CommandError
from django.db.models import Q

from plans.models import Plan


def plan_called(words: str) -> Plan:
    """The one plan that `words` name: by title, short name or number. CommandError when none or
    several answer to them."""
    wanted = Q(slug=words) | Q(title__iexact=words)
    if words.isdecimal():
        wanted |= Q(pk=int(words))
    plans = list(Plan.objects.standing().filter(wanted).select_related("area"))
    if not plans:
        raise CommandError(f"No plan is called {words!r}.")
    if len(plans) > 1:
        names = ", ".join(f"{row.slug} ({row.area})" for row in plans)
        raise CommandError(f"Several plans answer to {words!r}; use one of: {names}")
    return plans[0]
