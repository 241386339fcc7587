"""What a template asks of a line of a plan."""

from django import template

from outline.rules.lines import Line, walk

register = template.Library()


@register.filter
def holds(line: Line, key: str) -> bool:
    """Whether the line with that key stands somewhere under this one."""
    return any(below.key == key for below, _ in walk([line]))
