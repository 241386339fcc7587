"""Filters that put a snapshot's values into words."""

from collections.abc import Mapping, Sequence

from django import template

from documents import phrases
from documents.papers import last_words, others_words
from documents.registers import headed, shares
from documents.schema.actions import ActionRecord
from documents.statuses import SILENT_MEANS, Palette, Tag

register = template.Library()

LONG = 1200  # characters; a longer text may run over a page end, a shorter one is kept together

register.filter("day", phrases.day)
register.filter("moment", phrases.moment)
register.filter("short_head", phrases.short_head)
register.filter("listed", phrases.listed)
register.filter("sentence", phrases.sentence)
register.filter("shared_with", phrases.shared_with)
register.filter("shown", phrases.evidence)
register.filter("last_words", last_words.last_words)
register.filter("last_known", last_words.last_known)
register.filter("no_difference", last_words.no_difference)
register.filter("completed_words", last_words.completed_words)
register.filter("carried", others_words.carried)
register.filter("in_force", others_words.in_force)
register.filter("shares", shares)
register.filter("headed", headed)
register.filter("words_of_dates", last_words.date_words)


@register.simple_tag
def silent_means() -> str:
    """What a legend says of silence."""
    return SILENT_MEANS


@register.filter
def number_of(number: int, names: str) -> str:
    """{{ 3|number_of:"action,actions" }} gives "3 actions"."""
    singular, _, plural = names.partition(",")
    return phrases.count(number, singular, plural or None)


@register.filter
def of_action(by_action: Mapping[int, Sequence[str]], action: int) -> Sequence[str]:
    """What stands under an action's id; nothing where nothing does."""
    return by_action.get(action, ())


@register.filter
def row_class(action: ActionRecord) -> str:
    """ "long" for a row that would not fit on a page with its table's header, else "short"."""
    return "long" if any(len(text) > LONG for text in _texts(action)) else "short"


@register.filter
def length_class(action: ActionRecord) -> str:
    """`row_class` of the second edition: others' words about the action count too."""
    said = (action["challenge"], action["adopted"], action["reopened"])
    texts = [*_texts(action), *(row["reason"] for row in said if row)]
    return "long" if any(len(text) > LONG for text in texts) else "short"


def _texts(action: ActionRecord) -> list[str]:
    return [
        *(action["text"], action["progress"], action["reason"], action["remedy"]),
        *(action["difference"], action["evidence"], action["withdrawn_reason"]),
    ]


@register.filter
def lead_tag(action: ActionRecord, colours: Palette) -> Tag | None:
    """The lead's own rating, where what the rules proposed was accepted beside it (rule 1)."""
    row = action["adopted"]
    return colours.tag(row["lead_canonical"], row["lead_label"]) if row else None
