"""The page that asks one form: shown, sent, refused beside its fields, or done and said so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.forms import PageForm, VersionedForm
from accounts.keeping import forget, kept
from accounts.models import User
from audit.versions import EditConflict

F = TypeVar("F", bound=PageForm)


@dataclass(frozen=True)
class FormPage:
    """What stands round the form, and where it leads."""

    heading: str
    back: str
    done: str
    caption: str = ""
    lead: str = ""
    breadcrumbs: Sequence[tuple[str, str]] = ()
    template: str = "accounts/form_page.html"


def person(request: HttpRequest) -> User:
    """Who is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def opened(form: type[F], request: HttpRequest, **kwargs: Any) -> F:
    """The form as it was sent, or as the person left it before they had to sign in again."""
    data = request.POST if request.method == "POST" else None
    return form(data, user=person(request), kept=kept(request), **kwargs)


def ask(
    request: HttpRequest,
    form: PageForm,
    page: FormPage,
    write: Callable[..., Any],
    onward: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Show `form`; once it is sent and good, `write(by=…, **values)`, say so and go back.

    A ValidationError of the service stands beside the field that it names. After an EditConflict
    the page shows both texts, and sending again writes over what it shows. `onward` turns what was
    written into the next address; without it that is `page.back`.
    """
    context: dict[str, Any] = {"form": form, "page": page, "breadcrumbs": page.breadcrumbs}
    if request.method == "POST" and form.is_valid():
        try:
            written = write(by=person(request), **form.values())
        except EditConflict as conflict:
            if not isinstance(form, VersionedForm):
                raise
            context["theirs"] = form.take_over(conflict.current)
            form.refuse(conflict)
        except ValidationError as error:
            form.refuse(error)
        else:
            forget(request)
            messages.success(request, page.done)
            return redirect(onward(written) if onward else page.back)
    return render(request, page.template, context)
