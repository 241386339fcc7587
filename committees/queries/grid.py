"""What an area has when a grid of posts and people is laid beside it."""

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from accounts.roles import Permission
from committees.enums import AccessKind, Capacity
from committees.models import AccessChange, Area, Post, PostHolding, RoleGrant
from committees.permissions import may
from committees.queries.names import names_in
from committees.rules.grid.known import Known, KnownPerson, KnownPost
from committees.rules.grid.paste import GridRow


def known_in(area: Area, by: User) -> Known:
    """The area's posts, groups, people and agencies as they stand. Nine queries."""
    names, posts = names_in(area), _posts(area)
    return Known(
        posts={key: posts[named.pk] for key, named in names.posts.items()},
        groups={key: (named.pk, named.name) for key, named in names.groups.items()},
        people=_people(area),
        agencies={" ".join(row.name.split()).casefold(): row.name for row in area.agencies.all()},
        by=by.pk,
        own_waiting=_own_waiting(area, by),
        adds_people=may(by, Permission.ROLE_GRANT, area),
    )


def vacant_rows(area: Area) -> list[GridRow]:
    """A row for each post that nobody holds today, to be filled in."""
    held = PostHolding.objects.current().filter(capacity=Capacity.HOLDER)
    posts = Post.objects.filter(area=area).exclude(pk__in=held.values("post"))
    rows = posts.select_related("agency").order_by("title")
    return [
        GridRow(title=post.title, agency=post.agency.name if post.agency else "") for post in rows
    ]


def _posts(area: Area) -> dict[int, KnownPost]:
    holders = PostHolding.objects.current().filter(capacity=Capacity.HOLDER).select_related("user")
    posts = (
        Post.objects.filter(area=area)
        .select_related("agency")
        .prefetch_related(Prefetch("holdings", queryset=holders))
    )
    return {post.pk: _post(post) for post in posts}


def _post(post: Post) -> KnownPost:
    agency = post.agency.name if post.agency else ""
    for holding in post.holdings.all():
        user = holding.user
        return KnownPost(post.pk, post.title, agency, user.pk, str(user), holding.starts)
    return KnownPost(post.pk, post.title, agency)


def _people(area: Area) -> dict[str, KnownPerson]:
    """Whoever has a role here today or later, or waits for one, by their address."""
    today = timezone.localdate()
    grants = RoleGrant.objects.filter(area=area).lasting(today).select_related("user")
    waiting = AccessChange.objects.filter(area=area, kind=AccessKind.ROLE).waiting(today)
    roles: dict[int, set[str]] = {}
    users: dict[int, User] = {}
    proposed = waiting.select_related("user").order_by("pk")
    rows: list[RoleGrant | AccessChange] = [*grants.order_by("user__name", "pk"), *proposed]
    for row in rows:
        users[row.user_id] = row.user
        roles.setdefault(row.user_id, set()).add(row.role)
    return {
        user.email.casefold(): KnownPerson(pk, user.name, user.email, frozenset(roles[pk]))
        for pk, user in users.items()
    }


def _own_waiting(area: Area, by: User) -> frozenset[int]:
    """The posts of the area for which `by` waits to be confirmed as holder."""
    waiting = AccessChange.objects.filter(area=area, kind=AccessKind.HOLDING, user=by)
    rows = waiting.filter(capacity=Capacity.HOLDER).waiting(timezone.localdate())
    return frozenset(rows.values_list("post", flat=True))
