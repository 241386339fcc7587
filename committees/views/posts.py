"""Posts and groups that lead actions, and who holds them."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees import services
from committees.forms.groups import EditPostForm, HoldingForm, PostForm
from committees.forms.people import EndForm
from committees.models import AccessChange, Post, PostHolding
from committees.permissions import require
from committees.queries.groups import posts_of
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from web.form_page import ask, opened

_page = partial(area_form, below=("Posts", "post_list"))


@require_safe
def post_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug)
    context = area_page(
        request,
        area,
        "post_list",
        posts=posts_of(area, timezone.localdate()),
        breadcrumbs=area_crumbs(area, ("Posts", "")),
    )
    return render(request, "committees/post_list.html", context)


@require_http_methods(["GET", "POST"])
def post_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    page = _page(area, "Add a post", "The post was added. It is vacant until somebody holds it.")
    form = opened(PostForm, request, area=area)
    return ask(request, form, page, partial(services.add_post, area=area))


@require_http_methods(["GET", "POST"])
def post_edit(request: HttpRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    page = _page(post.area, "Change this post", "The post was changed.", post.title)
    form = opened(EditPostForm, request, area=post.area, row=post)
    return ask(request, form, page, partial(services.edit_post, post=post))


@require_http_methods(["GET", "POST"])
def holder_set(request: HttpRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    page = _page(
        post.area,
        "Set who holds this post",
        partial(_held, "The holder was set. Actions that the post leads are now asked of them."),
        f"{post.title}. The present holder's time ends the day before.",
    )
    form = opened(HoldingForm, request, area=post.area)
    return ask(request, form, page, partial(services.name_holder, post=post))


@require_http_methods(["GET", "POST"])
def deputy_set(request: HttpRequest, pk: int) -> HttpResponse:
    post = _post(request, pk)
    done = partial(_held, "The deputy may now update the actions.")
    page = _page(post.area, "Add a deputy", done, post.title)
    form = opened(HoldingForm, request, area=post.area)
    return ask(request, form, page, partial(services.name_deputy, post=post))


@require_http_methods(["GET", "POST"])
def holding_end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = PostHolding.objects.visible_to(request.user).select_related("post__area", "user")
    holding = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.PEOPLE_MANAGE, holding.post.area_id)
    page = _page(
        holding.post.area,
        "End their time in this post",
        "Their time in the post has an end.",
        f"{holding.user}, {holding.get_capacity_display().lower()}, {holding.post.title}.",
    )
    write = partial(services.end_holding, holding=holding)
    return ask(request, opened(EndForm, request, row=holding), page, write)


def _held(done: str, written: PostHolding | AccessChange) -> str:
    """Who put themselves there waits for a second person."""
    return done if isinstance(written, PostHolding) else "Somebody else confirms that it is you."


def _post(request: HttpRequest, pk: int) -> Post:
    rows = Post.objects.select_related("area", "agency", "body")
    return row_in_scope(request, rows, Permission.PEOPLE_MANAGE, pk=pk)
