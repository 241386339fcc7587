"""A line of the plan put elsewhere, with how it would read shown first."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from outline.forms.move import MoveForm
from outline.queries.preview import preview
from outline.services import move_line
from outline.views.scope import line_or_404, outline_address, outline_crumbs, outline_today
from plans.views.scope import plan_in_scope, wording_notice
from web.form_page import FormPage, ask, opened, show


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    outline = outline_today(plan)
    line = line_or_404(outline, key)
    form = opened(MoveForm, request, outline=outline, line=line)
    page = FormPage(
        heading=f"Move {line.title}",
        caption=plan.title,
        back=outline_address(plan, key),
        done=f"{line.title}: moved.",
        notice=partial(wording_notice, plan, request.path),
        leave="Leave it where it is",
        breadcrumbs=outline_crumbs(plan, "Move"),
        template="outline/move.html",
        context=lambda: {
            "plan": plan,
            "outline": outline,
            "shown": preview(outline, line, form.chosen, renumber=form.renumbers),
            "previewed": form.is_bound,
        },
    )
    if form.only_shown() and form.is_valid():
        return show(request, form, page)
    return ask(request, form, page, partial(move_line, plan=plan, line=key))
