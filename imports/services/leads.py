"""The posts that a plan's leads become: those that stand, those of groups, and new ones."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from committees.enums import PostKind
from committees.models import Area, Body, Post
from committees.queries.names import names_in
from committees.rules.lead_words import is_group, is_post
from committees.services import add_names, add_post, posts_for
from imports.rules.leads.joins import Join, Target, joins_of
from imports.rules.plan.draft import PlanDraft


@transaction.atomic
def posts_of_leads(
    *, by: User | None, area: Area, draft: PlanDraft, chosen: Mapping[str, str]
) -> dict[str, Post]:
    """The post of each lead by its key (`lead_key`), made where the area has none.

    `chosen` is what a person joined (`imports.services.drafts.choose_leads`): it is kept as another
    name of the post.
    """
    names = names_in(area)
    joins = joins_of(draft.lead_names, names.posts, names.groups, chosen)
    titles = {key: join.to or join.name for key, join in joins.items()}
    wanted = {titles[key] for key, join in joins.items() if join.target != Target.GROUP}
    groups = {title for title in wanted if is_group(title) and not is_post(title)}
    by_title = posts_for(by=by, area=area, titles=sorted(wanted), groups=groups)
    of_groups = _posts_of_groups(by, area, joins)
    posts = {
        key: of_groups[join.pk] if join.target == Target.GROUP else by_title[titles[key]]
        for key, join in joins.items()
    }
    for post, more in _names_given(joins, posts).items():
        add_names(by=by, post=post, names=more)
    return posts


def _posts_of_groups(by: User | None, area: Area, joins: Mapping[str, Join]) -> dict[int, Post]:
    """A post for each group that has none yet and leads something, by the group's key."""
    keys = dict.fromkeys(join.pk for join in joins.values() if join.target == Target.GROUP)
    bodies = Body.objects.in_bulk(list(keys)) if keys else {}
    return {
        pk: add_post(by=by, area=area, title=bodies[pk].name, kind=PostKind.GROUP, body=bodies[pk])
        for pk in keys
    }


def _names_given(joins: Mapping[str, Join], posts: Mapping[str, Post]) -> dict[Post, list[str]]:
    given: defaultdict[Post, list[str]] = defaultdict(list)
    for key, join in joins.items():
        if join.chosen and join.target != Target.NEW:
            given[posts[key]].append(join.name)
    return given
