"""Template tags of the look: statuses and dates. Loaded into every template (settings)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from documents import phrases
from documents.statuses import Tag, default_tag
from timescales.date_format import long_day, long_moment
from web.status_stylesheet import addresses, collected, colour_class

register = template.Library()
register.filter("times", phrases.times)

STYLESHEETS: Final = "<!-- status colours -->"


@register.simple_tag
def status_tag(status: Tag | str, label: str = "") -> SafeString:
    """A status as word, symbol and colour.

    `status` is a tag, or an entry of a legend; or a state by its name, as it looks where no legend
    has a say, with `label` as its word. The symbol is decoration beside the word, so it is hidden
    from screen readers.
    """
    tag = default_tag(status, label) if isinstance(status, str) else status
    return format_html(
        '<strong class="cpc-status cpc-status--{} {}">'
        '<span class="cpc-status__symbol" aria-hidden="true">{}</span> {}</strong>',
        tag.canonical,
        colour_class(tag.colour),
        tag.symbol,
        tag.label,
    )


@register.simple_tag
def table_head(*names: str) -> SafeString:
    """The head of a table whose columns bear these names."""
    columns = format_html_join(
        "\n", '<th class="govuk-table__header" scope="col">{}</th>', ((name,) for name in names)
    )
    return format_html(
        '<thead class="govuk-table__head"><tr class="govuk-table__row">\n{}\n</tr></thead>', columns
    )


@register.filter
def status_colour(status: Tag) -> str:
    """The class that gives whatever stands for `status` its colour."""
    return colour_class(status.colour)


class Coloured(Node):
    """A whole page, with links to the stylesheets of the colours that its statuses have."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        with collected() as colours:
            page = self.nodelist.render(context)
        links = format_html_join(
            "\n", '<link rel="stylesheet" href="{}">', ((one,) for one in addresses(colours))
        )
        return SafeString(page.replace(STYLESHEETS, links, 1))


@register.tag
def coloured(parser: Parser, token: Token) -> Coloured:
    """{% coloured %} … {% status_stylesheets %} … {% endcoloured %} around a page (base.html)."""
    nodelist = parser.parse(("endcoloured",))
    parser.delete_first_token()
    return Coloured(nodelist)


@register.simple_tag
def status_stylesheets() -> SafeString:
    """Where `coloured` puts its links: above what is drawn with them, and so not known yet."""
    return SafeString(STYLESHEETS)


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
