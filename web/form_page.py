"""The page that asks one form: shown, sent, refused beside its fields, or done and said so.

    form = opened(HeadingForm, request, row=heading)
    page = FormPage(heading="…", back=…, done="The heading was saved.")
    return ask(request, form, page, partial(services.edit_heading, heading=heading))

A page that holds a form among other things calls `saved` itself, a button without a form `pressed`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypedDict, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from web.forms import PageForm
from web.kept_text import forget, kept

Crumbs = list[tuple[str, str]]
Beside = Mapping[str, Any] | Callable[[], Mapping[str, Any]]
F = TypeVar("F", bound=PageForm)
T = TypeVar("T")

RESTORED = (
    "This is not saved yet: you had to show first that it is you. What you typed is below. "
    "Look it over and save it."
)


class Notice(NamedTuple):
    """What is said above a form before it is filled in, and where it leads."""

    title: str
    text: str
    label: str
    url: str


@dataclass(frozen=True)
class FormPage:
    """What stands round the form, and where it leads.

    `done` is said when it is saved; a function of what the service wrote where it depends on that.
    `why_not` stands in the form's place where this person cannot send it; it and `lead`, which
    stands above the form, may be functions; `notice` is one that may have nothing to say. A
    page with more on it has a template of its own that extends `web/form_page.html` (or
    `web/form_page_beside.html`, with a column at the side), and `context` for it: a function where
    it takes a while to load, so that it is loaded only where the page is drawn.
    """

    heading: str
    back: str
    done: str | Callable[[Any], str]
    caption: str = ""
    lead: str | Callable[[], str] = ""
    title: str = ""
    leave: str = "Leave without saving"
    why_not: str | Callable[[], str] = ""
    notice: Callable[[], Notice | None] | None = None
    breadcrumbs: Sequence[tuple[str, str]] = ()
    template: str = "web/form_page.html"
    context: Beside = field(default_factory=dict)


class PageParts(TypedDict, total=False):
    """What a page about one kind of thing leaves to its view; each as `FormPage` has it."""

    caption: str
    lead: str | Callable[[], str]
    title: str
    leave: str
    why_not: str | Callable[[], str]
    notice: Callable[[], Notice | None] | None
    template: str
    context: Beside


@dataclass(frozen=True)
class Saved(Generic[T]):
    """What the service gave back for the form that was sent."""

    written: T


def opened(form: type[F], request: HttpRequest, **kwargs: Any) -> F:
    """The form as it was sent, or as the person left it before they had to sign in again."""
    posted = request.method == "POST"
    return form(
        data=request.POST if posted else None,
        files=request.FILES if posted else None,
        user=request.user,
        kept=restored(request),
        **kwargs,
    )


def ask(
    request: HttpRequest,
    form: PageForm,
    page: FormPage,
    write: Callable[..., Any],
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show `form`; once it is sent and good, `write(by=…, **values)`, say so and go back.

    `onward` turns what was written into the next address; without it that is `page.back`.
    """
    if done := saved(request, form, write):
        said = page.done if isinstance(page.done, str) else page.done(done.written)
        if said:
            messages.success(request, said)
        return redirect(onward(done.written) if onward else page.back)
    return show(request, form, page)


def show(request: HttpRequest, form: PageForm, page: FormPage) -> HttpResponse:
    """The form as it stands: nothing is written."""
    beside = page.context() if callable(page.context) else page.context
    context = {"form": form, "page": page, "breadcrumbs": page.breadcrumbs, **beside}
    return render(request, page.template, context)


def saved(request: HttpRequest, form: PageForm, write: Callable[..., T]) -> Saved[T] | None:
    """What `write(by=…, **form.values())` gave; None where the form was not sent or was refused.

    A ValidationError of the service stands beside the field that it names. After an EditConflict
    the form holds both texts, and sending it again writes over what it shows.
    """
    good = form.is_valid()
    for note in form.taken_out:
        messages.warning(request, note)
    if not good:
        return None
    try:
        written = write(by=request.user, **form.values())
    except ValidationError as refusal:
        form.refuse(refusal)
        return None
    forget(request)
    return Saved(written)


def pressed(
    request: HttpRequest, write: Callable[..., T], done: str | Callable[[T], str]
) -> Saved[T] | None:
    """A button without a form: `write(by=…)`. What happened, or why not, is said on the next page;
    None where it was refused."""
    try:
        written = write(by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    messages.success(request, done if isinstance(done, str) else done(written))
    return Saved(written)


def restored(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed before the person had to sign in, with a message that says so."""
    typed = kept(request) if request.method == "GET" else {}
    if typed:
        messages.warning(request, RESTORED)
    return typed
