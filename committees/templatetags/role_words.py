"""What a page says to somebody by what they may do."""

from django import template

from accounts.roles import Permission
from committees.permissions import may_anywhere
from committees.querysets import Actor

register = template.Library()


@register.filter
def may_do(user: Actor, permission: str) -> bool:
    """Whether `user` holds this permission ("plan_edit") in any area. No query of its own."""
    return may_anywhere(user, Permission(permission))
