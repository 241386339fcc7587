"""Filters that put a snapshot's values into words."""

from django import template

from reporting import wording
from reporting.schema import ActionRecord

register = template.Library()

LONG = 1200  # characters; a longer text may run over a page end, a shorter one is kept together
TEXTS = ("text", "progress", "reason", "remedy", "difference", "evidence", "withdrawn_reason")

register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("listed", wording.listed)
register.filter("sentence", wording.sentence)


@register.filter
def number_of(number: int, names: str) -> str:
    """{{ 3|number_of:"action,actions" }} gives "3 actions"."""
    singular, _, plural = names.partition(",")
    return wording.count(number, singular, plural or None)


@register.filter
def row_class(action: ActionRecord) -> str:
    """ "long" for a row that would not fit on a page with its table's header, else "short"."""
    texts: dict[str, object] = dict(action)
    return "long" if any(len(str(texts[name])) > LONG for name in TEXTS) else "short"
