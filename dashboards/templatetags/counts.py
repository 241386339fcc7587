"""Tags that repeat so often on a page of counts that an include would cost more than they do."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboards.rules.addresses import Count
from documents.charts import StackedBar
from web.status_colours import colour_class

register = template.Library()


@register.simple_tag
def count(number: Count) -> SafeString:
    """A number that leads to its list; a nought leads nowhere."""
    if not number.number:
        return SafeString("0")
    return format_html('<a class="govuk-link" href="{}">{}</a>', number.url, number.number)


@register.simple_tag
def status_bar(bar: StackedBar, kind: str) -> SafeString:
    """A bar cut by status, coloured by the page's own style; its words are the drawing's name."""
    parts = format_html_join(
        "",
        '<rect class="cpc-bar__part cpc-bar__part--{} {}" x="{}" y="0" width="{}" height="{}"/>',
        (
            (part.tag.canonical, colour_class(part.tag.colour), part.x, part.width, bar.height)
            for part in bar.segments
        ),
    )
    return format_html(
        '<svg class="cpc-bar cpc-bar--{}" role="img" viewBox="0 0 {} {}" aria-label="{}"'
        ' preserveAspectRatio="none">{}</svg>',
        kind,
        bar.width,
        bar.height,
        bar.title,
        parts,
    )
