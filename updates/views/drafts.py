"""What is kept while an update is written: drafts, files and links."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.views import person
from actions.enums import EvidenceKind
from actions.models import Action, Evidence, UpdateDraft
from actions.permissions import updates_as
from actions.views.scope import action_in_scope, number_sent
from documents.text import line
from timescales.date_format import clock
from updates.forms.readings import reading_names
from updates.forms.update import DRAFT, DRAFTED, UpdateForm
from updates.rules.evidence.files import MOST_BYTES, MOST_FILES
from updates.services import (
    add_evidence_file,
    add_evidence_link,
    discard_draft,
    remove_evidence,
    save_draft,
)
from updates.services import evidence_store as evidence_store
from web.kept_text import forget

NOT_YOURS = "Only the lead of this action, or the coordinator on the lead’s behalf, may update it."
LONGEST = 20_000


@never_cache
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the form saves itself while somebody writes. Answers in JSON to the page's script."""
    row = action_in_scope(request, pk)
    if updates_as(person(request), row, timezone.localdate()) is None:
        raise PermissionDenied(NOT_YOURS)
    if request.accepts("text/html"):
        put_aside(request, row, "discard" if "discard" in request.POST else DRAFT)
        return redirect("action_update", pk)
    try:
        kept = _save_draft(request, row)
    except ValidationError as refusal:
        return JsonResponse({"refused": " ".join(refusal.messages)}, status=409)
    return JsonResponse({"saved": _clock(kept) if kept else ""})


@never_cache
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A file of evidence, to be kept by whoever sees its action. It is never opened in the page."""
    files = Evidence.objects.visible_to(request.user).filter(kind=EvidenceKind.FILE)
    row = get_object_or_404(files, pk=pk)
    path = evidence_store.absolute(row.path)
    if not path.is_file():
        raise Http404("This file is not there any more.")
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=row.title, content_type=row.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def put_aside(request: HttpRequest, row: Action, press: str) -> bool:
    """Keep, discard or take something back, as was pressed; no update is sent. False where it was
    refused: what was typed is kept nowhere but in the form that came."""
    try:
        PRESSES[press](request, row)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return False
    finally:
        forget(request)
    return True


def keep_evidence(request: HttpRequest, row: Action) -> list[ValidationError]:
    """Keep the files and the link that came with a form; what was refused comes back."""
    user, refused = person(request), []
    for file in request.FILES.getlist("papers")[: MOST_FILES + 1]:  # one more says: too many
        data = file.read(MOST_BYTES + 1)  # one byte more says that it is too large
        for note in line(file.name or "").notes:
            messages.warning(request, f"The file’s name: {note}")
        try:
            add_evidence_file(by=user, action=row, name=file.name or "", data=data)
        except ValidationError as refusal:
            refused.append(refusal)
    if url := _typed(request, "link").strip():
        title = _typed(request, "link_title")
        try:
            add_evidence_link(by=user, action=row, url=url, title=title)
        except ValidationError as refusal:
            refused.append(refusal)
    return refused


def show_refused(form: UpdateForm, refused: list[ValidationError]) -> None:
    """Say beside its field what was not kept; a link that was kept is not asked for again."""
    for refusal in refused:
        form.refuse(refusal)
    if "link" not in form.errors:
        form.put("link", "")
        form.put("link_title", "")


def _press_draft(request: HttpRequest, row: Action) -> None:
    refused = keep_evidence(request, row)
    for refusal in refused:
        messages.error(request, " ".join(refusal.messages))
    kept = _save_draft(request, row)
    if kept or Evidence.objects.kept_by(person(request)).filter(action=row).exists():
        messages.success(request, "Your draft is saved. It is not sent yet.")
    elif not refused:
        messages.info(request, "Nothing is written yet, so there is no draft to save.")


def _press_discard(request: HttpRequest, row: Action) -> None:
    _forget_draft(request, row)
    messages.success(request, "Your draft is thrown away. Nothing of it was sent.")


def _press_remove(request: HttpRequest, row: Action) -> None:
    wanted = request.POST["remove"]
    own = Evidence.objects.kept_by(person(request)).filter(action=row)
    chosen = [item for item in own if str(item.pk) == wanted]
    for item in chosen:
        remove_evidence(by=person(request), evidence=item)
        messages.success(request, f"“{item.title}” is removed.")
    _save_draft(request, row)


PRESSES = {"discard": _press_discard, "remove": _press_remove, DRAFT: _press_draft}


def _save_draft(request: HttpRequest, row: Action) -> UpdateDraft | None:
    """The draft that was kept; None where nothing is written and nothing was."""
    names = [*DRAFTED, *reading_names(request.POST)]
    fields = {name: _typed(request, name).replace("\r\n", "\n")[:LONGEST] for name in names}
    if not any(value.strip() for name, value in fields.items() if name != "as_at"):
        _forget_draft(request, row)
        return None
    return save_draft(
        by=person(request),
        action=row,
        fields=fields,
        base_version=number_sent(request.POST.get("expected", "")),
        seen=number_sent(request.POST.get("seen", "")),
        now=timezone.now(),
    )


def _forget_draft(request: HttpRequest, row: Action) -> None:
    if kept := UpdateDraft.objects.visible_to(request.user).filter(action=row).first():
        discard_draft(by=person(request), draft=kept)


def _typed(request: HttpRequest, name: str) -> str:
    """What was sent in a field that no form has cleaned; no database keeps a NUL."""
    return request.POST.get(name, "").replace("\0", "")


def _clock(kept: UpdateDraft) -> str:
    """The time of day as people say it: "3:15 pm"."""
    return clock(timezone.localtime(kept.saved_at))
