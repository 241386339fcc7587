"""By what names an area's posts and groups are known: to a grid, and to a plan that comes in."""

from collections.abc import Mapping
from typing import NamedTuple

from committees.models import Area, Body, Post
from committees.rules.lead_words import lead_key


class Named(NamedTuple):
    """A post or a group by its key, and as it is called."""

    pk: int
    name: str


class Names(NamedTuple):
    """Posts by every name that they answer to, and groups by theirs; both by `lead_key`."""

    posts: Mapping[str, Named]
    groups: Mapping[str, Named]


def names_in(area: Area) -> Names:
    """A post answers to its title, to what else it is called, and to the names of the group that
    it alone stands for. Two queries."""
    bodies = list(Body.objects.filter(area=area))
    rows = list(Post.objects.filter(area=area))
    posts: dict[str, Named] = {}
    for post in rows:
        posts |= {lead_key(name): Named(post.pk, post.title) for name in post.names[1:]}
    posts |= {lead_key(post.title): Named(post.pk, post.title) for post in rows}
    groups: dict[str, Named] = {}
    for body in bodies:
        own = [post for post in rows if post.body_id == body.pk]
        for name in filter(None, (body.name, body.short_name)):
            groups.setdefault(lead_key(name), Named(body.pk, body.name))
            if len(own) == 1:
                posts.setdefault(lead_key(name), Named(own[0].pk, own[0].title))
    return Names(posts, groups)
