"""The page that asks one form: shown, sent, refused beside its fields, or done and said so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from audit.services.edits import EditConflict
from web.conflict_forms import ConflictingForm, place_errors
from web.forms import PageForm, VersionedForm
from web.kept_text import forget, kept

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
    template: str = "web/form_page.html"


def opened(form: type[F], request: HttpRequest, **kwargs: Any) -> F:
    """The form as it was sent, or as the person left it before they had to sign in again."""
    data = request.POST if request.method == "POST" else None
    return form(data, user=request.user, kept=kept(request), **kwargs)


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
            written = write(by=request.user, **form.values())
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


RESTORED = (
    "This is not saved yet, because your session had ended. What you typed is below. "
    "Look it over and save it."
)


def today() -> date:
    return timezone.localdate()


def saved(request: HttpRequest, form: ConflictingForm, write: Callable[[], object]) -> bool:
    """Whether the service took it. What it refused stands beside the form's fields; on somebody
    else's edit the form also holds the row as it is now (`form.conflict`)."""
    try:
        write()
    except EditConflict as conflict:
        form.take_conflict(conflict)
    except ValidationError as refusal:
        place_errors(form, refusal)
    else:
        forget(request)
        return True
    return False


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is made of: what was sent now, or kept from before the person had to sign in."""
    posted = request.method == "POST"
    return {
        "data": request.POST if posted else None,
        "user": request.user,
        "kept": restored(request),
    }


def restored(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed before the person had to sign in, with a message that says so."""
    typed = kept(request) if request.method == "GET" else {}
    if typed:
        messages.warning(request, RESTORED)
    return typed
