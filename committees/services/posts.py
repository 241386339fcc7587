"""Posts and groups, and who holds them: people change, posts stay."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import Agency, User
from audit.models import Event
from audit.services import keep, keep_all, record
from audit.services.edits import edit, locked
from committees.enums import Capacity, PostKind
from committees.models import Area, Body, Post, PostHolding
from committees.rules.lead_words import lead_key
from committees.services.roles import check_end
from timescales.date_format import long_day

TITLE_LIMIT, NAMES_LIMIT = 200, 2000
OWN_POST = "Nobody puts themselves in a post alone. Somebody else confirms it."
SET, CORRECTED = "set holder of post", "changed holder of post"


@transaction.atomic
def add_post(
    *,
    by: User | None,
    area: Area,
    title: str,
    kind: PostKind | str = PostKind.POST,
    agency: Agency | None = None,
    body: Body | None = None,
    also_called: str = "",
) -> Post:
    """A new post or group of `area`, vacant until somebody holds it.

    `also_called` is how it is written besides, one name a line: no other post may have one of them.
    """
    locked(area)
    post = Post(
        area=area,
        title=" ".join(title.split()),
        kind=kind,
        agency=agency,
        body=body,
        also_called=also_called,
    )
    _check(post)
    post.save()
    keep(by=by, row=post)
    record(
        by=by,
        verb="added post",
        target=post,
        area_id=area.pk,
        changes={"title": post.title, "kind": post.kind, "agency": agency, "body": body},
    )
    return post


@transaction.atomic
def edit_post(
    *,
    by: User | None,
    post: Post,
    expected: int,
    title: str,
    kind: PostKind | str,
    agency: Agency | None,
    body: Body | None,
    also_called: str | None = None,
) -> Post:
    """Rename a post, or say which agency or body holds it, or (not None) what else it is called.
    Its actions stay with it.

    Raises EditConflict when somebody else saved it after version `expected`.
    """
    locked(post.area)
    values: dict[str, Any] = {
        "title": " ".join(title.split()),
        "kind": kind,
        "agency": agency,
        "body": body,
    }
    if also_called is not None:
        values["also_called"] = also_called
    return _edit(by, post, expected, values)


@transaction.atomic
def put_under_agency(*, by: User | None, post: Post, expected: int, agency: Agency | None) -> Post:
    """Say which agency a post belongs to and nothing else. Raises EditConflict as `edit_post`."""
    locked(post.area)
    return _edit(by, post, expected, {"agency": agency})


@transaction.atomic
def set_holder(
    *, by: User | None, post: Post, user: User, starts: date, ends: date | None = None
) -> PostHolding:
    """Let `user` hold `post` from `starts`; the former holder's time ends the day before. Nobody
    puts themselves there: that is proposed (`access.propose_holding`).

    Who was written down for the very same day, today or to come, was a mistake: `user` stands in
    their place, and the record says who stood there. Raises ValidationError when somebody took the
    post up on or after that day, for history is mended by ending that holding first.
    """
    _check_other(by, user)
    return hold_post(by=by, post=post, user=user, starts=starts, ends=ends)


@transaction.atomic
def set_deputy(
    *, by: User | None, post: Post, user: User, starts: date, ends: date | None = None
) -> PostHolding:
    """Let `user` deputise for the post's holder. A post may have several deputies. Of oneself as of
    a holder."""
    _check_other(by, user)
    capacity = Capacity.DEPUTY
    return hold_post(by=by, post=post, user=user, capacity=capacity, starts=starts, ends=ends)


@transaction.atomic
def hold_post(
    *,
    by: User | None,
    post: Post,
    user: User,
    starts: date,
    ends: date | None = None,
    capacity: Capacity | str = Capacity.HOLDER,
) -> PostHolding:
    """Write who holds a post or deputises, whoever does it: `set_holder`, `set_deputy`, and
    `access` for what a second person confirmed."""
    locked(post)
    if capacity == Capacity.DEPUTY:
        return _deputise(by, post, user, starts, ends)
    held = PostHolding.objects.filter(post=post, capacity=Capacity.HOLDER)
    formers = list(held.overlapping(starts, ends).select_related("user", "post__area"))
    if mistaken := _mistaken(formers, user, starts):
        return _instead(by, mistaken, user, ends)
    for former in formers:
        _give_way(by, former, user, starts)
    return _hold(by, SET, PostHolding(post=post, user=user, starts=starts, ends=ends))


@transaction.atomic
def end_holding(*, by: User | None, holding: PostHolding, expected: int, ends: date) -> PostHolding:
    """End a holder's or deputy's time; `ends` is their last day. Today ends it now.

    Raises EditConflict when somebody else gave it an end after version `expected`.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    before = locked(holding)
    at_once = ends == today
    if at_once and before.ended_at and before.ends == ends:
        return before
    values = {"ends": ends, "ended_at": now if at_once else None}

    def check(row: PostHolding) -> None:
        if ends >= today:  # what is over gives nobody anything: it is history, and mended
            check_end(before, ends)
        _check_end(row)

    changes = edit(holding, values, expected=expected, check=check)
    if changes:
        area_id = holding.post.area_id
        verb = "ended holding of post"
        record(by=by, verb=verb, target=holding, area_id=area_id, changes=changes)
    return holding


@transaction.atomic
def posts_for(
    *, by: User | None, area: Area, titles: Iterable[str], groups: Container[str] = ()
) -> dict[str, Post]:
    """The posts of these titles, made where the area has none: `{title as given: post}`.

    Titles in `groups` are made as groups. Titles match whatever their capitals and spaces. Three
    queries and one audit event, however many. Raises ValidationError for a title that is empty or
    longer than a post's may be.
    """
    wanted = {title: " ".join(title.split()) for title in titles}
    for title in wanted.values():
        if not title or len(title) > TITLE_LIMIT:
            raise ValidationError(f"“{title[:60]}” cannot be a post's title.")
    locked(area)
    known = {_key(name): post for post in _of(area) for name in reversed(post.names)}
    missing = {
        _key(title): title for title in reversed(wanted.values()) if _key(title) not in known
    }
    made = Post.objects.bulk_create(
        Post(area=area, title=t, kind=PostKind.GROUP if t in groups else PostKind.POST)
        for t in reversed(missing.values())
    )
    if made:
        keep_all(by=by, rows=made)
        record(
            by=by,
            verb="added posts",
            target=area,
            area_id=area.pk,
            changes={"titles": [post.title for post in made]},
        )
    known |= {_key(post.title): post for post in made}
    return {given: known[_key(title)] for given, title in wanted.items()}


@transaction.atomic
def add_names(*, by: User | None, post: Post, names: Iterable[str]) -> Post:
    """Let a post answer to more names; those that a post of the area has already are left out."""
    locked(post.area)
    now = locked(post, "area", "agency", "body")
    taken = {lead_key(name) for one in _of(now.area) for name in one.names}
    new = {lead_key(name): " ".join(name.split()) for name in names}
    more = [name for key, name in new.items() if key not in taken]
    also_called = "\n".join([*now.names[1:], *more])
    if not more or len(also_called) > NAMES_LIMIT:
        return now
    return _edit(by, now, now.row_version, {"also_called": also_called})


def _edit(by: User | None, post: Post, expected: int, values: Mapping[str, Any]) -> Post:
    changes = edit(post, values, expected=expected, check=_check)
    if changes:
        keep(by=by, row=post)
        record(by=by, verb="edited post", target=post, area_id=post.area_id, changes=changes)
    return post


def _of(area: Area) -> list[Post]:
    return list(Post.objects.filter(area=area))


def _key(title: str) -> str:
    return " ".join(title.split()).casefold()


def _check(post: Post) -> None:
    same_title = Post.objects.filter(area_id=post.area_id, title__iexact=post.title)
    if same_title.exclude(pk=post.pk).exists():
        raise ValidationError({"title": f"This area has a post called {post.title} already."})
    _check_names(post)
    body = post.body
    if body is not None and not Body.objects.serving(post.area_id).filter(pk=body.pk).exists():
        raise ValidationError({"body": f"{post.body} belongs to another area."})
    post.full_clean(exclude=["area", "agency", "body"])


def _check_names(post: Post) -> None:
    """No two posts of an area answer to one name."""
    others = Post.objects.filter(area_id=post.area_id).exclude(pk=post.pk)
    taken = {lead_key(name): other for other in others for name in other.names}
    for field, names in (("title", post.names[:1]), ("also_called", post.names[1:])):
        for name in names:
            if other := taken.get(lead_key(name)):
                raise ValidationError({field: f"“{name}” is a name of the post {other} already."})


def _check_end(holding: PostHolding) -> None:
    if holding.ends is not None and holding.ends < holding.starts:
        raise ValidationError(
            {"ends": f"{holding.user} took this up on {long_day(holding.starts)}, later than that."}
        )


def _mistaken(formers: Sequence[PostHolding], user: User, starts: date) -> PostHolding | None:
    """Somebody else, written down today for the same day, or for a day that has not come."""
    if len(formers) != 1 or formers[0].starts != starts or formers[0].user_id == user.pk:
        return None
    today = timezone.localdate()
    written = Event.objects.filter(
        target_type="committees.postholding", target_id=formers[0].pk, verb__in=(SET, CORRECTED)
    )
    last = written.order_by("pk").last()
    fresh = starts >= today or (last is not None and timezone.localdate(last.at) == today)
    return formers[0] if fresh else None


def _instead(by: User | None, holding: PostHolding, user: User, ends: date | None) -> PostHolding:
    values = {"user": user, "ends": ends}
    changes = edit(holding, values, expected=holding.row_version, check=_check_end)
    area_id = holding.post.area_id
    record(by=by, verb=CORRECTED, target=holding, area_id=area_id, changes=changes)
    return holding


def _deputise(
    by: User | None, post: Post, user: User, starts: date, ends: date | None
) -> PostHolding:
    same = PostHolding.objects.filter(post=post, user=user)
    if same.overlapping(starts, ends).exists():
        raise ValidationError({"user": f"{user} is holder or deputy of this post already."})
    deputy = PostHolding(post=post, user=user, capacity=Capacity.DEPUTY, starts=starts, ends=ends)
    return _hold(by, "set deputy of post", deputy)


def _check_other(by: User | None, user: User) -> None:
    if by is not None and by.pk == user.pk:
        raise ValidationError({"user": OWN_POST})


def _give_way(by: User | None, former: PostHolding, user: User, starts: date) -> None:
    """End `former` the day before `starts`, or say why that cannot be."""
    since = long_day(former.starts)
    if former.user_id == user.pk and former.starts <= starts:
        raise ValidationError({"user": f"{user} has held this post since {since}."})
    if former.starts >= starts:
        raise ValidationError(
            {"starts": f"{former.user} took this post up on {since}. Choose a later day."}
        )
    ends = starts - timedelta(days=1)
    end_holding(by=by, holding=former, expected=former.row_version, ends=ends)


def _hold(by: User | None, verb: str, holding: PostHolding) -> PostHolding:
    if holding.ends is not None and holding.ends < holding.starts:
        raise ValidationError({"ends": "The last day is before the first."})
    holding.save()
    record(
        by=by,
        verb=verb,
        target=holding,
        area_id=holding.post.area_id,
        changes={"user": holding.user, "starts": holding.starts, "ends": holding.ends},
    )
    return holding
