"""Filters that put a snapshot's values into words."""

from django import template

from reporting import wording

register = template.Library()

register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("listed", wording.listed)
register.filter("sentence", wording.sentence)


@register.filter
def number_of(number: int, names: str) -> str:
    """{{ 3|number_of:"action,actions" }} gives "3 actions"."""
    singular, _, plural = names.partition(",")
    return wording.count(number, singular, plural or None)
