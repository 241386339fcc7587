"""Template tags of the look: status tags and dates. Loaded into every template (settings)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from timescales.date_format import long_day, long_moment

register = template.Library()

# The same as on paper (documents.statuses). Shapes differ, so that a status is told apart in
# grey and by people who see no difference between red and green.
SYMBOLS: Final = {
    "complete": "✓",
    "on_track": "●",
    "at_risk": "▲",
    "off_track": "■",
    "not_started": "□",
    "not_rated": "–",
    "withdrawn": "×",
    "reprogrammed": "→",
    "not_updated": "○",
}


@register.simple_tag
def status_tag(canonical: object, label: object, symbol: object = "") -> SafeString:
    """A status as word, symbol and colour.

    `canonical` is one of `SYMBOLS`; the words are the plan's own (`label`). The symbol is
    decoration beside the word, so it is hidden from screen readers.
    """
    state = str(canonical)
    return format_html(
        '<strong class="cpc-status cpc-status--{}">'
        '<span class="cpc-status__symbol" aria-hidden="true">{}</span> {}</strong>',
        state if state in SYMBOLS else "not_rated",
        symbol or SYMBOLS.get(state, SYMBOLS["not_rated"]),
        label,
    )


@register.filter
def day(value: dt.date | None, default: str = "No date") -> str:
    """A date as people write it: "31 July 2022"; `default` when there is none."""
    if value is None or value == "":
        return default
    if isinstance(value, dt.datetime):
        value = localtime(value).date() if value.tzinfo else value.date()
    return long_day(value)


@register.filter
def moment(value: dt.datetime | None, default: str = "Never") -> str:
    """A moment as people write it: "31 July 2022 at 2:05 pm", in the site's time zone."""
    if value is None:
        return default
    return long_moment(localtime(value))
