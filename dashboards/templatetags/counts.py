"""Tags that repeat so often on a page of counts that an include would cost more than they do."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actions.queries import questions
from actions.queries.questions import Question
from actions.queries.rows import Row
from dashboards.rules.addresses import Count
from dashboards.rules.status_parts import Parts
from web.status_stylesheet import colour_class

register = template.Library()


@register.simple_tag
def count(number: Count) -> SafeString:
    """A number that leads to its list; a nought leads nowhere."""
    if not number.number:
        return SafeString("0")
    return format_html('<a class="govuk-link" href="{}">{}</a>', number.url, number.number)


@register.filter
def why_and_next(row: Row) -> Question:
    """Why an action stands as it does, and what to ask or what comes next."""
    return questions.why_and_next(row)


@register.simple_tag
def status_parts(row: Parts, name: str) -> SafeString:
    """A row of parts as wide as their numbers; each number leads to its list.

    `name` says what the row is about to those who hear the links one by one.
    """
    parts = format_html_join(
        "",
        '<li class="cpc-parts__part cpc-parts__part--{} {} {}"><a href="{}"><span'
        ' aria-hidden="true">{}</span> {}<span class="govuk-visually-hidden"> {}, {}</span></a>'
        "</li>",
        (
            (
                *(part.tag.canonical, colour_class(part.tag.colour), width(part.count.number)),
                *(part.count.url, part.tag.symbol, part.count.number, part.tag.label, name),
            )
            for part in row.parts
        ),
    )
    gap = (
        format_html('<li class="cpc-parts__gap {}" aria-hidden="true"></li>', width(row.gap))
        if row.gap
        else ""
    )
    return format_html('<ul class="cpc-parts">{}{}</ul>', parts, gap)


def width(number: int) -> str:
    """The classes that make a part as wide as its number (up to 999): no style in the page."""
    hundreds, rest = divmod(min(number, 999), 100)
    tens, units = divmod(rest, 10)
    digits = (("h", hundreds), ("t", tens), ("u", units))
    return " ".join(f"cpc-{place}{digit}" for place, digit in digits if digit)
